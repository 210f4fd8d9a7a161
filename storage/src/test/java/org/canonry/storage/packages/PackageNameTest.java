package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.canonry.storage.packages.Refusal.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"hl7.fhir.us.core", "@fhir/example.fhir.uv.myig", "KBV.Basis", "0x", "a_b~c-d", "hl7.davinci-pas"})
    void acceptsNamesThatRealPackagesHave(String text) {
        assertThat(PackageName.parse(text).orThrow()).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|EMPTY|0",
                "<script>alert()</script>|BAD_CHARACTER|0",
                "a b|BAD_CHARACTER|1",
                "a/b|BAD_CHARACTER|1",
                "a\\b|BAD_CHARACTER|1",
                "a%2fb|BAD_CHARACTER|1",
                "a\u0000b|BAD_CHARACTER|1",
                "caf\u00e9|BAD_CHARACTER|3",
                "a@b|BAD_CHARACTER|1",
                ".|BAD_START|0",
                "..|BAD_START|0",
                ".hidden|BAD_START|0",
                "_private|BAD_START|0",
                "-|BAD_START|0",
                "@fhir|BAD_SCOPE|0",
                "@/a|BAD_SCOPE|1",
                "@a/|BAD_SCOPE|2",
                "@../a|BAD_START|1",
                "@a/..|BAD_START|3",
                "@a/b/c|BAD_CHARACTER|4",
                "node_modules|RESERVED|0",
                "Favicon.ICO|RESERVED|0",
                "@a/node_modules|RESERVED|3"
            })
    void refusesNamesThatNoKeyOrAddressCouldHold(String text, Reason reason, int position) {
        assertThat(PackageName.parse(text)).isInstanceOfSatisfying(Parsed.Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(reason);
            assertThat(refused.refusal().position()).isEqualTo(position);
        });
    }

    @Test
    void namesTheLimitOnTheLengthOfAName() {
        assertThat(PackageName.parse("a".repeat(214)).valid()).isPresent();
        assertThatThrownBy(() -> new PackageName("a".repeat(215)))
                .isInstanceOfSatisfying(InvalidPackageText.class, e -> assertThat(e.refusal().reason())
                        .isEqualTo(Reason.TOO_LONG))
                .hasMessageContaining("package_name_characters (214 characters)");
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingMarkup() {
        assertThatThrownBy(() -> new PackageName("a<b>")).hasMessageStartingWith("U+003C at position 1");
    }

    @Test
    void distinguishesCase() {
        assertThat(new PackageName("HL7.FHIR.us.Core")).isNotEqualTo(new PackageName("hl7.fhir.us.core"));
    }

    @Test
    void givesAScopeItsOwnSegment() {
        assertThat(new PackageName("@fhir/a").segments()).containsExactly("@fhir", "a");
        assertThat(new PackageName("@fhir/a").scope()).contains("@fhir");
        assertThat(new PackageName("a").segments()).containsExactly("a");
        assertThat(new PackageName("a").scope()).isEmpty();
    }
}

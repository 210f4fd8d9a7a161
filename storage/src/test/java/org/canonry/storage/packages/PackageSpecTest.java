package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.canonry.storage.packages.VersionSelector.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageSpecTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a a latest",
                "@s/a @s/a latest",
                "a@1.0.0 a 1.0.0",
                "a#1.0.0 a 1.0.0",
                "@s/a@1.0.0 @s/a 1.0.0",
                "@s/a#4.0.x @s/a 4.0.x",
                "a@current$b a current$b",
                "a@npm:b@1 a npm:b@1"
            })
    void readsNameAndSelector(String text, String name, String selector) {
        var spec = PackageSpec.parse(text).orThrow();
        assertThat(spec.name()).isEqualTo(new PackageName(name));
        assertThat(spec.selector()).isEqualTo(VersionSelector.parse(selector));
        assertThat(spec).hasToString(name + "@" + selector);
    }

    @Test
    void meansLatestWhereNoVersionIsNamed() {
        assertThat(PackageSpec.parse("a").orThrow().selector()).isEqualTo(Tag.LATEST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a@|2", "a#|2", "''|0", "@|0", "@s|0", "a b@1|1", "@s@1|0", "#1|0"})
    void saysWhereItFails(String text, int position) {
        assertThat(PackageSpec.parse(text)).isInstanceOfSatisfying(
                Parsed.Refused.class, refused -> assertThat(refused.refusal().position()).isEqualTo(position));
    }

    @ParameterizedTest
    @CsvSource({"a@1.0.0,a@1.0.0", "@s/a#1.0,@s/a@1.0", "a@main,a@main"})
    void readsOnePackageVersion(String text, String printed) {
        assertThat(PackageId.parse(text).orThrow()).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource({"a@4.0.x,6", "a,2", "a@,2", "@s/a@1/2,6"})
    void saysWhereOnePackageVersionFails(String text, int position) {
        assertThat(PackageId.parse(text)).isInstanceOfSatisfying(
                Parsed.Refused.class, refused -> assertThat(refused.refusal().position()).isEqualTo(position));
    }

    @Test
    void ordersPackageVersionsByNameThenVersion() {
        var ids = Stream.of("b@1.0.0", "a@10.0.0", "a@9.0.0", "a@9.0.0-ballot")
                .map(text -> PackageId.parse(text).orThrow())
                .sorted()
                .map(PackageId::toString);
        assertThat(ids).containsExactly("a@9.0.0-ballot", "a@9.0.0", "a@10.0.0", "b@1.0.0");
    }

    @Test
    void givesCollidingPackagesOneStemAndKeepsTheirIdsApart() {
        var one = PackageId.of("a", "1.0.0-2.0.0");
        var other = PackageId.of("a-1.0.0", "2.0.0");
        assertThat(one.stem()).isEqualTo(other.stem());
        assertThat(one).isNotEqualTo(other);
        assertThat(PackageId.of("@s/a", "1.0.0").stem()).isEqualTo("@s/a-1.0.0");
    }
}

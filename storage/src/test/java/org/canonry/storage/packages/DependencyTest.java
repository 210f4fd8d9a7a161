package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import org.canonry.storage.packages.Dependency.On;
import org.canonry.storage.packages.Dependency.Problem;
import org.canonry.storage.packages.Dependency.Unclear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyTest {
    @ParameterizedTest
    @CsvSource({
        "hl7.fhir.r4.core, 4.0.1, hl7.fhir.r4.core, 4.0.1, ''",
        "a, current, a, current, ''",
        "@s/a, 1.0.x, @s/a, 1.0.x, ''",
        "old@npm:a, 1.0.0, a, 1.0.0, old",
        "old@npm:@s/a, 1.0.x, @s/a, 1.0.x, old",
        "@s/old@npm:a, 1.0.0, a, 1.0.0, @s/old",
        "old, npm:a@1.0.0, a, 1.0.0, old",
        "old, npm:@s/a@1.0.x, @s/a, 1.0.x, old",
        "old, npm:a, a, latest, old",
        "a, '', a, '', ''"
    })
    void understandsPlainAndAliasedEntries(String name, String required, String target, String selector, String alias) {
        var dependency = Dependency.of(name, required);
        assertThat(dependency.name()).isEqualTo(name);
        assertThat(dependency.requirement()).isEqualTo(required);
        assertThat(dependency.meaning()).isInstanceOfSatisfying(On.class, on -> {
            assertThat(on.target()).hasToString(target);
            assertThat(on.selector()).isEqualTo(VersionSelector.parse(selector));
            assertThat(on.alias().map(PackageName::text).orElse("")).isEqualTo(alias);
        });
    }

    @ParameterizedTest
    @CsvSource({"<b>,1.0.0", "'',1.0.0", "old@npm:,1.0.0", "old@npm:../a,1", "a,npm:", "a,npm:b@", "a b,npm:c@1"})
    void saysThatAnEntryNamesNoPackage(String name, String requirement) {
        assertThat(Dependency.of(name, requirement).meaning()).isInstanceOfSatisfying(
                Unclear.class, unclear -> assertThat(unclear.problem()).isEqualTo(Problem.INVALID_NAME));
    }

    @Test
    void keepsRequirementsThatAreNoTextAsTheJsonTheyAre() {
        var json = """
                {"name":"a","version":"1.0.0","dependencies":{"n":null,"v":4.10,"o":{"a":[1]},"t":"1.0.0"}}""";
        var manifest = (Manifest) Manifest.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(manifest.dependencies())
                .extracting(Dependency::name, Dependency::requirement, dependency -> dependency.meaning() instanceof On)
                .containsExactly(
                        tuple("n", "null", false),
                        tuple("v", "4.10", false),
                        tuple("o", "{\"a\":[1]}", false),
                        tuple("t", "1.0.0", true));
    }
}

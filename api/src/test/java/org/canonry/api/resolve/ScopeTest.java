package org.canonry.api.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.canonry.api.snapshot.LsnAhead;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What references mean in the closure of packages, by each strategy.
class ScopeTest {
    private static final String VS = "http://example.org/ValueSet/colours";
    private static final String ONLY_HERE = "http://example.org/ValueSet/ours";
    private static final String PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient";
    private static final String CODES = "http://hl7.org/fhir/ValueSet/codes";

    private static @TempDir Path folder = Path.of("");
    private static SmallIndex index;

    @BeforeAll
    static void build() throws IOException {
        index = SmallIndex.in(folder)
                .with(core("hl7.fhir.r4.core", "4.0.1").holding("ValueSet", CODES, "4.0.1"))
                .with(core("hl7.fhir.r5.core", "5.0.0"))
                .with(SmallPackage.of("acme.fhir.base", "1.0.0").holding("ValueSet", VS, "1.0.0"))
                .with(SmallPackage.of("acme.fhir.base", "1.0.1").holding("ValueSet", VS, "1.0.1"))
                .with(SmallPackage.of("acme.fhir.base", "2.0.0").holding("ValueSet", VS, "2.0.0"))
                .flush()
                .with(SmallPackage.of("exact.fhir", "1.0.0").dependsOn("acme.fhir.base", "1.0.1").holding("ValueSet", ONLY_HERE, "1.0.0"))
                .with(SmallPackage.of("wild.fhir", "1.0.0").dependsOn("acme.fhir.base", "1.0.x"))
                .with(SmallPackage.of("both.fhir", "1.0.0").dependsOn("exact.fhir", "1.0.0").dependsOn("next.fhir", "1.0.0").dependsOn("acme.fhir.base", "1.0.0"))
                .with(SmallPackage.of("next.fhir", "1.0.0").dependsOn("acme.fhir.base", "2.0.0"))
                .with(SmallPackage.of("acme.fhir.base", "3.0.0-ballot").holding("ValueSet", VS, "3.0.0-ballot"))
                .with(SmallPackage.of("codes.fhir", "1.0.0").dependsOn("hl7.fhir.r5.core", "5.0.0").holding("ValueSet", CODES, "9.0.0"))
                .with(SmallPackage.of("left.fhir", "1.0.0").holding("left.json", twin("left")).holding("same.json", twin("same", "http://example.org/same")))
                .with(SmallPackage.of("right.fhir", "1.0.0").holding("right.json", twin("right")).holding("same.json", twin("same", "http://example.org/same")))
                .with(SmallPackage.of("twins.fhir", "1.0.0").dependsOn("right.fhir", "1.0.0").dependsOn("left.fhir", "1.0.0"))
                .with(SmallPackage.of("far.fhir", "1.0.0").dependsOn("left.fhir", "1.0.0").dependsOn("twins.fhir", "1.0.0"))
                .with(SmallPackage.of("later.fhir", "1.0.0").holding("ValueSet", ONLY_HERE, "7.0.0").dependsOn("exact.fhir", "1.0.0"))
                .publish();
    }

    private static SmallPackage core(String name, String version) {
        return SmallPackage.ofJson("{'name':'%s','version':'%s','fhirVersions':['%s']}".formatted(name, version, version))
                .holding("StructureDefinition", PATIENT, version);
    }

    private static ObjectNode twin(String title) {
        return twin(title, "http://example.org/twin");
    }

    private static ObjectNode twin(String title, String url) {
        return SmallPackage.resource("ValueSet", url, "1.0.0").put("title", title);
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    @ParameterizedTest
    @CsvSource({"MOST_RECENT_IN_CLOSURE, 2.0.0", "NEAREST, 1.0.0", "HIGHEST_PACKAGE, 2.0.0", "LATEST, 2.0.0"})
    void choosesByStrategyAmongTheVersionsOfAClosure(Strategy strategy, String expected) {
        var resolution = resolve(VS, in("both.fhir@1.0.0").by(strategy));
        assertThat(version(resolution)).isEqualTo(expected);
        assertThat(resolution.strategy()).isEqualTo(strategy);
    }

    @Test
    void tellsThePathToTheChosenOne() {
        var resolution = resolve(VS, in("both.fhir"));
        assertThat(resolution.path()).extracting(version -> version.id().toString())
                .containsExactly("both.fhir@1.0.0", "next.fhir@1.0.0", "acme.fhir.base@2.0.0");
        assertThat(resolution.explanation()).contains("both.fhir@1.0.0 → next.fhir@1.0.0 → acme.fhir.base@2.0.0");
    }

    @Test
    void passesOverLowerVersionsOfAPackageWhereOnlyTheHighestCounts() {
        var resolution = resolve(VS + "|1.0.1", in("both.fhir@1.0.0").by(Strategy.HIGHEST_PACKAGE));
        assertThat(resolution.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(reason(resolution, "acme.fhir.base@1.0.1")).contains("higher version of acme.fhir.base");
        assertThat(version(resolve(VS + "|1.0.1", in("both.fhir@1.0.0")))).isEqualTo("1.0.1");
    }

    @Test
    void takesAPreReleaseForTheLatestOnlyWhereNothingIsReleased() {
        assertThat(version(resolve(VS, in("wild.fhir").by(Strategy.LATEST)))).isEqualTo("2.0.0");
        assertThat(version(resolve(VS + "|3.0.0-ballot", in("wild.fhir").by(Strategy.LATEST)))).isEqualTo("3.0.0-ballot");
        assertThat(version(resolve(VS, ResolutionScope.WHOLE_INDEX))).isEqualTo("3.0.0-ballot");
        assertThat(reason(resolve(VS, in("wild.fhir").by(Strategy.LATEST)), "acme.fhir.base@3.0.0-ballot")).contains("pre-release");
    }

    @Test
    void takesNoNearVersionWhenStrict() {
        for (var version : List.of("|1.0.7", "|1.0", "|1.0.x")) {
            assertThat(resolve(VS + version, in("exact.fhir").strictly()).outcome()).as(version).isEqualTo(Outcome.NOT_FOUND);
            assertThat(version(resolve(VS + version, in("exact.fhir")))).as(version).isEqualTo("1.0.1");
        }
        assertThat(version(resolve(VS + "|1.0.1", in("exact.fhir").strictly()))).isEqualTo("1.0.1");
        assertThat(version(resolve(VS, in("exact.fhir").strictly()))).isEqualTo("1.0.1");
    }

    @Test
    void saysWhatIsOutsideOfTheClosureAndWhatWouldBringIt() {
        var resolution = resolve(ONLY_HERE, in("wild.fhir@1.0.0"));
        assertThat(resolution.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(resolution.explanation()).contains("in the closure of wild.fhir@1.0.0").contains("\"later.fhir\": \"1.0.0\" would bring it");
        assertThat(reason(resolution, "exact.fhir@1.0.0"))
                .contains("outside the closure of wild.fhir@1.0.0").contains("\"exact.fhir\": \"1.0.0\" would bring it");
        assertThat(reason(resolve(VS + "|2.0.0", in("wild.fhir@1.0.0")), "acme.fhir.base@2.0.0")).contains("which has 1.0.1 of that package");
    }

    @Test
    void namesFirstThePackageForTheSameFhirVersionAndWarnsOfOthers() throws IOException {
        var url = "http://example.org/ValueSet/by-version";
        try (var small = SmallIndex.in(folder.resolve("variants"))
                .with(SmallPackage.of("mine", "1.0.0"))
                .with(SmallPackage.of("mine", "2.0.0").holding("ValueSet", url, "2.0.0"))
                .with(SmallPackage.of("terms.r4", "1.0.0").holding("ValueSet", url, "1.0.0"))
                .with(SmallPackage.ofJson("{'name':'terms.r5','version':'1.0.0','fhirVersions':['5.0.0']}").holding("ValueSet", url, "1.5.0"))
                .publish()) {
            var resolution = new Resolver(small.snapshot(), Limits.defaults(), in("mine@1.0.0")).resolve(url);
            assertThat(resolution.explanation()).endsWith("3 resources outside do. The dependency \"terms.r4\": \"1.0.0\" would bring it.");
            assertThat(reason(resolution, "mine@2.0.0")).endsWith("outside the closure of mine@1.0.0, which has 1.0.0 of that package.");
            assertThat(reason(resolution, "terms.r5@1.0.0")).endsWith("The dependency \"terms.r5\": \"1.0.0\" would bring it, but it is for FHIR 5.0.0.");
            assertThat(reason(resolution, "terms.r4@1.0.0")).endsWith("The dependency \"terms.r4\": \"1.0.0\" would bring it.");
        }
    }

    @Test
    void hasTheCoreDefinitionsOfTheFhirVersionThoughNobodyDeclaresThem() {
        var resolution = resolve("Patient", in("exact.fhir@1.0.0"));
        assertThat(version(resolution)).isEqualTo("4.0.1");
        assertThat(resolution.path()).extracting(version -> version.id().name().text()).containsExactly("exact.fhir", "hl7.fhir.r4.core");
        assertThat(resolution.explanation()).contains("need not be declared");
        assertThat(version(resolve(PATIENT, in("exact.fhir@1.0.0").fhir("R5")))).isEqualTo("5.0.0");
        assertThat(version(resolve("http://hl7.org/fhir/5.0/StructureDefinition/Patient", in("exact.fhir@1.0.0")))).isEqualTo("5.0.0");
    }

    @Test
    void prefersTheCoreDefinitionsOfItsOwnFhirVersionToThoseThatADependencyBrings() {
        assertThat(version(resolve(PATIENT, in("codes.fhir")))).isEqualTo("4.0.1");
        assertThat(version(resolve(PATIENT + "|5.0.0", in("codes.fhir")))).isEqualTo("5.0.0");
        assertThat(reason(resolve(PATIENT, in("codes.fhir")), "hl7.fhir.r5.core@5.0.0")).contains("another FHIR version");
    }

    @Test
    void letsCoreDefinitionsComeFirstWhereTheNearestIsMeant() {
        assertThat(version(resolve(CODES, in("codes.fhir").by(Strategy.NEAREST)))).isEqualTo("4.0.1");
        assertThat(version(resolve(CODES, in("codes.fhir")))).isEqualTo("9.0.0");
    }

    @Test
    void findsWhatToolsLoadOnlyWhenAskedAndBehindWhatIsDeclared() throws IOException {
        var url = "http://terminology.hl7.org/CodeSystem/some";
        try (var small = SmallIndex.in(folder.resolve("implicit"))
                .with(SmallPackage.of("mine", "1.0.0").dependsOn("near", "1.0.0"))
                .with(SmallPackage.of("near", "1.0.0").dependsOn("far", "1.0.0"))
                .with(SmallPackage.of("far", "1.0.0").holding("CodeSystem", url, "1.0.0"))
                .with(SmallPackage.of("hl7.terminology.r4", "7.0.0").holding("CodeSystem", url, "9.0.0").holding("CodeSystem", url + "-new", "9.0.0"))
                .publish()) {
            var plain = new Resolver(small.snapshot(), Limits.defaults(), in("mine"));
            var implicit = new Resolver(small.snapshot(), Limits.defaults(), in("mine").withImplicit());
            var nearest = new Resolver(small.snapshot(), Limits.defaults(), in("mine").withImplicit().by(Strategy.NEAREST));
            assertThat(plain.find(url + "-new")).isEmpty();
            assertThat(version(implicit.resolve(url + "-new"))).isEqualTo("9.0.0");
            assertThat(version(implicit.resolve(url))).isEqualTo("9.0.0");
            assertThat(version(nearest.resolve(url))).isEqualTo("1.0.0");
            assertThat(reason(nearest.resolve(url), "hl7.terminology.r4@7.0.0")).contains("what is declared comes first");
        }
    }

    @Test
    void passesOverPackagesOfAnotherFhirVersion() {
        var scope = ResolutionScope.WHOLE_INDEX.fhir("R4");
        assertThat(version(resolve(PATIENT, scope))).isEqualTo("4.0.1");
        assertThat(reason(resolve(PATIENT, scope), "hl7.fhir.r5.core@5.0.0")).contains("is for FHIR 5.0.0, and R4 is asked for");
        assertThat(resolve(VS, ResolutionScope.WHOLE_INDEX.fhir("R5")).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "exact.fhir@9.9.9", "exact.fhir@current", "EXACT.FHIR", "Not A Name", "exact.fhir@", "\u0000"})
    void findsNothingInAScopeThatNamesWhatIsNotThere(String spec) {
        for (var scope : List.of(in(spec), in("exact.fhir@1.0.0", spec))) {
            var resolution = resolve(VS, scope);
            assertThat(resolution.outcome()).isEqualTo(Outcome.NOT_FOUND);
            assertThat(resolution.explanation()).startsWith("The scope finds nothing: ").endsWith(".");
            assertThat(resolution.candidates()).isEmpty();
        }
    }

    @Test
    void findsNothingForAFhirVersionThatIsNone() {
        assertThat(resolve(VS, ResolutionScope.WHOLE_INDEX.fhir("R17")).explanation()).contains("`R17` is no FHIR version");
        assertThat(resolve(VS, in("exact.fhir").fhir("")).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void answersAsAtAnLsn() {
        assertThat(version(resolve(VS, ResolutionScope.WHOLE_INDEX.asOf(4)))).isEqualTo("1.0.1");
        assertThat(reason(resolve(VS, ResolutionScope.WHOLE_INDEX.asOf(4)), "acme.fhir.base@2.0.0")).contains("came with lsn 5");
        assertThat(resolve(VS, ResolutionScope.WHOLE_INDEX.asOf(0)).outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(resolve(VS, in("exact.fhir").asOf(5)).explanation()).contains("there is no package exact.fhir");
        assertThat(version(resolve(ONLY_HERE, in("later.fhir").asOf(16)))).isEqualTo("7.0.0");
        assertThatThrownBy(() -> resolve(VS, in("exact.fhir").asOf(17))).isInstanceOf(LsnAhead.class).hasMessageContaining("index.lsn");
        assertThatThrownBy(() -> resolve(VS, ResolutionScope.WHOLE_INDEX.asOf(17))).isInstanceOf(LsnAhead.class);
    }

    @Test
    void meansByAWildcardWhatItMeantThen() throws IOException {
        try (var small = SmallIndex.in(folder.resolve("then"))
                .with(SmallPackage.of("wild", "1.0.0").dependsOn("base", "1.0.x"))
                .with(SmallPackage.of("base", "1.0.1").holding("ValueSet", VS, "1.0.1"))
                .with(SmallPackage.of("base", "1.0.2").holding("ValueSet", VS, "1.0.2"))
                .publish()) {
            assertThat(version(new Resolver(small.snapshot(), Limits.defaults(), in("wild")).resolve(VS))).isEqualTo("1.0.2");
            assertThat(version(new Resolver(small.snapshot(), Limits.defaults(), in("wild").asOf(2)).resolve(VS))).isEqualTo("1.0.1");
        }
    }

    @Test
    void isAmbiguousWhenEqualsDifferInContent() {
        assertThat(resolve("http://example.org/twin", in("twins.fhir")).ambiguous()).isTrue();
        assertThat(resolve("http://example.org/twin", in("twins.fhir").by(Strategy.NEAREST)).ambiguous()).isTrue();
        assertThat(resolve("http://example.org/same", in("twins.fhir")).ambiguous()).isFalse();
        assertThat(resolve("http://example.org/twin", in("left.fhir")).ambiguous()).isFalse();
        assertThat(resolve("http://example.org/twin", in("far.fhir")).ambiguous()).isTrue();
        assertThat(resolve("http://example.org/twin", in("far.fhir").by(Strategy.NEAREST)).ambiguous()).isFalse();
    }

    @Test
    void takesTheFirstDeclaredOfThoseThatAreEquallyNear() {
        var resolution = resolve("http://example.org/twin", in("twins.fhir").by(Strategy.NEAREST));
        assertThat(Objects.requireNonNull(resolution.resource()).title()).isEqualTo("right");
        assertThat(reason(resolution, "left.fhir@1.0.0")).contains("declared ahead of it").contains("content is another");
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void givesEveryCandidateAReasonOfItsOwnOutcome(Strategy strategy) {
        for (var scope : List.of(in("both.fhir"), in("codes.fhir"), in("twins.fhir", "far.fhir"), ResolutionScope.WHOLE_INDEX, in("both.fhir").fhir("R5"))) {
            for (var reference : List.of(VS, VS + "|1.0.0", VS + "|9", "Patient", CODES, "http://example.org/twin")) {
                var resolution = resolve(reference, scope.by(strategy));
                assertThat(resolution.explanation()).endsWith(".").doesNotContain("null");
                assertThat(resolution.candidates()).as(reference).allSatisfy(candidate -> assertThat(candidate.reason())
                        .startsWith(candidate.chosen() ? "Chosen" : "Passed over").endsWith(".").doesNotContain("null"));
            }
        }
    }

    private static String reason(Resolution resolution, String carrier) {
        return resolution.candidates().stream()
                .filter(candidate -> candidate.resource().packageVersion().id().toString().equals(carrier))
                .map(Candidate::reason)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable String version(Resolution resolution) {
        var resource = resolution.resource();
        return resource == null ? null : resource.version();
    }

    private static ResolutionScope in(String... specs) {
        return ResolutionScope.WHOLE_INDEX.in(specs);
    }

    private static Resolution resolve(String reference, ResolutionScope scope) {
        return new Resolver(index.snapshot(), Limits.defaults(), scope).resolve(reference);
    }
}

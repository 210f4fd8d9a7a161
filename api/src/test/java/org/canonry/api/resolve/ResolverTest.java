package org.canonry.api.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ResolverTest {
    private static final String VS = "http://example.org/ValueSet/colours";
    private static final String PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient";
    private static final String TWICE = "http://example.org/ValueSet/twice";
    private static final String SYSTEM = "http://example.org/CodeSystem/system";

    private static @TempDir Path folder = Path.of("");
    private static SmallIndex index;

    @BeforeAll
    static void build() throws IOException {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("hl7.fhir.r4.core", "4.0.1").holding("StructureDefinition", PATIENT, "4.0.1"))
                .with(SmallPackage.of("hl7.fhir.r5.core", "5.0.0").holding("StructureDefinition", PATIENT, "5.0.0"))
                .flush()
                .with(SmallPackage.of("acme.fhir.base", "1.0.1").holding("ValueSet", VS, "1.0.1"))
                .with(SmallPackage.of("acme.fhir.base", "2.0.0").holding("ValueSet", VS, "2.0.0"))
                .flush()
                .with(SmallPackage.of("first.fhir", "1.0.0").date("20230101000000")
                        .holding("ValueSet", TWICE, "1.0.0")
                        .holding("same.json", SmallPackage.resource("ValueSet", "http://example.org/same", "1.0.0")))
                .with(SmallPackage.of("second.fhir", "1.0.0").date("20240101000000")
                        .holding("twice.json", SmallPackage.resource("ValueSet", TWICE, "1.0.0").put("title", "Another"))
                        .holding("same.json", SmallPackage.resource("ValueSet", "http://example.org/same", "1.0.0")))
                .with(SmallPackage.of("stub.fhir", "9.0.0")
                        .holding("stub.json", SmallPackage.resource("CodeSystem", SYSTEM, "9.0.0").put("content", "not-present"))
                        .holding("none.json", SmallPackage.resource("CodeSystem", SYSTEM, null).put("content", "complete"))
                        .holding("full.json", SmallPackage.resource("CodeSystem", SYSTEM, "1.0.0").put("content", "complete"))
                        .holding("hash.json", SmallPackage.resource("CodeSystem", "http://example.org/odd#url", "1.0.0"))
                        .holding("bar.json", SmallPackage.resource("CodeSystem", "http://example.org/odd|0.1", "1.0.0"))
                        .holding("literal.json", SmallPackage.resource(
                                "StructureDefinition", "http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.x", "0.1.0"))
                        .holding("old.json", SmallPackage.resource("CodeSystem", "http://example.org/changed", "2018-08-12"))
                        .holding("new.json", SmallPackage.resource("CodeSystem", "http://example.org/changed", "1.0.0"))
                        .holding("nine.json", stated("Release 9"))
                        .holding("ten.json", stated("Release 10"))
                        .holding("dated.json", SmallPackage.resource("ValueSet", "http://example.org/dated", "2019-09-13")))
                .publish();
    }

    private static ObjectNode stated(String version) {
        return SmallPackage.resource("ValueSet", "http://example.org/stated", version).put("versionAlgorithmString", "natural");
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    /// What HL7's validator was seen to answer with the same two versions loaded, where the whole index is the range.
    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "'', 2.0.0, UNVERSIONED",
        "|1.0.1, 1.0.1, EXACT",
        "|1.0.0, 1.0.1, FALLBACK",
        "|1.0, 1.0.1, PARTIAL",
        "|2.0, 2.0.0, PARTIAL",
        "|1.x, none, none",
        "|2.x.x, 2.0.0, WILDCARD",
        "|1.0.x, 1.0.1, WILDCARD",
        "|1.0?, none, none",
        "|9.9, none, none",
    })
    void answersAsTheValidatorDoes(String version, @Nullable String expected, @Nullable MatchKind kind) throws IOException {
        var resolution = resolve(VS + version);
        assertThat(Optional.ofNullable(resolution.resource()).map(CanonicalResource::version)).isEqualTo(Optional.ofNullable(expected));
        assertThat(resolution.matchKind()).isEqualTo(kind);
        assertThat(resolution.outcome()).isEqualTo(expected == null ? Outcome.NOT_FOUND : Outcome.RESOLVED);
        assertThat(resolution.candidates()).hasSize(2);
        assertThat(find(VS + version)).isEqualTo(Optional.ofNullable(resolution.resource()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"|1.0.0-ballot", "|latest", "|*", "|current", "|1", "|1.0.1.0", "|1.0.x.x", "|~1.0.1", "|01.0.1"})
    void takesNoNearVersionForWhatIsNoPlainVersion(String version) throws IOException {
        assertThat(find(VS + version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://example.org/ValueSet/colours|1.0.1",
        " \t http://example.org/ValueSet/colours|1.0.1\n",
        "http://example.org/ValueSet/colours\\|1.0.1",
        "http://example.org/ValueSet/colours|1.0.1#fragment",
        "http://example.org/ValueSet/colours#fragment|1.0.1",
        "http://example.org/ValueSet/colours | 1.0.1",
    })
    void readsTheFormsOfAReference(String reference) throws IOException {
        assertThat(find(reference).orElseThrow().version()).isEqualTo("1.0.1");
    }

    @Test
    void takesABarWithNothingBehindItForNoVersion() throws IOException {
        assertThat(resolve(VS + "|").matchKind()).isEqualTo(MatchKind.UNVERSIONED);
    }

    @Test
    void knowsCoreDefinitionsByTheNameOfTheirType() throws IOException {
        assertThat(find("Patient").orElseThrow().version()).isEqualTo("5.0.0");
        assertThat(find("Patient|4.0").orElseThrow().version()).isEqualTo("4.0.1");
        assertThat(find("Nothing")).isEmpty();
    }

    @Test
    void takesAFhirVersionInACoreUrlForTheCorePackage() throws IOException {
        assertThat(find("http://hl7.org/fhir/4.0/StructureDefinition/Patient").orElseThrow().version()).isEqualTo("4.0.1");
        assertThat(find("http://hl7.org/fhir/5.0/StructureDefinition/Patient").orElseThrow().version()).isEqualTo("5.0.0");
        assertThat(find("http://hl7.org/fhir/5.0/StructureDefinition/Patient|4.0.1")).isEmpty();
        var absent = resolve("http://hl7.org/fhir/3.0/StructureDefinition/Patient");
        assertThat(absent.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(absent.explanation()).contains("hl7.fhir.r3.core");
        assertThat(absent.candidates()).hasSize(2).allMatch(candidate -> candidate.reason().contains("hl7.fhir.r3.core"));
    }

    @Test
    void prefersAUrlThatIsCarriedToTheLetter() throws IOException {
        assertThat(find("http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.x")).isPresent();
        assertThat(find("http://example.org/odd#url|1.0.0")).isPresent();
        assertThat(find("http://example.org/odd|0.1")).isPresent();
        assertThat(find("http://example.org/odd|0.1|1.0.0")).isPresent();
        assertThat(find("http://example.org/odd|0.2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "|1.0.0", "#contained", "http://example.org/\u0000", "http://exa\nmple.org/"})
    void saysThatTextIsNoReference(String text) throws IOException {
        var resolution = resolve(text);
        assertThat(resolution.outcome()).isEqualTo(Outcome.INVALID_REFERENCE);
        assertThat(resolution.reference()).isEqualTo(text);
        assertThat(resolution.explanation()).endsWith(".");
        assertThat(find(text)).isEmpty();
    }

    @Test
    void namesTheLimitThatATooLongReferenceExceeds() throws IOException {
        var resolution = new Resolver(index.snapshot(), Limits.defaults().with(Limit.URL_BYTES, 20)).resolve("http://example.org/ü");
        assertThat(resolution.outcome()).isEqualTo(Outcome.INVALID_REFERENCE);
        assertThat(resolution.explanation()).contains("url_bytes (20 bytes)");
    }

    @Test
    void saysWhatWasNotFound() throws IOException {
        assertThat(resolve("http://example.org/nowhere").explanation()).contains("No package in the index carries http://example.org/nowhere");
        assertThat(resolve(VS + "|7.0.0").explanation()).contains("nobody carries version 7.0.0");
    }

    @Test
    void isAmbiguousWhenTheSameVersionHasOtherContent() throws IOException {
        var resolution = resolve(TWICE + "|1.0.0");
        assertThat(resolution.ambiguous()).isTrue();
        assertThat(chosen(resolution)).isEqualTo("second.fhir@1.0.0");
        assertThat(resolution.candidates().getLast().reason())
                .contains("published later than first.fhir@1.0.0")
                .contains("its content is another");
    }

    @Test
    void isNotAmbiguousWhenTheContentIsTheSame() throws IOException {
        var resolution = resolve("http://example.org/same");
        assertThat(resolution.ambiguous()).isFalse();
        assertThat(resolution.candidates().getLast().reason()).contains("Its content is the same.");
    }

    @Test
    void passesOverStubsAndPutsWhatHasNoVersionLast() throws IOException {
        var resolution = resolve(SYSTEM);
        assertThat(resolution.ambiguous()).isFalse();
        assertThat(resolution.candidates()).extracting(candidate -> candidate.resource().filename())
                .containsExactly("full.json", "none.json", "stub.json");
        assertThat(resolution.candidates()).extracting(Candidate::chosen).containsExactly(true, false, false);
        assertThat(resolution.candidates().get(1).reason()).contains("no version");
        assertThat(resolution.candidates().get(2).reason()).contains("without its codes");
        assertThat(find(SYSTEM + "|9.0.0")).isPresent();
    }

    @Test
    void listsTheChosenOneFirstAndNoMoreThanTheLimit() throws IOException {
        var resolver = new Resolver(index.snapshot(), Limits.defaults().with(Limit.RESOLUTION_CANDIDATES, 1));
        var resolution = resolver.resolve(VS + "|1.0.1");
        assertThat(resolution.candidates()).hasSize(1).allMatch(Candidate::chosen);
        assertThat(resolver.resolve(VS + "|7").candidates()).hasSize(1).noneMatch(Candidate::chosen);
    }

    @Test
    void findsVersionsThatAreNoNumbers() throws IOException {
        assertThat(resolve("http://example.org/dated|2019-09-13").matchKind()).isEqualTo(MatchKind.EXACT);
        assertThat(find("http://example.org/dated|2019")).isEmpty();
    }

    @Test
    void putsDatesBeforeNumbersAndKeepsToTheAlgorithmThatAResourceStates() throws IOException {
        assertThat(find("http://example.org/changed").orElseThrow().version()).isEqualTo("1.0.0");
        assertThat(find("http://example.org/stated").orElseThrow().version()).isEqualTo("Release 10");
    }

    @Test
    void givesEachCandidateAReasonOfItsOwnOutcome() throws IOException {
        for (var reference : List.of(VS, VS + "|1.0.0", VS + "|9", TWICE, SYSTEM, "Patient|4.0.1")) {
            assertThat(resolve(reference).candidates()).as(reference).allSatisfy(candidate ->
                    assertThat(candidate.reason()).startsWith(candidate.chosen() ? "Chosen" : "Passed over").doesNotContain("null"));
        }
    }

    private static String chosen(Resolution resolution) {
        return resolution.candidates().stream()
                .filter(Candidate::chosen)
                .map(candidate -> candidate.resource().packageVersion().id().toString())
                .findFirst()
                .orElseThrow();
    }

    private static Resolution resolve(String reference) throws IOException {
        return new Resolver(index.snapshot(), Limits.defaults()).resolve(reference);
    }

    private static Optional<CanonicalResource> find(String reference) throws IOException {
        return new Resolver(index.snapshot(), Limits.defaults()).find(reference);
    }
}

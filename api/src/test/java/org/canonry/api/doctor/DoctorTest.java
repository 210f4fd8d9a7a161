package org.canonry.api.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The doctor over a few packages made by hand. What is examined is `acme.fhir`, unless a test says otherwise.
class DoctorTest {
    private static final String PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient";
    private static final String ME = "http://acme.org/StructureDefinition/patient";

    @TempDir
    private Path folder;

    private SmallIndex index;

    @BeforeEach
    void putInWhatEverybodyNeeds() throws IOException {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("hl7.fhir.r4.core", "4.0.1")
                        .put("canonical", "http://hl7.org/fhir")
                        .holding("StructureDefinition", PATIENT, "4.0.1")
                        .holding("StructureDefinition", "http://hl7.org/fhir/StructureDefinition/Reference", "4.0.1"))
                .with(SmallPackage.of("base.fhir", "1.0.0").holding("StructureDefinition", "http://base.org/StructureDefinition/one", "1.0.0"))
                .with(SmallPackage.of("base.fhir", "1.1.0")
                        .holding("StructureDefinition", "http://base.org/StructureDefinition/one", "1.1.0")
                        .holding("StructureDefinition", "http://base.org/StructureDefinition/two", "1.1.0"))
                .with(SmallPackage.of("middle.fhir", "1.0.0").dependsOn("base.fhir", "1.1.0")
                        .holding("StructureDefinition", "http://middle.org/StructureDefinition/three", "1.0.0"))
                .with(ofFhir("five.fhir", "5.0.0").holding("StructureDefinition", "http://five.org/StructureDefinition/five", "1.0.0"));
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void findsNothingInAHealthyPackage() throws IOException {
        var diagnosis = examine(acme().dependsOn("base.fhir", "1.1.0").profile(ME, PATIENT, "http://base.org/StructureDefinition/two"));
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.prescription()).isEqualTo(new Prescription(List.of(), true, 0));
        assertThat(diagnosis.isHealthy(Level.NOTE)).isTrue();
        assertThat(diagnosis.worst()).isEmpty();
    }

    @Test
    void findsWhatNoDependencyLeadsToAndWhoWouldProvideIt() throws IOException {
        var diagnosis = examine(acme().profile(ME, PATIENT, "http://base.org/StructureDefinition/one"));
        var finding = reference(diagnosis, FindingKind.REFERENCE_OUTSIDE_CLOSURE);
        assertThat(finding.level()).isEqualTo(Level.ERROR);
        assertThat(finding.target()).isEqualTo("http://base.org/StructureDefinition/one");
        assertThat(finding.providers()).extracting(version -> version.id().toString()).containsExactly("base.fhir@1.1.0", "base.fhir@1.0.0");
        assertThat(finding.places()).singleElement().satisfies(place -> {
            assertThat(place.url()).isEqualTo(ME);
            assertThat(place.path()).isEqualTo("Patient.link:0");
        });
        assertThat(lines(diagnosis)).containsExactly("\"base.fhir\": \"1.1.0\"");
    }

    @Test
    void prescribesTheFewestAlsoByWhatTheyBring() throws IOException {
        var diagnosis = examine(acme().profile(
                ME, PATIENT, "http://base.org/StructureDefinition/one", "http://base.org/StructureDefinition/two", "http://middle.org/StructureDefinition/three"));
        assertThat(diagnosis.findings()).hasSize(3);
        assertThat(lines(diagnosis)).containsExactly("\"middle.fhir\": \"1.0.0\"");
        assertThat(diagnosis.prescription().smallest()).isTrue();
        assertThat(diagnosis.prescription().cured()).isEqualTo(3);
    }

    @Test
    void saysWhenAnotherVersionOfADependencyIsNeeded() throws IOException {
        var diagnosis = examine(acme().dependsOn("base.fhir", "1.0.0").profile(ME, PATIENT, "http://base.org/StructureDefinition/two"));
        assertThat(diagnosis.prescription().additions()).singleElement().satisfies(addition -> {
            assertThat(addition.line()).hasToString("\"base.fhir\": \"1.1.0\"");
            assertThat(addition.instead()).isEqualTo("1.0.0");
        });
    }

    @Test
    void doesNotPrescribeWhatIsForAnotherFhirVersion() throws IOException {
        var diagnosis = examine(acme().profile(ME, PATIENT, "http://five.org/StructureDefinition/five"));
        var finding = reference(diagnosis, FindingKind.REFERENCE_OUTSIDE_CLOSURE);
        assertThat(finding.summary()).isEqualTo("Only packages for another FHIR version carry it: five.fhir@1.0.0.");
        assertThat(diagnosis.prescription().additions()).isEmpty();
    }

    @Test
    void findsReferencesToNothingAndMissingResourcesOfItsOwn() throws IOException {
        var diagnosis = examine(acme().put("canonical", "http://acme.org")
                .profile(ME, PATIENT, "http://nobody.org/StructureDefinition/x", "http://acme.org/StructureDefinition/forgotten"));
        assertThat(diagnosis.findings()).extracting(Finding::kind).containsOnly(FindingKind.REFERENCE_TO_NOTHING);
        assertThat(diagnosis.findings()).extracting(finding -> finding.level() + " " + finding.about()).containsExactly(
                "ERROR http://acme.org/StructureDefinition/forgotten", "WARNING http://nobody.org/StructureDefinition/x");
    }

    @Test
    void findsVersionsThatAreNotThereAndThoseThatOthersAreTakenFor() throws IOException {
        var diagnosis = examine(acme().dependsOn("base.fhir", "1.1.0").profile(
                ME, PATIENT, "http://base.org/StructureDefinition/one|9.9.9", "http://base.org/StructureDefinition/two|1.1.7"));
        assertThat(reference(diagnosis, FindingKind.REFERENCE_TO_MISSING_VERSION).about()).endsWith("one|9.9.9");
        var taken = reference(diagnosis, FindingKind.REFERENCE_BY_FALLBACK);
        assertThat(taken.level()).isEqualTo(Level.WARNING);
        assertThat(taken.resolved()).isNotNull().extracting(resource -> resource.version()).isEqualTo("1.1.0");
    }

    @Test
    void findsContentThatDiffersUnderOneVersion() throws IOException {
        index.with(SmallPackage.of("copy.fhir", "1.0.0").holding("copy.json", SmallPackage.resource(
                "StructureDefinition", "http://base.org/StructureDefinition/two", "1.1.0").put("title", "Another")));
        var diagnosis = examine(acme().dependsOn("base.fhir", "1.1.0").dependsOn("copy.fhir", "1.0.0")
                .profile(ME, PATIENT, "http://base.org/StructureDefinition/two"));
        assertThat(reference(diagnosis, FindingKind.REFERENCE_AMBIGUOUS).level()).isEqualTo(Level.WARNING);
    }

    @Test
    void doesNotBlameAReferenceWhoseDependencyTheIndexHasNotGot() throws IOException {
        var diagnosis = examine(acme().dependsOn("base.fhir", "3.0.0").dependsOn("gone.fhir", "1.0.0")
                .profile(ME, PATIENT, "http://base.org/StructureDefinition/one", "http://gone.org/StructureDefinition/x"));
        assertThat(diagnosis.findings()).extracting(finding -> "%s %s %s".formatted(finding.level(), finding.kind(), finding.about())).containsExactly(
                "WARNING DEPENDENCY_UNRESOLVED base.fhir@3.0.0",
                "WARNING DEPENDENCY_UNRESOLVED gone.fhir@1.0.0",
                "NOTE REFERENCE_UNCHECKED http://base.org/StructureDefinition/one",
                "NOTE REFERENCE_UNCHECKED http://gone.org/StructureDefinition/x");
        assertThat(diagnosis.prescription().additions()).isEmpty();
    }

    @Test
    void isGraveAboutDependenciesThatMeanNoPublishedVersion() throws IOException {
        var diagnosis = examine(acme().dependsOn("base.fhir", "current"));
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.ERROR);
            assertThat(finding.advice()).contains("1.1.0");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"hl7.terminology", "hl7.terminology.r5"})
    void namesTheRightVariantForTheFhirVersion(String wrong) throws IOException {
        index.with(SmallPackage.of("hl7.terminology.r4", "6.0.0")).with(ofFhir("hl7.terminology.r5", "5.0.0"));
        var diagnosis = examine(acme().dependsOn(wrong, "1.0.0"));
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.WRONG_FHIR_VERSION);
            assertThat(((PackageFinding) finding).line()).hasToString("\"hl7.terminology.r4\": \"6.0.0\"");
        });
    }

    @Test
    void namesWhatIsFoundOnlyByACorrection() throws IOException {
        var diagnosis = examine(acme().dependsOn("Base.FHIR", "1.1.0").profile(ME, PATIENT, "http://base.org/StructureDefinition/two"));
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.DEPENDENCY_CORRECTED);
            assertThat(finding.advice()).isEqualTo("Write \"base.fhir\": \"1.1.0\".");
        });
    }

    @Test
    void findsTheCoreOfAnotherFhirVersion() throws IOException {
        index.with(ofFhir("hl7.fhir.r5.core", "5.0.0"));
        var diagnosis = examine(acme().dependsOn("hl7.fhir.r5.core", "1.0.0"));
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.ERROR);
            assertThat(finding.advice()).isEqualTo("Depend on \"hl7.fhir.r4.core\": \"4.0.1\" instead.");
        });
    }

    @Test
    void findsWhatIsDeclaredAndNotUsed() throws IOException {
        var diagnosis = examine(acme().dependsOn("middle.fhir", "1.0.0").dependsOn("five.fhir", "1.0.0")
                .profile(ME, PATIENT, "http://base.org/StructureDefinition/two"));
        assertThat(diagnosis.findings()).filteredOn(finding -> finding.kind() == FindingKind.DEPENDENCY_UNUSED)
                .extracting(Finding::summary)
                .containsExactly(
                        "No canonical resource refers to anything in it. (Instances, such as most examples, are not looked at.)",
                        "Nothing in it is referred to, only what it brings: base.fhir@1.1.0.");
    }

    @Test
    void findsWhatIsUsedAndNotDeclared() throws IOException {
        var diagnosis = examine(acme().dependsOn("middle.fhir", "1.0.0")
                .profile(ME, PATIENT, "http://middle.org/StructureDefinition/three", "http://base.org/StructureDefinition/two"));
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.PACKAGE_UNDECLARED);
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.advice()).isEqualTo("Declare it: \"base.fhir\": \"1.1.0\".");
        });
    }

    @Test
    void doesNotAskForWhatAProfileHasFromItsBase() throws IOException {
        index.with(SmallPackage.of("middle.fhir", "2.0.0").dependsOn("base.fhir", "1.1.0")
                .profile("http://middle.org/StructureDefinition/four", PATIENT, "http://base.org/StructureDefinition/two"));
        var diagnosis = examine(acme().dependsOn("middle.fhir", "2.0.0")
                .profile(ME, "http://middle.org/StructureDefinition/four", "http://base.org/StructureDefinition/two"));
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void findsOnePackageInTwoVersions() throws IOException {
        var diagnosis = examine(acme().dependsOn("base.fhir", "1.0.0").dependsOn("middle.fhir", "1.0.0").profile(
                ME, PATIENT, "http://base.org/StructureDefinition/one", "http://middle.org/StructureDefinition/three"));
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.VERSION_CONFLICT);
            assertThat(finding.summary()).isEqualTo("It is there in 2 versions: 1.1.0 by middle.fhir@1.0.0; 1.0.0, declared.");
        });
    }

    @Test
    void passesOverWhatNoPackageNeedCarry() throws IOException {
        var diagnosis = examine(acme().holding("vs.json", """
                {'resourceType': 'ValueSet', 'url': 'http://acme.org/ValueSet/vs', 'status': 'active', 'compose': {'include': [
                  {'system': 'http://loinc.org'}, {'system': 'http://snomed.info/sct'}, {'system': 'http://unitsofmeasure.org'},
                  {'system': 'urn:oid:1.2.3'}, {'system': 'urn:iso:std:iso:3166'}, {'valueSet': ['http://loinc.org/vs/LL1']}]}}"""));
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.elsewhere()).containsEntry("LOINC", 2).containsKeys("SNOMED CT", "UCUM", "object identifiers", "ISO");
    }

    @Test
    void takesNamesForNoReferences() throws IOException {
        var diagnosis = examine(acme()
                .holding("ns.json", """
                        {'resourceType': 'NamingSystem', 'status': 'active', 'uniqueId': [{'type': 'uri', 'value': 'http://acme.org/ids', 'preferred': true},
                          {'type': 'uri', 'value': 'http://old.org/ids'}]}""")
                .holding("vs.json", """
                        {'resourceType': 'ValueSet', 'url': 'http://acme.org/ValueSet/vs', 'status': 'active',
                          'codeSystem': {'system': 'http://acme.org/inline'}, 'compose': {'include': [{'system': 'http://acme.org/inline'}]}}"""));
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void takesUpWhatToolsAddOfTheirOwnAccordAndSaysSo() throws IOException {
        index.with(SmallPackage.of("hl7.terminology.r4", "6.0.0").holding("ValueSet", "http://terminology.hl7.org/ValueSet/x", "1.0.0"));
        var diagnosis = examine(acme().holding("vs.json", """
                {'resourceType': 'ValueSet', 'url': 'http://acme.org/ValueSet/vs', 'status': 'active', 'compose': {'include': [
                  {'valueSet': ['http://terminology.hl7.org/ValueSet/x']}]}}"""));
        assertThat(diagnosis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.NOTE);
            assertThat(finding.summary()).contains("tools add it of their own accord");
        });
    }

    @Test
    void finishesInACircleOfDependencies() throws IOException {
        index.with(SmallPackage.of("round.fhir", "1.0.0").dependsOn("acme.fhir", "1.0.0").holding("ValueSet", "http://round.org/ValueSet/x", null));
        var diagnosis = examine(acme().dependsOn("round.fhir", "1.0.0").dependsOn("acme.fhir", "1.0.0").profile(ME, PATIENT));
        assertThat(diagnosis.findings()).extracting(Finding::kind).containsOnly(FindingKind.DEPENDENCY_UNUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", "#", "urn:", "|1.0", "value", "extension('http://x')", "http://a/b|c|d#e", "\u0000", "http://hl7.org/fhir/StructureMap/*4to5"})
    void isNotPutOutByOddReferences(String target) throws IOException {
        assertThat(examine(acme().profile(ME, PATIENT, target)).findings()).allSatisfy(finding ->
                assertThat(finding.level()).isNotEqualTo(Level.ERROR));
    }

    /// The same package inside and outside of the index has the same findings.
    private Diagnosis examine(SmallPackage subject) throws IOException {
        var given = subject.version(99);
        index.with(subject).publish();
        var snapshot = index.snapshot();
        var inside = Subject.of(snapshot, index.version(given.id().toString()));
        var doctor = new Doctor(snapshot, Limits.defaults());
        var diagnosis = doctor.examine(inside);
        var outside = doctor.examine(new Subject(given.withLsn(-1), inside.resources()));
        assertThat(outside.findings()).usingRecursiveComparison().ignoringFieldsOfTypes(org.canonry.api.snapshot.CanonicalResource.class)
                .isEqualTo(diagnosis.findings());
        return diagnosis;
    }

    private static SmallPackage acme() {
        return SmallPackage.of("acme.fhir", "1.0.0").dependsOn("hl7.fhir.r4.core", "4.0.1");
    }

    private static SmallPackage ofFhir(String name, String fhirVersion) {
        return SmallPackage.ofJson("{'name': '%s', 'version': '1.0.0', 'fhirVersions': ['%s']}".formatted(name, fhirVersion));
    }

    private static ReferenceFinding reference(Diagnosis diagnosis, FindingKind kind) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(ReferenceFinding.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s in %s".formatted(kind, diagnosis.findings())));
    }

    private static List<String> lines(Diagnosis diagnosis) {
        return diagnosis.prescription().additions().stream().map(addition -> addition.line().toString()).toList();
    }
}

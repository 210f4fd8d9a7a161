package org.canonry.storage.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.junit.jupiter.api.Test;

class CanonicalParserTest {
    private final CanonicalParser parser = new CanonicalParser(Limits.defaults());

    @Test
    void readsTheFieldsOfAStructureDefinition() {
        var canonical = canonical("""
                {"resourceType":"StructureDefinition","id":"p","url":"http://x.org/p","version":"1.0","name":"P","title":"T","status":"active",
                 "experimental":false,"date":"2024-05","publisher":"X","description":"D","kind":"resource","type":"Patient",
                 "derivation":"constraint","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","fhirVersion":"4.0.1",
                 "jurisdiction":[{"coding":[{"system":"urn:iso:std:iso:3166","code":"DE","display":"Germany"}]},{"text":"Mars"}],
                 "_filename":"StructureDefinition-p.json"}""");
        assertThat(canonical.identity()).isEqualTo("http://x.org/p|1.0");
        assertThat(canonical.type()).isEqualTo("Patient");
        assertThat(canonical.experimental()).isFalse();
        assertThat(canonical.jurisdictions()).containsExactly("DE", "Mars");
        assertThat(canonical.isCanonical()).isTrue();
        assertThat(canonical.example()).isFalse();
        assertThat(canonical.uses())
                .containsExactly(new Use(
                        "StructureDefinition.baseDefinition", UseKind.BASE_DEFINITION,
                        "http://hl7.org/fhir/StructureDefinition/Patient", null));
    }

    @Test
    void readsTheAlgorithmOfVersionsInBothOfItsForms() {
        assertThat(canonical("""
                {"resourceType":"ValueSet","url":"u","versionAlgorithmString":"natural"}""").versionAlgorithm()).isEqualTo("natural");
        assertThat(canonical("""
                {"resourceType":"ValueSet","url":"u","versionAlgorithmCoding":{"system":"http://hl7.org/fhir/version-algorithm","code":"integer"}}""")
                .versionAlgorithm()).isEqualTo("integer");
        assertThat(canonical("""
                {"resourceType":"ValueSet","url":"u","versionAlgorithmCoding":7}""").versionAlgorithm()).isNull();
    }

    @Test
    void findsTheReferencesOfElementsUnderTheirIds() {
        var uses = canonical("""
                {"resourceType":"StructureDefinition","url":"u","differential":{"element":[
                  {"id":"Patient.gender","path":"Patient.gender","type":[{"code":"code"}],
                   "binding":{"valueSet":"http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1","strength":"required"}},
                  {"extension":[{"url":"http://x.org/e"}],"path":"Patient.link",
                   "type":[{"code":"Reference","profile":["http://x.org/r"],"targetProfile":["http://x.org/t"]}]}]}}""").uses();
        assertThat(uses).containsExactlyInAnyOrder(
                new Use("Patient.gender", UseKind.OTHER, "http://hl7.org/fhir/StructureDefinition/code", null),
                new Use("Patient.gender", UseKind.BINDING, "http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1", "required"),
                new Use("Patient.link", UseKind.EXTENSION, "http://x.org/e", null),
                new Use("Patient.link", UseKind.OTHER, "http://hl7.org/fhir/StructureDefinition/Reference", null),
                new Use("Patient.link", UseKind.TYPE_PROFILE, "http://x.org/r", null),
                new Use("Patient.link", UseKind.TARGET_PROFILE, "http://x.org/t", null));
        assertThat(uses.getFirst().targetUrl()).isEqualTo("http://hl7.org/fhir/StructureDefinition/code");
    }

    @Test
    void findsReferencesThatStu3WritesAsObjects() {
        assertThat(canonical("""
                {"resourceType":"StructureDefinition","url":"u","snapshot":{"element":[{"path":"Patient.x","binding":
                {"strength":"example","valueSetReference":{"reference":"http://x.org/vs"}}}]}}""").uses())
                .containsExactly(new Use("Patient.x", UseKind.BINDING, "http://x.org/vs", "example"));
        assertThat(canonical("""
                {"resourceType":"StructureDefinition","url":"u","differential":{"element":[{"path":"Patient.x","binding":
                {"strength":"example","valueSetReference":{"reference":"http://x.org/vs"}}}]}}""").uses())
                .as("what is searched by it is a reference all the same")
                .containsExactly(new Use("Patient.x", UseKind.BINDING, "http://x.org/vs", "example"));
        assertThat(canonical("""
                {"resourceType":"Measure","url":"u","library":[{"reference":"Library/l"}],"relatedArtifact":[{"resource":"http://x.org/d"}]}""")
                .uses())
                .containsExactly(
                        new Use("Measure.library", UseKind.LIBRARY, "Library/l", null),
                        new Use("Measure.relatedArtifact.resource", UseKind.DEPENDS_ON, "http://x.org/d", null));
    }

    @Test
    void findsSystemsValueSetsAndNestedItems() {
        assertThat(canonical("""
                {"resourceType":"ValueSet","url":"u","compose":{"include":[{"system":"http://loinc.org"},{"valueSet":["http://x.org/vs"]}]}}""")
                .uses())
                .containsExactly(
                        new Use("ValueSet.compose.include.system", UseKind.CODE_SYSTEM, "http://loinc.org", null),
                        new Use("ValueSet.compose.include.valueSet", UseKind.VALUE_SET_INCLUDE, "http://x.org/vs", null));
        assertThat(canonical("""
                {"resourceType":"Questionnaire","url":"u","item":[{"item":[{"item":[{"answerValueSet":"http://x.org/vs"},{"answerValueSet":"#v"}]}]}]}""")
                .uses())
                .containsExactly(new Use("Questionnaire.item.item.item.answerValueSet", UseKind.BINDING, "http://x.org/vs", null));
    }

    @Test
    void findsExtensionsInsideExpressions() {
        assertThat(canonical("""
                {"resourceType":"SearchParameter","url":"u","expression":"Patient.extension('http://x.org/a') | Patient.extension( 'http://x.org/b' )"}""")
                .uses())
                .extracting(Use::target)
                .containsExactly("http://x.org/a", "http://x.org/b");
    }

    @Test
    void keepsWhatIsInsideAStructureByWhichItIsSearched() {
        var contents = canonical("""
                {"resourceType":"StructureDefinition","url":"u","context":[{"type":"element","expression":"Patient.contact"}],
                 "snapshot":{"element":[{"path":"Patient.photo","short":"of the base"}]},
                 "differential":{"element":[{"path":"Patient.gender","short":"male | female","sliceName":"legal",
                   "binding":{"valueSet":"http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1"},
                   "constraint":[{"key":"pat-1","human":"must have a gender"}],
                   "patternCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure"}]}}]}}""").contents();
        assertThat(contents.lines(ContentKind.ELEMENT).lines()).containsExactly("Patient.contact", "Patient.gender", "legal", "administrative-gender");
        assertThat(contents.lines(ContentKind.PROSE).lines()).containsExactly("male | female", "must have a gender");
        assertThat(contents.lines(ContentKind.CODE).lines()).containsExactly("pat-1", "85354-9");
        assertThat(contents.lines(ContentKind.CONCEPT).lines()).containsExactly("Blood pressure");
    }

    @Test
    void keepsConceptsHoweverDeepTheyStand() {
        var contents = canonical("""
                {"resourceType":"CodeSystem","url":"u","concept":[{"code":"a","display":"A","concept":[{"code":"b","concept":[
                 {"code":"c","designation":[{"language":"de","value":"Ce\\nh"}]}]}]}]}""").contents();
        assertThat(contents.lines(ContentKind.CODE).lines()).containsExactly("a", "b", "c");
        assertThat(contents.lines(ContentKind.CONCEPT).lines()).containsExactly("A", "Ce h");
        assertThat(canonical("{\"resourceType\":\"Basic\",\"url\":\"u\"}").contents()).isSameAs(Contents.NONE);
    }

    @Test
    void keepsWhatASearchParameterLooksAt() {
        var contents = canonical("""
                {"resourceType":"SearchParameter","url":"u","code":"birthdate","base":["Patient"],"expression":"Patient.birthDate"}""").contents();
        assertThat(contents.lines(ContentKind.ELEMENT).lines()).containsExactlyInAnyOrder("birthdate", "Patient", "Patient.birthDate");
    }

    @Test
    void textsBeyondTheLimitAreNotKept() {
        var small = new CanonicalParser(Limits.defaults().with(Limit.CONTENT_CHARACTERS, 10));
        var line = "{\"resourceType\":\"CodeSystem\",\"url\":\"u\",\"concept\":[{\"code\":\"12345\"},{\"code\":\"67890\"},{\"code\":\"24680\"}]}".getBytes(StandardCharsets.UTF_8);
        assertThat(((Canonical) small.parse(line, 0, line.length, List.of())).contents().lines(ContentKind.CODE).lines()).containsExactly("12345");
    }

    @Test
    void theOrderOfPropertiesDoesNotMatterForReferences() {
        assertThat(canonical("""
                {"baseDefinition":"http://x.org/b","url":"u","resourceType":"StructureDefinition"}""").uses()).hasSize(1);
    }

    @Test
    void theTypeMayBeSpelledInEveryWayThatJsonAllows() {
        for (var type : List.of("{\"resourceType\":\"ValueSet\"", "{\"resourceType\":\"\\u0056alueSet\"", "{ \"resourceType\" : \"ValueSet\"")) {
            assertThat(canonical(type + ",\"url\":\"u\"}").resourceType()).as(type).isEqualTo("ValueSet");
        }
    }

    @Test
    void aNamingSystemWithoutUrlIsKnownByItsPreferredUniqueId() {
        assertThat(canonical("""
                {"resourceType":"NamingSystem","uniqueId":[{"type":"oid","value":"1.2.3"},{"type":"uri","value":"http://x.org/s","preferred":true}]}""")
                .url())
                .isEqualTo("http://x.org/s");
    }

    @Test
    void whatMerelyHasAUrlIsMarked() {
        assertThat(canonical("{\"resourceType\":\"Device\",\"url\":\"http://x.org/d\"}").isCanonical()).isFalse();
        assertThat(canonical("{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"_filename\":\"example/v.json\"}").example()).isTrue();
    }

    @Test
    void narrativeAndFileNameDoNotCountAsContent() {
        var first = canonical("{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"text\":{\"div\":\"a\"},\"name\":\"N\",\"_filename\":\"a.json\"}");
        var second = canonical("{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"name\":\"N\",\"_filename\":\"b.json\"}");
        assertThat(first.contentHash()).isEqualTo(second.contentHash());
    }

    @Test
    void versionAndDateCountAsContentButNotAsDefinition() {
        var first = canonical("{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"version\":\"1\",\"date\":\"2024\"}");
        var second = canonical("{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"version\":\"2\",\"date\":\"2025\"}");
        var third = canonical("{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"version\":\"2\",\"date\":\"2025\",\"name\":\"N\"}");
        assertThat(first.contentHash()).isNotEqualTo(second.contentHash());
        assertThat(first.definitionHash()).isEqualTo(second.definitionHash());
        assertThat(second.definitionHash()).isNotEqualTo(third.definitionHash());
    }

    @Test
    void everyBadLineHasItsReason() {
        assertThat(problem("{\"resourceType\":")).isEqualTo(LineProblem.INVALID_JSON);
        assertThat(problem("{\"resourceType\":\"A\",\"url\":\"u\"} {}")).isEqualTo(LineProblem.INVALID_JSON);
        assertThat(problem("[]")).isEqualTo(LineProblem.NOT_AN_OBJECT);
        assertThat(problem("{\"url\":\"u\"}")).isEqualTo(LineProblem.NO_RESOURCE_TYPE);
        assertThat(problem("{\"resourceType\":\"ValueSet\"}")).isEqualTo(LineProblem.NO_URL);
        assertThat(problem("{\"resourceType\":\"ValueSet\",\"url\":7}")).isEqualTo(LineProblem.INVALID_URL);
        assertThat(problem("{\"resourceType\":\"ValueSet\",\"url\":\"" + "u".repeat(5_000) + "\"}")).isEqualTo(LineProblem.INVALID_URL);
        assertThat(problem("{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"x\":" + "[".repeat(600) + "]".repeat(600) + "}"))
                .isEqualTo(LineProblem.INVALID_JSON);
    }

    @Test
    void textsOfTheWrongTypeAreAbsent() {
        var canonical = canonical("{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"title\":{\"a\":[1]},\"name\":3,\"status\":null}");
        assertThat(canonical.title()).isNull();
        assertThat(canonical.name()).isNull();
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        var small = new CanonicalParser(Limits.defaults().with(Limit.COLUMN_CHARACTERS, 3));
        var parsed = parse(small, "{\"resourceType\":\"ValueSet\",\"url\":\"u\",\"title\":\"ab😀\"}");
        assertThat(((Canonical) parsed).title()).isEqualTo("ab");
    }

    private Canonical canonical(String json) {
        return (Canonical) parse(parser, json);
    }

    private LineProblem problem(String json) {
        return ((LineRejected) parse(parser, json)).problem();
    }

    private static ParsedLine parse(CanonicalParser parser, String json) {
        var bytes = ("##" + json + "##").getBytes(StandardCharsets.UTF_8);
        return parser.parse(bytes, 2, bytes.length - 4, List.of(FhirRelease.R4));
    }
}

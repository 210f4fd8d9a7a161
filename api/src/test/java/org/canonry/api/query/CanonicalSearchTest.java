package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.canonry.api.page.Page;
import org.canonry.api.page.PositionExpired;
import org.canonry.api.page.PositionMisplaced;
import org.canonry.api.page.Window;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalSearchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Shelf shelf;

    @BeforeAll
    static void fill() throws IOException {
        shelf = new Shelf(folder);
    }

    @AfterAll
    static void close() throws IOException {
        shelf.close();
    }

    @Test
    void namesIdsAndWordsOfOneThingMeet() throws IOException {
        for (var text : List.of("USCorePatientProfile", "us-core-patient", "us core patient", "uscorepatient", "US-Core_Patient")) {
            assertThat(shelf.urls(text)).as(text).first().isEqualTo(Shelf.US_PATIENT);
        }
    }

    @Test
    void aUrlFindsItsResourceHoweverItIsTyped() throws IOException {
        for (var text : List.of(
                Shelf.GENDER, Shelf.GENDER + "|4.0.1", Shelf.GENDER + "/", Shelf.GENDER.replace("http:", "https:"), Shelf.GENDER.toUpperCase(Locale.ROOT))) {
            assertThat(shelf.urls(text)).as(text).first().isEqualTo(Shelf.GENDER);
        }
    }

    @Test
    void aSlipOfTheFingerIsForgiven() throws IOException {
        assertThat(shelf.urls("adminstrative gendr")).first().isEqualTo(Shelf.GENDER);
    }

    @Test
    void aReleaseIsNoPartOfAName() throws IOException {
        for (var text : List.of("R4 administrative-gender", "AdministrativeGender STU3", "administrative gender R5")) {
            var why = shelf.run(Shelf.query(text)).page().items().getFirst().node().explanation().orElseThrow();
            assertThat(why.resource().url()).as(text).isEqualTo(Shelf.GENDER);
            assertThat(why.parts()).as(text).extracting(ScoreExplanation.Part::reason)
                    .anyMatch(reason -> reason.contains("without the words that name a kind or a release"));
        }
    }

    @Test
    void aPublisherIsFoundByAnyPartInAnyCase() throws IOException {
        assertThat(shelf.urls("publisher:\"us REALM\"")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("publisher:" + "a".repeat(900))).isEmpty();
    }

    @Test
    void theUrlOfAFieldMayCarryAVersion() throws IOException {
        assertThat(shelf.urls("url:" + Shelf.GENDER + "|4.0.1")).containsExactly(Shelf.GENDER);
        assertThat(shelf.urls("url:\"" + Shelf.GENDER + "|4.0.1\"")).containsExactly(Shelf.GENDER);
    }

    @Test
    void aMemberPastedFromAResourceIsSearchedByItsValue() throws IOException {
        assertThat(shelf.urls("\"url\": \"" + Shelf.GENDER + "\",")).containsExactly(Shelf.GENDER);
    }

    @Test
    void aPackageOrAVersionOfOneIsAWordAndTheOthersAreSearchedInIt() throws IOException {
        assertThat(shelf.urls("hl7.fhir.us.core#6.1.0")).containsExactly(Shelf.US_PATIENT);
        var inVersion = shelf.run(Shelf.query("hl7.fhir.us.core@6.1.0 patient")).page().items();
        assertThat(inVersion).extracting(item -> item.node().resource().url()).containsExactly(Shelf.US_PATIENT);
        assertThat(inVersion.getFirst().node().resource().version()).isEqualTo("6.1.0");
        assertThat(shelf.urls("hl7.fhir.us.core patient")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("hl7.fhir.us.core gender of nobody")).as("where it has nothing").isNotEmpty();
    }

    @Test
    void theReleaseOfFhirThatIsNamedIsTheOneThatIsShown() throws IOException {
        for (var named : Map.of("R4 patient", "4.0.1", "patient r5", "5.0.0").entrySet()) {
            var first = shelf.run(Shelf.query(named.getKey())).page().items().getFirst().node();
            assertThat(first.resource().url()).as(named.getKey()).isEqualTo(Shelf.PATIENT);
            assertThat(first.resource().version()).as(named.getKey()).isEqualTo(named.getValue());
        }
    }

    @Test
    void theVersionBehindABarIsTheOneThatIsShown() throws IOException {
        for (var version : List.of("4.0.1", "5.0.0")) {
            var first = shelf.run(Shelf.query(Shelf.PATIENT + "|" + version)).page().items().getFirst().node();
            assertThat(first.resource().url()).isEqualTo(Shelf.PATIENT);
            assertThat(first.resource().version()).isEqualTo(version);
            assertThat(first.foldedCount()).isEqualTo(1);
        }
        assertThat(shelf.run(Shelf.query("us-core-patient|6.1.0")).page().items().getFirst().node().resource().version()).isEqualTo("6.1.0");
    }

    @Test
    void aUrlAmongWordsFindsItsResource() throws IOException {
        assertThat(shelf.urls("see " + Shelf.GENDER + " please, or nothing else")).first().isEqualTo(Shelf.GENDER);
    }

    @Test
    void aStarBehindAUrlFindsAllThatBeginSo() throws IOException {
        assertThat(shelf.urls("url:http://hl7.org/fhir/us/core*")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("http://hl7.org/fhir/us/core/StructureDefinition/us-core-pat*")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("http://hl7.org/fhir/us/cure*")).isEmpty();
    }

    @Test
    void whatEndsASentenceIsNoPartOfItsWords() throws IOException {
        for (var text : List.of("gender?", "gender, administrative!", "¿gender?", "what is administrative gender?", "gender…")) {
            assertThat(shelf.urls(text)).as(text).first().isEqualTo(Shelf.GENDER);
        }
    }

    @Test
    void fieldsMustMatchBesideWordsInParenthesesToo() throws IOException {
        assertThat(shelf.urls("patient resourceType:(ValueSet OR CodeSystem)")).isEmpty();
        assertThat(shelf.urls("resourceType:(ValueSet OR CodeSystem) gender")).containsExactly(Shelf.GENDER);
        assertThat(shelf.urls("(status:draft OR status:active) us core")).containsExactly(Shelf.US_PATIENT);
    }

    @Test
    void countsHoldWhereTheTextFindsNothingUnderTheFilter() throws IOException {
        var text = Optional.of("us core profile gender demographics");
        for (var filtered : List.of("ValueSet", "StructureDefinition", "Patient")) {
            var facet = run(text, List.of(filtered)).facets(List.of(FacetField.RESOURCE_TYPE), 10).getFirst();
            for (var value : facet.values()) {
                assertThat(run(text, List.of(value.value())).totalCount()).as("%s, counted beside %s", value, filtered).isEqualTo(value.count());
            }
        }
    }

    private static CanonicalHits run(Optional<String> text, List<String> resourceTypes) throws IOException {
        var filter = FilterOf.the("resourceType", resourceTypes);
        return shelf.run(new CanonicalQuery(text, filter, Collapse.URL, CanonicalSort.RELEVANCE, Window.first(20)));
    }

    @Test
    void aSlipIsForgivenWhereverInTheWordItIs() throws IOException {
        for (var text : List.of("xender", "ender", "egnder", "gxnder", "gendxr", "gendex", "gende", "genderx", "admministrative")) {
            assertThat(shelf.urls(text)).as(text).first().isEqualTo(Shelf.GENDER);
        }
    }

    @Test
    void aSlipBehindTheLastSlashOfAUrlIsForgiven() throws IOException {
        for (var text : List.of("Patinet", "Patien", "patienr", "Pattient|4.0.1")) {
            assertThat(shelf.urls(Shelf.PATIENT.replace("Patient", text))).as(text).first().isEqualTo(Shelf.PATIENT);
        }
    }

    @Test
    void thePageAndTheFileOfADefinitionFindIt() throws IOException {
        for (var text : List.of(
                "http://hl7.org/fhir/us/core/StructureDefinition-us-core-patient.html",
                "https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-patient-definitions.html#Patient.name",
                "https://hl7.org/fhir/us/core/8.0.0-ballot/StructureDefinition-us-core-patient.profile.json.html",
                "https://example.org/builds/us-core/StructureDefinition-us-core-patient.html",
                "StructureDefinition-us-core-patient.json")) {
            assertThat(shelf.urls(text)).as(text).first().isEqualTo(Shelf.US_PATIENT);
        }
        assertThat(shelf.urls("https://hl7.org/fhir/R4/patient.html")).first().isEqualTo(Shelf.PATIENT);
        assertThat(shelf.urls("zzzqqxx.html")).isEmpty();
        assertThat(shelf.urls("https://hl7.org/fhir/R4/valueset-administrative-gender.html")).first().isEqualTo(Shelf.GENDER);
    }

    @Test
    void aNamedFieldMustMatch() throws IOException {
        assertThat(shelf.urls("patient status:draft")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("resourcetype:VALUESET")).containsExactly(Shelf.GENDER);
        assertThat(shelf.urls("package:hl7.fhir.us.core@6.1.0")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("package:hl7.fhir.us*")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("publisher:realm")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("fhirVersion:R5 name:patient")).containsExactly(Shelf.PATIENT);
        assertThat(shelf.urls("title:(core AND profile)")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("date:2019")).containsExactly(Shelf.PATIENT);
    }

    @Test
    void operatorsCombineWords() throws IOException {
        assertThat(shelf.urls("demographics OR gender")).containsExactlyInAnyOrder(Shelf.PATIENT, Shelf.GENDER);
        assertThat(shelf.urls("patient AND profile")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("patient NOT profile")).doesNotContain(Shelf.US_PATIENT).contains(Shelf.PATIENT);
        assertThat(shelf.urls("patient -profile")).doesNotContain(Shelf.US_PATIENT).contains(Shelf.PATIENT);
        assertThat(shelf.urls("-patient")).containsExactly(Shelf.GENDER);
        assertThat(shelf.urls("\"core patient\"")).containsExactly(Shelf.US_PATIENT);
        assertThat(shelf.urls("demogr*")).containsExactly(Shelf.PATIENT);
        assertThat(shelf.urls("demographocs~1")).containsExactly(Shelf.PATIENT);
    }

    @Test
    void aHitStandsForTheCarriersThatMatch() throws IOException {
        var hit = shelf.run(Shelf.query("us core patient")).page().items().getFirst().node();
        assertThat(hit.resource().version()).isEqualTo("7.0.0-ballot");
        assertThat(hit.foldedCount()).isEqualTo(1);
        var active = shelf.run(Shelf.query("us core patient status:active")).page().items().getFirst().node();
        assertThat(active.resource().version()).isEqualTo("6.1.0");
        assertThat(active.foldedCount()).isZero();
    }

    @Test
    void everyFilterLeavesWhatItNames() throws IOException {
        var r4 = "hl7.fhir.r4.core@4.0.1/StructureDefinition-Patient.json";
        var gender = "hl7.fhir.r4.core@4.0.1/ValueSet-administrative-gender.json";
        var r5 = "hl7.fhir.r5.core@5.0.0/StructureDefinition-Patient.json";
        var example = "hl7.fhir.r5.core@5.0.0/example/x.json";
        var us6 = "hl7.fhir.us.core@6.1.0/StructureDefinition-us-core-patient.json";
        var us7 = "hl7.fhir.us.core@7.0.0-ballot/StructureDefinition-us-core-patient.json";
        assertThat(shelf.keys(CanonicalFilter.NONE)).containsExactlyInAnyOrder(r4, gender, r5, example, us6, us7);
        assertThat(shelf.keys(FilterOf.the("resourceType", List.of("ValueSet", "Patient")))).containsExactlyInAnyOrder(gender, example);
        assertThat(shelf.keys(FilterOf.the("fhirVersion", List.of("R5")))).containsExactlyInAnyOrder(r5, example);
        assertThat(shelf.keys(FilterOf.the("fhirVersion", List.of("4.0.1")))).containsExactlyInAnyOrder(r4, gender, us6, us7);
        assertThat(shelf.keys(FilterOf.the("package", List.of("hl7.fhir.us.core")))).containsExactlyInAnyOrder(us6, us7);
        assertThat(shelf.keys(FilterOf.the("packageVersion", List.of("hl7.fhir.us.core")))).containsExactly(us6);
        assertThat(shelf.keys(FilterOf.the("packageVersion", List.of("hl7.fhir.us.core#6.1.x", "hl7.fhir.r5.core@5.0.0"))))
                .containsExactlyInAnyOrder(us6, r5, example);
        assertThat(shelf.keys(FilterOf.the("url", Shelf.PATIENT))).containsExactlyInAnyOrder(r4, r5);
        assertThat(shelf.keys(FilterOf.the("url", Shelf.PATIENT + "|5.0.0"))).containsExactly(r5);
        assertThat(shelf.keys(FilterOf.the("urlPrefix", "http://hl7.org/fhir/us/"))).containsExactlyInAnyOrder(us6, us7);
        assertThat(shelf.keys(FilterOf.the("type", List.of("Patient")))).containsExactlyInAnyOrder(r4, r5, us6, us7);
        assertThat(shelf.keys(FilterOf.the("kind", List.of("resource")))).hasSize(4);
        assertThat(shelf.keys(FilterOf.the("derivation", List.of("constraint")))).containsExactlyInAnyOrder(us6, us7);
        assertThat(shelf.keys(FilterOf.the("baseDefinition", Shelf.PATIENT))).containsExactlyInAnyOrder(us6, us7);
        assertThat(shelf.keys(FilterOf.the("baseDefinition", Shelf.PATIENT + "|5.0.0"))).isEmpty();
        assertThat(shelf.keys(FilterOf.the("status", List.of("draft")))).containsExactly(us7);
        assertThat(shelf.keys(FilterOf.the("publisher", List.of("HL7")))).containsExactlyInAnyOrder(r4, r5);
        assertThat(shelf.keys(FilterOf.the("jurisdiction", List.of("US")))).containsExactlyInAnyOrder(us6, us7);
        assertThat(shelf.keys(FilterOf.the("experimental", false))).containsExactlyInAnyOrder(us6, us7);
        assertThat(shelf.keys(FilterOf.the("isCanonical", false))).containsExactly(example);
        assertThat(shelf.keys(FilterOf.the("example", true))).containsExactly(example);
        assertThat(shelf.keys(FilterOf.the("example", false))).hasSize(5).doesNotContain(example);
        assertThat(shelf.keys(FilterOf.the("dateFrom", "2023"))).containsExactlyInAnyOrder(r5, us6, us7);
        assertThat(shelf.keys(FilterOf.the("dateTo", "2023-05-19"))).containsExactlyInAnyOrder(r4, r5, us6);
    }

    @Test
    void whatMeansNothingFindsNothingAndSaysSo() throws IOException {
        for (var filter : List.of(
                FilterOf.the("packageVersion", List.of("no package!")),
                FilterOf.the("packageVersion", List.of("hl7.fhir.us.core@9.x")),
                FilterOf.the("package", List.of("nobody.knows.it")),
                FilterOf.the("fhirVersion", List.of("R9")),
                FilterOf.the("dateFrom", "soon"))) {
            var hits = shelf.run(Shelf.query(filter));
            assertThat(hits.totalCount()).as(filter.toString()).isZero();
            assertThat(hits.remarks()).as(filter.toString()).hasSize(1);
        }
        for (var text : List.of("fhirVersion:R9", "date:soon", "package:nobody.knows.it", "package:hl7.fhir.us.core@9.x", "patient (date:\"never\" OR date:never)")) {
            var hits = shelf.run(Shelf.query(text));
            assertThat(hits.totalCount()).as(text).isZero();
            assertThat(hits.remarks()).as(text).hasSize(1);
        }
        assertThat(shelf.run(Shelf.query("fhirVersion:R4 date:2023 package:hl7.fhir.us.core status:nobodys")).remarks()).isEmpty();
        assertThat(shelf.run(Shelf.query("???")).totalCount()).isZero();
        assertThat(shelf.run(Shelf.query("???")).remarks()).hasSize(1);
        assertThat(shelf.run(Shelf.query("  ")).totalCount()).isEqualTo(4);
    }

    @Test
    void theNewestComesFirstAndWhatHasNoDateLast() throws IOException {
        var byDate = new CanonicalQuery(Optional.empty(), CanonicalFilter.NONE, Collapse.NONE, CanonicalSort.DATE, Window.first(20));
        assertThat(shelf.run(byDate).page().items()).extracting(item -> Objects.requireNonNullElse(item.node().resource().date(), "none"))
                .containsExactly("2024-01", "2023-05-19", "2023", "2019-11-01", "none", "none");
    }

    @Test
    void aFieldsOwnFilterDoesNotRestrictItsCounts() throws IOException {
        var filtered = Shelf.query(FilterOf.the("status", List.of("draft")));
        var collapsed = new CanonicalQuery(filtered.text(), filtered.filter(), Collapse.URL, filtered.sort(), filtered.window());
        var facets = shelf.run(collapsed).facets(List.of(FacetField.STATUS, FacetField.PACKAGE), 10);
        assertThat(facets.getFirst().values()).containsExactly(new Facet.Value("active", 3), new Facet.Value("draft", 1));
        assertThat(facets.getLast().values()).containsExactly(new Facet.Value("hl7.fhir.us.core", 1));
    }

    @Test
    void highlightsEscapeAllButTheirOwnMarks() throws IOException {
        var hit = shelf.run(Shelf.query("gender used")).page().items().getFirst().node();
        assertThat(hit.highlights()).contains(
                new Highlight("title", List.of("Administrative <em>Gender</em>")),
                new Highlight("name", List.of("Administrative<em>Gender</em>")),
                new Highlight("description", List.of("The <em>gender</em> of a person &lt;b&gt;<em>used</em>&lt;/b&gt; for administration.")));
    }

    @Test
    void aPlaceByScoreExpiresWithItsSnapshotAndOthersStay(@TempDir Path other) throws IOException {
        try (var growing = new Shelf(other)) {
            for (var sort : CanonicalSort.values()) {
                var first = new CanonicalQuery(Optional.of("patient"), CanonicalFilter.NONE, Collapse.URL, sort, Window.first(1));
                var hit = growing.run(first).page().items().getFirst();
                var url = hit.node().resource().url();
                var rest = after(first, hit);
                assertThat(growing.urls(rest)).doesNotContain(url).isNotEmpty();
                growing.grow();
                if (sort == CanonicalSort.RELEVANCE) {
                    assertThatThrownBy(() -> growing.run(rest)).isInstanceOf(PositionExpired.class);
                } else {
                    assertThat(growing.urls(rest)).doesNotContain(url);
                }
            }
        }
    }

    @Test
    void aPlaceInAnotherListIsRefused() throws IOException {
        var one = Shelf.query("patient");
        var hit = shelf.run(one).page().items().getFirst();
        assertThatThrownBy(() -> shelf.run(after(Shelf.query("gender"), hit))).isInstanceOf(PositionMisplaced.class);
    }

    private static CanonicalQuery after(CanonicalQuery query, Page.Item<CanonicalHit> item) {
        var window = new Window(20, true, Optional.of(item.position()), Optional.empty());
        return new CanonicalQuery(query.text(), query.filter(), query.collapse(), query.sort(), window);
    }

    @Test
    void whateverIsTypedIsAnsweredOrRefusedAsAQuery() {
        var seed = Seed.ofThisRun();
        var garbage = new Garbage(seed.random());
        for (var i = 0; i < 300; i++) {
            var text = garbage.next();
            assertThat(outcome(text)).as("%s, text %d: %s", seed, i, text).isIn("answered", "refused");
        }
    }

    private String outcome(String text) {
        try {
            CanonicalSearch.run(Shelf.query(text), shelf.snapshot(), Limits.defaults()).page().items().stream().limit(1).forEach(item -> item.node().highlights());
            return "answered";
        } catch (InvalidQuery e) {
            return e.column() >= 1 && e.column() <= text.length() + 1 ? "refused" : "refused at column " + e.column();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return e.toString();
        }
    }
}

package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.canonry.api.page.Window;
import org.canonry.api.query.ScoreExplanation.Factor;
import org.canonry.api.query.ScoreExplanation.Part;
import org.canonry.api.query.Understood.NamedKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a search says of itself: how it understood its text, what may have been meant, and why a hit has its place.
class MeaningTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Shelf shelf;

    @BeforeEach
    void open() throws IOException {
        shelf = new Shelf(folder);
    }

    @AfterEach
    void close() throws IOException {
        shelf.close();
    }

    @Test
    void writesOutWhatItUnderstoodAndWhatWordsName() throws IOException {
        var understood = shelf.run(Shelf.query("value set us core  gender AND status:active")).understood().orElseThrow();
        assertThat(understood.text()).isEqualTo("value set us core (gender AND status:active)");
        assertThat(understood.kinds()).containsExactly(new NamedKind("value set", List.of("ValueSet"), null, true));
        assertThat(understood.packages()).first().isEqualTo("hl7.fhir.us.core");
    }

    @Test
    void understandsNothingWhereNothingIsAsked() throws IOException {
        assertThat(shelf.run(Shelf.query("  ")).understood()).isEmpty();
        assertThat(shelf.run(Shelf.query("*")).understood()).isEmpty();
        assertThat(shelf.run(Shelf.query("?!")).understood()).isEmpty();
        assertThat(shelf.run(Shelf.query("?!")).didYouMean()).isEmpty();
    }

    @Test
    void offersTheTextWithItsSlipsMendedAndAllElseAsItWasTyped() throws IOException {
        for (var mended : Map.of(
                "administrative gendr", "administrative gender",
                "title:gendr  AND status:active", "title:gender  AND status:active",
                "\"administrativ  gendr\"", "\"administrative gender\"",
                "+gendr -retired", "+gender -retired",
                "(gendr AND person)", "(gender AND person)").entrySet()) {
            assertThat(shelf.run(Shelf.query(mended.getKey())).didYouMean()).as(mended.getKey()).contains(mended.getValue());
        }
    }

    @Test
    void namesThePackageOfAllTheWordsAndNotThoseOfSome() throws IOException {
        assertThat(shelf.run(Shelf.query("us core patient")).understood().orElseThrow().packages()).containsExactly("hl7.fhir.us.core");
        assertThat(shelf.run(Shelf.query("core patient")).understood().orElseThrow().packages()).contains("hl7.fhir.r4.core", "hl7.fhir.r5.core");
    }

    @Test
    void namesNoKindOfWhichNothingIs() throws IOException {
        assertThat(shelf.run(Shelf.query("subscription topic patient")).understood().orElseThrow().kinds()).isEmpty();
    }

    @Test
    void offersUrlsAndValuesOfFieldsAsTheIndexWritesThem() throws IOException {
        for (var mended : Map.of(
                Shelf.PATIENT.replace("Patient", "Patinet"), Shelf.PATIENT,
                "url:" + Shelf.GENDER.replace("gender", "gendre"), "url:" + Shelf.GENDER,
                "status:actve", "status:active",
                "resourceType:ValueSte gender", "resourceType:ValueSet gender").entrySet()) {
            assertThat(shelf.run(Shelf.query(mended.getKey())).didYouMean()).as(mended.getKey()).contains(mended.getValue());
        }
    }

    @Test
    void offersNothingWhereNothingBetterIsFound() throws IOException {
        for (var text : List.of("gender", "AdministrativeGender", "administrative-gender", Shelf.US_PATIENT, "zzzqqxx", "status:zzzqqxx", "gend*", "gendr~")) {
            assertThat(shelf.run(Shelf.query(text)).didYouMean()).as(text).isEmpty();
        }
    }

    @Test
    void offersNothingThatTheFilterLeavesNothingOf() throws IOException {
        var query = Shelf.query("administrative gendr");
        var elsewhere = new CanonicalQuery(query.text(), FilterOf.the("resourceType", List.of("CodeSystem")), query.collapse(), query.sort(), query.window());
        assertThat(shelf.run(elsewhere).didYouMean()).isEmpty();
    }

    @Test
    void saysInWordsWhatAScoreIsMadeOf() throws IOException {
        var why = explanation("us core patient profile");
        assertThat(why.parts()).extracting(Part::reason)
                .contains("“us core patient profile” is, as a whole, the title", "“patient” is in the title", "“patient” is there at all");
        assertThat(why.parts()).filteredOn(part -> part.reason().equals("“patient” is in the title")).singleElement()
                .satisfies(part -> assertThat(List.of(part.text(), String.valueOf(part.field()))).containsExactly("patient", "title"));
        assertThat(why.factors()).extracting(Factor::reason).contains("its package, hl7.fhir.us.core, is one that the text names");
        assertThat(explanation("value set gender").factors()).extracting(Factor::reason).contains("it is of the kind that “value set” names");
        assertThat(explanation("gendr").parts()).extracting(Part::reason).contains("“gender”, which is similar to “gendr”, is in the title");
        assertThat(explanation("status:active").parts()).extracting(Part::reason).contains("the status is what was asked for: “active”");
        assertThat(explanation("NOT status:draft").parts()).extracting(Part::reason).containsExactly("it is none of what was excluded");
    }

    @Test
    void tellsOfTheCarrierWhoseScoreItIs() throws IOException {
        var hit = shelf.run(Shelf.query("package:hl7.fhir.us.core@6.1.0 patient")).page().items().getFirst().node();
        assertThat(hit.explanation().orElseThrow().resource().packageVersion().id()).hasToString("hl7.fhir.us.core@6.1.0");
    }

    @Test
    void explainsNoOtherOrder() throws IOException {
        var byUrl = new CanonicalQuery(Shelf.query("patient").text(), CanonicalFilter.NONE, Collapse.URL, CanonicalSort.URL, Window.first(5));
        assertThat(shelf.run(byUrl).page().items()).isNotEmpty().allSatisfy(item -> {
            assertThat(item.node().score()).isEmpty();
            assertThat(item.node().explanation()).isEmpty();
        });
    }

    private ScoreExplanation explanation(String text) throws IOException {
        var items = shelf.run(Shelf.query(text)).page().items();
        assertThat(items.stream().map(item -> item.node().resource().url()).collect(Collectors.toList())).as(text).isNotEmpty();
        return items.getFirst().node().explanation().orElseThrow();
    }
}

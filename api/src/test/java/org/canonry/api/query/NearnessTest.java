package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.canonry.api.page.Page;
import org.canonry.api.page.PositionExpired;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.index.WordEmbedding;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Search by meaning beside search by words, with an embedding whose meanings can be read off.
class NearnessTest {
    private static final String TREES = "http://example.org/OperationDefinition/trees";
    private static final String SERVER = "http://example.org/CapabilityStatement/server";
    private static final String STONES = "http://example.org/ValueSet/stones";

    /// No word of it is in the text of [#TREES], whose meaning it is.
    private static final String ASKED = "granite copper silver basalt quartz";

    private final WordEmbedding embedding = new WordEmbedding(
            "words", Map.of("granite", "maple", "copper", "birch", "silver", "willow", "basalt", "linden", "quartz", "and"));

    @TempDir
    private Path folder;

    private Limits limits = Limits.defaults();

    @Test
    void whatNoWordFindsIsFoundByWhatItMeans() throws IOException {
        try (var index = filled(SmallIndex.in(folder, embedding).vectors(embedding))) {
            assertThat(urls(ASKED, index)).contains(TREES);
            assertThat(urls(ASKED, index, Weights.TUNED.with(Weight.MEANING, 0))).doesNotContain(TREES);
        }
    }

    @Test
    void aSnapshotWithoutVectorsAnswersAsIfThereWereNoModel() throws IOException {
        try (var index = filled(SmallIndex.in(folder.resolve("a"), embedding));
                var words = filled(SmallIndex.in(folder.resolve("b")).vectors(embedding))) {
            assertThat(index.snapshot().meaning()).isEmpty();
            assertThat(words.snapshot().meaning()).isEmpty();
            for (var text : List.of(ASKED, "maple that stands", "birch", "a b c d e f g")) {
                assertThat(scores(text, index)).as(text).isEqualTo(scores(text, words));
            }
            assertThat(embedding.asked()).doesNotContain(ASKED);
        }
    }

    @Test
    void vectorsOfAnotherModelAreAsNone() throws IOException {
        try (var index = filled(SmallIndex.in(folder, embedding).vectors(new WordEmbedding("other words", Map.of())))) {
            assertThat(index.snapshot().meaning()).isEmpty();
        }
    }

    @Test
    void vectorsThatCannotBeReadLeaveTheWords() throws IOException {
        try (var index = filled(SmallIndex.in(folder, embedding).vectors(embedding))) {
            var manifest = index.snapshot().manifest();
            for (var file : Objects.requireNonNull(manifest.vectors()).lucene()) {
                index.bucket().delete(file.key());
            }
            var reader = folder.resolve("another reader");
            try (var snapshots = new Snapshots(index.bucket(), reader, Optional.of(embedding), limits)) {
                snapshots.refresh();
                try (var borrowed = snapshots.borrow()) {
                    assertThat(borrowed.snapshot().meaning()).isEmpty();
                    assertThat(borrowed.snapshot().manifest()).isEqualTo(manifest);
                }
            }
        }
    }

    @Test
    void whileManyTextsHaveNoVectorYetMeaningHasNoShare() throws IOException {
        try (var index = SmallIndex.in(folder, embedding).vectors(embedding)) {
            index.with(SmallPackage.of("first.fhir", "1.0.0").holding("ValueSet-a.json", resource("ValueSet", "http://example.org/a", "First", "")));
            index.publish();
            assertThat(index.snapshot().meaning()).isPresent();
            filled(index.keepVectors());
            assertThat(index.snapshot().meaning()).isEmpty();
        }
    }

    @Test
    void fewWordsAndTheQueryLanguageAreSearchedByWords() throws IOException {
        try (var index = filled(SmallIndex.in(folder, embedding).vectors(embedding))) {
            for (var text : List.of("granite copper silver basalt", "granite AND copper AND silver AND basalt AND quartz", "name:granite copper silver basalt quartz",
                    "\"granite copper\" silver basalt quartz", "granite copper silver basalt quar*")) {
                assertThat(urls(text, index)).as(text).doesNotContain(TREES);
            }
            assertThat(embedding.asked()).noneMatch(text -> text.contains("granite") && !text.contains("Granite"));
        }
    }

    @Test
    void theTitleItselfStaysFirst() throws IOException {
        try (var index = filled(SmallIndex.in(folder, embedding).vectors(embedding))) {
            assertThat(urls("Granite copper silver basalt quartz", index)).first().isEqualTo(STONES);
        }
    }

    @Test
    void countsStayExactUnderFilters() throws IOException {
        limits = limits.with(Limit.MEANING_NEAREST, 2);
        try (var index = filled(SmallIndex.in(folder, embedding).vectors(embedding))) {
            var all = run(ASKED, CanonicalFilter.NONE, Window.first(100), index, Weights.TUNED);
            var facet = all.facets(List.of(FacetField.RESOURCE_TYPE), 10).getFirst();
            assertThat(facet.values()).isNotEmpty();
            for (var value : facet.values()) {
                var filtered = run(ASKED, FilterOf.the("resourceType", List.of(value.value())), Window.first(100), index, Weights.TUNED);
                assertThat(filtered.totalCount()).as(value.value()).isEqualTo(value.count());
                assertThat(filtered.facets(List.of(FacetField.RESOURCE_TYPE), 10).getFirst().values()).isEqualTo(facet.values());
            }
        }
    }

    @Test
    void pagesMeetEveryHitOnce() throws IOException {
        try (var index = filled(SmallIndex.in(folder, embedding).vectors(embedding))) {
            var whole = urls(ASKED, index);
            var seen = new ArrayList<String>();
            var window = Window.first(1);
            for (var more = true; more; ) {
                var page = run(ASKED, CanonicalFilter.NONE, window, index, Weights.TUNED).page();
                page.items().forEach(item -> seen.add(item.node().resource().url()));
                more = page.hasNext();
                window = new Window(1, true, Optional.of(page.items().getLast().position()), Optional.empty());
            }
            assertThat(seen).isEqualTo(whole);
            assertThat(embedding.asked().stream().filter(ASKED::equals)).as("kept from page to page").hasSize(1);
        }
    }

    @Test
    void aPositionByScoreEndsWhenVectorsArrive() throws IOException {
        try (var index = filled(SmallIndex.in(folder, embedding))) {
            var position = run(ASKED + " server", CanonicalFilter.NONE, Window.first(1), index, Weights.TUNED).page().items().getFirst().position();
            index.vectors(embedding).publish();
            var after = new Window(1, true, Optional.of(position), Optional.empty());
            assertThatExceptionOfType(PositionExpired.class)
                    .isThrownBy(() -> run(ASKED + " server", CanonicalFilter.NONE, after, index, Weights.TUNED));
        }
    }

    private static SmallIndex filled(SmallIndex index) throws IOException {
        index.with(SmallPackage.of("a.fhir", "1.0.0")
                .holding("OperationDefinition-t.json", resource("OperationDefinition", TREES, "Maple Birch", "Willow and linden"))
                .holding("CapabilityStatement-s.json", resource("CapabilityStatement", SERVER, "Server", "A server, which many have these days")));
        index.flush();
        index.with(SmallPackage.of("b.fhir", "1.0.0")
                .holding("OperationDefinition-t.json", resource("OperationDefinition", TREES, "Maple Birch", "Willow and linden"))
                .holding("ValueSet-c.json", resource("ValueSet", STONES, "Granite copper silver basalt quartz", ""))
                .holding("ValueSet-d.json", resource("ValueSet", "http://example.org/d", "Maple", "Of birch and willow")));
        return index.publish();
    }

    private static String resource(String type, String url, String title, String description) {
        return "{'resourceType': '%s', 'url': '%s', 'version': '1', 'status': 'active', 'title': '%s', 'description': '%s'}"
                .formatted(type, url, title, description);
    }

    private List<String> urls(String text, SmallIndex index) throws IOException {
        return urls(text, index, Weights.TUNED);
    }

    private List<String> urls(String text, SmallIndex index, Weights weights) throws IOException {
        return run(text, CanonicalFilter.NONE, Window.first(100), index, weights).page().items().stream()
                .map(item -> item.node().resource().url())
                .toList();
    }

    private List<String> scores(String text, SmallIndex index) throws IOException {
        return run(text, CanonicalFilter.NONE, Window.first(100), index, Weights.TUNED).page().items().stream()
                .map(Page.Item::node)
                .map(hit -> hit.resource().url() + " " + hit.score().orElseThrow())
                .toList();
    }

    private CanonicalHits run(String text, CanonicalFilter filter, Window window, SmallIndex index, Weights weights) throws IOException {
        var query = new CanonicalQuery(Optional.of(text), filter, Collapse.URL, CanonicalSort.RELEVANCE, window);
        return CanonicalSearch.run(query, index.snapshot(), weights, limits);
    }
}

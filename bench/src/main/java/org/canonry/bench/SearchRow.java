package org.canonry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.query.CanonicalFilter;
import org.canonry.api.query.CanonicalHits;
import org.canonry.api.query.CanonicalQuery;
import org.canonry.api.query.CanonicalSearch;
import org.canonry.api.query.CanonicalSort;
import org.canonry.api.query.Collapse;
import org.canonry.api.query.FacetField;
import org.canonry.api.query.Suggest;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Search, in this process: against Lucene alone with the same query, against PostgreSQL with the same rows, and what counting, folding and paging cost.
///
/// @param prepared whose database has the rows
record SearchRow(Prepared prepared, Snapshot snapshot, Questions questions) {
    private static final int PAGE = 20;
    private static final int FAR_PAGE = 50;
    private static final int FACET_VALUES = 10;
    private static final int SUGGESTIONS = 10;
    private static final int SOME = 100;
    private static final double NANOS_A_MICROSECOND = 1e3;
    private static final double MOST_SUGGEST_MICROSECONDS = 5_000;
    private static final String BOUND_SEARCH = "all matches are scored and kept, since they are counted exactly and folded by url; before that the reading of the text";
    private static final String BOUND_FACETS = "one look for each hit in each of nine columns; a filtered field is counted by a search without its filter";
    private static final String BOUND_FOLDS = "the best carrier of each url among those that match";
    private static final String BOUND_PAGE = "the same matches; the page is chosen by its place";
    private static final String BOUND_SUGGEST = "what begins so, of which the most used are kept";

    List<Measurement> run() throws IOException {
        var measurements = new ArrayList<>(againstLucene());
        measurements.addAll(againstPostgres());
        measurements.add(facets());
        measurements.add(folds());
        measurements.add(pages());
        measurements.addAll(suggestions());
        return measurements;
    }

    private List<Measurement> againstLucene() throws IOException {
        var read = new HashMap<String, Query>();
        for (var text : questions.texts()) {
            read.put(text, find(text, Collapse.URL).luceneQuery());
        }
        var searcher = snapshot.searcher();
        var latencies = Latencies.of(questions.texts(), text -> find(text, Collapse.URL), text -> searcher.search(read.get(text), PAGE));
        return both("a thousand searches", latencies, "IndexSearcher.search alone, the query read", null, BOUND_SEARCH);
    }

    private List<Measurement> againstPostgres() throws IOException {
        var texts = questions.texts().subList(0, SOME);
        try (var rows = TextSearchRows.of(prepared)) {
            var latencies = Latencies.of(texts, text -> find(text, Collapse.URL), text -> rows.find(text, PAGE));
            return both(SOME + " searches", latencies, "PostgreSQL's full-text search with trigrams", null, BOUND_SEARCH);
        }
    }

    private Measurement facets() throws IOException {
        var fields = List.of(FacetField.values());
        var texts = questions.texts().subList(0, SOME);
        var rounds = Rounds.of(
                () -> each(texts, text -> find(text, Collapse.URL).facets(fields, FACET_VALUES)), SOME, () -> each(texts, text -> find(text, Collapse.URL)),
                SOME);
        return measurement("a search with all nine facets", rounds, "without", null, BOUND_FACETS);
    }

    private Measurement folds() throws IOException {
        var texts = questions.texts().subList(0, SOME);
        var rounds = Rounds.of(() -> each(texts, text -> find(text, Collapse.URL)), SOME, () -> each(texts, text -> find(text, Collapse.NONE)), SOME);
        return measurement("a search folded by url", rounds, "not folded", null, BOUND_FOLDS);
    }

    /// A search with many pages, and where the last but one that is looked at ends.
    private record Far(String text, Position end) {}

    /// Of those searches that have so many pages.
    private Measurement pages() throws IOException {
        var far = new ArrayList<Far>();
        for (var text : questions.texts()) {
            var ahead = find(text, Collapse.URL, Window.first((FAR_PAGE - 1) * PAGE)).page();
            if (ahead.hasNext()) {
                far.add(new Far(text, last(ahead)));
            }
        }
        var rounds = Rounds.of(
                () -> each(far, one -> find(one.text(), Collapse.URL, new Window(PAGE, true, Optional.of(one.end()), Optional.empty()))), far.size(),
                () -> each(far, one -> find(one.text(), Collapse.URL)), far.size());
        return measurement("page %d".formatted(FAR_PAGE), rounds, "page 1", null, BOUND_PAGE).with(Map.of("searches with so many pages", (double) far.size()));
    }

    private static Position last(Page<?> page) {
        return page.items().getLast().position();
    }

    private List<Measurement> suggestions() throws IOException {
        var latencies = Latencies.of(
                questions.beginnings(), text -> Suggest.complete(text, SUGGESTIONS, snapshot, Limits.defaults()),
                text -> snapshot.searcher().search(new PrefixQuery(new Term(Fields.FOLDED_NAME, Folded.name(text))), SUGGESTIONS));
        return both(
                "a thousand completions", latencies, "Lucene's PrefixQuery over names", Target.figureAtMost(MOST_SUGGEST_MICROSECONDS),
                BOUND_SUGGEST);
    }

    private static List<Measurement> both(String what, Latencies latencies, String against, @Nullable Target slowest, String bound) {
        return List.of(
                measurement(what + ", p50", latencies.middle(), against, null, bound),
                measurement(what + ", p99", latencies.slowest(), against, slowest, bound));
    }

    private static Measurement measurement(String what, Rounds rounds, String against, @Nullable Target target, String bound) {
        var micros = rounds.in(NANOS_A_MICROSECOND);
        return new Measurement(Row.SEARCH, what, "µs", micros.measured(), against, micros.floor(), target, bound);
    }

    private static <T> void each(List<T> questions, Latencies.Answering<T> answering) throws IOException {
        for (var question : questions) {
            answering.answer(question);
        }
    }

    private CanonicalHits find(String text, Collapse collapse) throws IOException {
        return find(text, collapse, Window.first(PAGE));
    }

    private CanonicalHits find(String text, Collapse collapse, Window window) throws IOException {
        var query = new CanonicalQuery(Optional.of(text), CanonicalFilter.NONE, collapse, CanonicalSort.RELEVANCE, window);
        return CanonicalSearch.run(query, snapshot, Limits.defaults());
    }
}

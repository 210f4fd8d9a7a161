package org.canonry.api.query;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.page.Page;
import org.canonry.api.page.PositionExpired;
import org.canonry.api.page.PositionMisplaced;
import org.canonry.api.query.Ranking.Place;
import org.canonry.api.query.Ranking.Ranked;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;

/// One search in one snapshot: the text is read once, and run once more for each facet whose own filter must not count.
public final class CanonicalSearch {
    private final Snapshot snapshot;
    private final CanonicalQuery query;
    private final SnapshotColumns columns;
    private final Merits merits;
    private final Weights weights;
    private final Limits limits;
    private final Optional<Clause> meant;
    private final Optional<Query> near;
    private Optional<Query> words;

    private CanonicalSearch(Snapshot snapshot, CanonicalQuery query, Weights weights, Limits limits) {
        this.snapshot = snapshot;
        this.query = query;
        this.columns = SnapshotColumns.of(snapshot);
        var text = query.text().filter(CanonicalSearch::asksForSomething);
        this.weights = weights;
        this.limits = limits;
        this.meant = text.flatMap(new QueryText(limits)::read);
        this.merits = meant.map(clause -> Naming.merits(clause, snapshot, weights)).orElseGet(() -> Merits.plain(columns, weights));
        this.near = query.sort() == CanonicalSort.RELEVANCE
                ? meant.flatMap(clause -> Nearness.to(text.orElseThrow(), clause, snapshot, weights, limits))
                : Optional.empty();
        this.words = text.map(some -> words(weights));
    }

    /// Runs a search.
    ///
    /// @throws InvalidQuery when its text is refused
    /// @throws PositionExpired when its window hangs on a position by score of another snapshot
    /// @throws PositionMisplaced when its window hangs on a position of another search
    /// @throws IOException when the index cannot be read
    public static CanonicalHits run(CanonicalQuery query, Snapshot snapshot, Limits limits) throws IOException {
        return run(query, snapshot, Weights.TUNED, limits);
    }

    /// Runs a search whose hits are ordered by other weights.
    public static CanonicalHits run(CanonicalQuery query, Snapshot snapshot, Weights weights, Limits limits) throws IOException {
        return new CanonicalSearch(snapshot, query, weights, limits).hits();
    }

    /// An asterisk alone is what many type for everything.
    private static boolean asksForSomething(String text) {
        return !text.isBlank() && !text.strip().equals("*");
    }

    private Query words(Weights covering) {
        return meant.map(new TextQuery(snapshot, covering, limits)::of).orElseGet(() -> new MatchNoDocsQuery("nothing to search for"));
    }

    private CanonicalHits hits() throws IOException {
        var places = new Places(query, snapshot);
        var window = query.window();
        var after = places.of(window.after(), Place.START);
        var before = places.of(window.before(), Place.END);
        var folds = covered();
        var part = new Ranking(folds, columns, query.sort()).between(after, before, window.size(), window.forward());
        var items = part.hits().stream().map(ranked -> item(ranked, folds, places)).toList();
        var page = new Page<>(items, part.hasPrevious(), part.hasNext(), folds.size());
        return new CanonicalHits(this, folds, page, Remarks.of(query, snapshot));
    }

    /// Where no resource has most of the words, those that have any one are better than none.
    private Folds covered() throws IOException {
        var folds = folds(query.filter(), words.isPresent());
        if (meant.isEmpty() || (near.isEmpty() ? folds.size() > 0 : wordsFind())) {
            return folds;
        }
        words = Optional.of(words(weights.with(Weight.COVERAGE, 0).with(Weight.COVERAGE_OF_MANY, 0)));
        return folds(query.filter(), true);
    }

    private boolean wordsFind() throws IOException {
        var filtered = new BooleanQuery.Builder()
                .add(words.orElseThrow(), Occur.FILTER)
                .add(FilterQuery.of(query.filter(), snapshot), Occur.FILTER)
                .build();
        return snapshot.searcher().search(new ConstantScoreQuery(filtered), 1).scoreDocs.length > 0;
    }

    private Page.Item<CanonicalHit> item(Ranked ranked, Folds folds, Places places) {
        var resource = snapshot.resource(folds.shown(ranked.hit()));
        var score = words.isPresent() ? OptionalDouble.of(folds.score(ranked.hit())) : OptionalDouble.empty();
        return new Page.Item<>(new CanonicalHit(resource, score, folds.folded(ranked.hit()), words), places.of(ranked, resource));
    }

    SnapshotColumns columns() {
        return columns;
    }

    boolean isFiltered(FacetField field) {
        return !query.filter().of(field).isEmpty();
    }

    /// The hits that there would be without the filter on `field`.
    Folds unfiltered(FacetField field) throws IOException {
        return folds(query.filter().with(field, List.of()), false);
    }

    /// What the words find, and what is near in meaning.
    private Query searched() {
        var byWords = words.orElse(MatchAllDocsQuery.INSTANCE);
        return near.<Query>map(byMeaning ->
                        new BooleanQuery.Builder().add(byWords, Occur.SHOULD).add(byMeaning, Occur.SHOULD).build())
                .orElse(byWords);
    }

    private Folds folds(CanonicalFilter filter, boolean scored) throws IOException {
        var filtered = FilterQuery.of(filter, snapshot);
        var all = new BooleanQuery.Builder()
                .add(searched(), scored ? Occur.MUST : Occur.FILTER)
                .add(filtered, Occur.FILTER)
                .build();
        var matches = Matches.of(all, snapshot.searcher(), scored);
        return Folds.of(matches, query.collapse(), columns, merits, snapshot.preference());
    }
}

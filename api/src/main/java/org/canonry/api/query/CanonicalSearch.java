package org.canonry.api.query;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.page.Page;
import org.canonry.api.page.PositionExpired;
import org.canonry.api.page.PositionMisplaced;
import org.canonry.api.query.Ranking.Place;
import org.canonry.api.query.Ranking.Ranked;
import org.canonry.api.query.language.Clause;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.api.query.language.QueryText;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// One search in one snapshot: the text is read once, and run once more for each facet whose own filter must not count.
public final class CanonicalSearch {
    private final Snapshot snapshot;
    private final CanonicalQuery query;
    private final SnapshotColumns columns;
    private final Merits merits;
    private final Weights weights;
    private final Limits limits;
    private final Optional<Clause> meant;
    private final Naming naming;
    private final Optional<Query> near;
    private final IntUnaryOperator rank;
    private Optional<Query> words;
    private @Nullable Reasons reasons;

    private CanonicalSearch(Snapshot snapshot, CanonicalQuery query, Weights weights, Limits limits) throws IOException {
        this.snapshot = snapshot;
        this.query = query;
        this.columns = SnapshotColumns.of(snapshot);
        var text = query.text().filter(CanonicalSearch::asksForSomething);
        this.weights = weights;
        this.limits = limits;
        this.meant = text.flatMap(new QueryText(limits)::read);
        this.naming = meant.map(clause -> Naming.in(clause, snapshot)).orElse(Naming.NOTHING);
        this.merits = new Merits(columns, weights, naming);
        this.near = query.sort() == CanonicalSort.RELEVANCE
                ? meant.flatMap(clause -> Nearness.to(clause, snapshot, weights, limits))
                : Optional.empty();
        this.rank = rank();
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
        return new CanonicalHits(this, folds, page, Remarks.of(query, meant, snapshot));
    }

    /// Where no resource has most of the words, those that have any one are better than none. That is decided by the text alone: were it by what a
    /// filter leaves, the hits of two values would not be those of each, and no count of a facet would hold.
    private Folds covered() throws IOException {
        var folds = folds(query.filter(), words.isPresent());
        if (meant.isEmpty() || (near.isEmpty() && folds.size() > 0) || wordsFind()) {
            return folds;
        }
        words = Optional.of(words(weights.with(Weight.COVERAGE, 0).with(Weight.COVERAGE_OF_MANY, 0)));
        return folds(query.filter(), true);
    }

    private boolean wordsFind() throws IOException {
        return searcher(query.filter()).search(new ConstantScoreQuery(words.orElseThrow()), 1).scoreDocs.length > 0;
    }

    private Page.Item<CanonicalHit> item(Ranked ranked, Folds folds, Places places) {
        var resource = snapshot.resource(folds.shown(ranked.hit()));
        var isRanked = words.isPresent() && query.sort() == CanonicalSort.RELEVANCE;
        var score = isRanked ? OptionalDouble.of(folds.score(ranked.hit())) : OptionalDouble.empty();
        CanonicalHit.Reasons why = () -> reasons().of(folds.scored(ranked.hit()), folds.score(ranked.hit()));
        return new Page.Item<>(new CanonicalHit(resource, score, folds.folded(ranked.hit()), words, why), places.of(ranked, resource));
    }

    private synchronized Reasons reasons() throws IOException {
        if (reasons == null) {
            reasons = new Reasons(searched(), merits, weights, snapshot);
        }
        return reasons;
    }

    Optional<Understood> understood() {
        return meant.map(clause -> Understood.of(clause, naming));
    }

    /// The text with its slips mended, where that finds something better than `found`.
    Optional<String> better(Folds found) throws IOException {
        var spelling = new Spelling(snapshot.searcher().getIndexReader());
        var mending = new DidYouMean(spelling, new WordForms(spelling, weights), limits.of(Limit.QUERY_WILDCARDS));
        var mended = query.text().flatMap(text -> meant.flatMap(clause -> mending.instead(text, clause)));
        if (mended.isEmpty()) {
            return mended;
        }
        var other = new CanonicalSearch(snapshot, query.with(mended.get()), weights, limits);
        return other.covered().bestScore() > found.bestScore() ? mended : Optional.empty();
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

    /// What Lucene is asked, once it is known which of the words must match.
    Query luceneQuery() {
        return luceneQuery(query.filter(), words.isPresent());
    }

    private Query luceneQuery(CanonicalFilter filter, boolean scored) {
        return new BooleanQuery.Builder()
                .add(searched(), scored ? Occur.MUST : Occur.FILTER)
                .add(FilterQuery.of(filter, snapshot), Occur.FILTER)
                .build();
    }

    /// Who names a version exactly has it, withdrawn or not; a wildcard or a tag never means a withdrawn one.
    private IndexSearcher searcher(CanonicalFilter filter) {
        return filter.packageVersions().isEmpty() ? snapshot.searcher() : snapshot.wholeSearcher();
    }

    private Folds folds(CanonicalFilter filter, boolean scored) throws IOException {
        var matches = Matches.of(luceneQuery(filter, scored), searcher(filter), scored);
        return Folds.of(matches, query.collapse(), columns, merits, rank);
    }

    /// The preferred carrier of a url stands for all, but for those that the text asks for.
    private IntUnaryOperator rank() throws IOException {
        var preference = snapshot.preference();
        var asked = naming.preferred(new KeywordQuery(snapshot));
        if (asked.isEmpty()) {
            return preference::rank;
        }
        var docs = Matches.of(asked.get(), snapshot.wholeSearcher(), false).docs();
        return doc -> preference.rank(doc) - (docs.get(doc) ? columns.documents() : 0);
    }
}

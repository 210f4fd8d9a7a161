package org.canonry.api.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.canonry.api.query.Because.Reason;
import org.canonry.api.query.ScoreExplanation.Part;

/// A query taken apart into what scores by itself. Made once a search, and asked for each document; scores as the search does, by the same rules. Not
/// thread-safe.
final class Breakdown {
    private static final Reason UNSAID = new Reason(Way.WORD, "", "");
    private static final Comparator<Part> WEIGHTIEST_FIRST = Comparator.comparingDouble(Part::score).reversed().thenComparing(Part::reason);

    private final IndexSearcher searcher;
    private final Shares whole;

    Breakdown(Query query, IndexSearcher searcher) throws IOException {
        this.searcher = searcher;
        this.whole = taken(query, 1, UNSAID);
    }

    /// What of the query a document matches; together they are its score. None when it does not match.
    List<Part> of(int doc) throws IOException {
        var parts = new LinkedHashMap<String, Part>();
        for (var part : whole.of(doc)) {
            parts.merge(part.reason(), part, (one, other) -> new Part(one.text(), one.field(), one.reason(), one.score() + other.score()));
        }
        return parts.values().stream().filter(part -> part.score() != 0).sorted(WEIGHTIEST_FIRST).toList();
    }

    private Shares taken(Query query, float boost, Reason reason) throws IOException {
        return switch (query) {
            case Because why -> taken(why.query(), boost, why.reason());
            case BoostQuery boosted -> taken(boosted.getQuery(), boost * boosted.getBoost(), reason);
            case PresentQuery present -> new Shares.There(taken(present.query(), boost, reason), boost * present.constant(), reason);
            case DisjunctionMaxQuery best -> new Shares.Best(taken(List.copyOf(best.getDisjuncts()), boost, reason), best.getTieBreakerMultiplier());
            case BooleanQuery combined -> combined(combined, boost, reason);
            default -> leaf(query, boost, reason);
        };
    }

    private List<Shares> taken(List<Query> queries, float boost, Reason reason) throws IOException {
        var taken = new ArrayList<Shares>();
        for (var query : queries) {
            taken.add(taken(query, boost, reason));
        }
        return taken;
    }

    private Shares combined(BooleanQuery query, float boost, Reason reason) throws IOException {
        var required = new ArrayList<Shares>();
        var optional = new ArrayList<Shares>();
        var excluded = new ArrayList<Shares>();
        for (var clause : query.clauses()) {
            switch (clause.occur()) {
                case MUST -> required.add(taken(clause.query(), boost, reason));
                case SHOULD -> optional.add(taken(clause.query(), boost, reason));
                case MUST_NOT -> excluded.add(taken(clause.query(), boost, reason));
                case FILTER -> required.add(taken(clause.query(), 0, reason));
            }
        }
        return new Shares.Sum(required, optional, excluded, Math.max(query.getMinimumNumberShouldMatch(), required.isEmpty() ? 1 : 0));
    }

    private Shares leaf(Query query, float boost, Reason reason) throws IOException {
        var weight = searcher.createWeight(searcher.rewrite(new BoostQuery(query, boost)), ScoreMode.COMPLETE, 1);
        return new Shares.Leaf(searcher, weight, FieldOf.query(query).map(Spot::of), reason);
    }
}

package org.canonry.api.query;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FilterScorer;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// What another query matches, its score and a constant: so that two of several words count for more than one that is rarer than both.
final class PresentQuery extends Query {
    private final Query query;
    private final float constant;

    PresentQuery(Query query, float constant) {
        this.query = query;
        this.constant = constant;
    }

    Query query() {
        return query;
    }

    float constant() {
        return constant;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        var rewritten = query.rewrite(searcher);
        return rewritten.equals(query) ? this : new PresentQuery(rewritten, constant);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        var inner = query.createWeight(searcher, mode, boost);
        return mode.needsScores() ? new Present(inner, constant * boost) : inner;
    }

    private final class Present extends FilterWeight {
        private final float added;

        Present(Weight inner, float added) {
            super(PresentQuery.this, inner);
            this.added = added;
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException {
            var inner = super.scorerSupplier(segment);
            return inner == null ? null : new Supplier(inner, added);
        }

        @Override
        public Explanation explain(LeafReaderContext segment, int doc) throws IOException {
            var inner = in.explain(segment, doc);
            return inner.isMatch()
                    ? Explanation.match(inner.getValue().floatValue() + added, "the word, and %s for being there".formatted(added), inner)
                    : inner;
        }
    }

    private static final class Supplier extends ScorerSupplier {
        private final ScorerSupplier inner;
        private final float added;

        Supplier(ScorerSupplier inner, float added) {
            this.inner = inner;
            this.added = added;
        }

        @Override
        public Scorer get(long leadCost) throws IOException {
            return new FilterScorer(inner.get(leadCost)) {
                @Override
                public float score() throws IOException {
                    return in.score() + added;
                }

                @Override
                public float getMaxScore(int upTo) throws IOException {
                    return in.getMaxScore(upTo) + added;
                }
            };
        }

        @Override
        public long cost() {
            return inner.cost();
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        query.visit(visitor);
    }

    @Override
    public String toString(String field) {
        return "present(%s)+%s".formatted(query.toString(field), constant);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PresentQuery that && query.equals(that.query) && constant == that.constant;
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), query, constant);
    }
}

package org.canonry.api.query;

import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// Documents that were picked beforehand, each with its score, such as those near to a text in meaning. Of one snapshot: documents are counted through
/// all its segments.
final class PickedQuery extends Query {
    private final int[] docs;
    private final float[] scores;

    /// @param docs in ascending order
    /// @param scores of each
    PickedQuery(int[] docs, float[] scores) {
        this.docs = docs;
        this.scores = scores;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new Picked(boost);
    }

    private final class Picked extends Weight {
        private final float boost;

        Picked(float boost) {
            super(PickedQuery.this);
            this.boost = boost;
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) {
            var from = firstFrom(segment.docBase);
            var to = firstFrom(segment.docBase + segment.reader().maxDoc());
            return from == to ? null : new DefaultScorerSupplier(new Found(from, to, segment.docBase, boost));
        }

        @Override
        public Explanation explain(LeafReaderContext segment, int doc) {
            var index = Arrays.binarySearch(docs, segment.docBase + doc);
            return index < 0 ? Explanation.noMatch("not picked") : Explanation.match(scores[index] * boost, "picked");
        }

        @Override
        public boolean isCacheable(LeafReaderContext segment) {
            return false;
        }
    }

    private int firstFrom(int doc) {
        var index = Arrays.binarySearch(docs, doc);
        return index < 0 ? -index - 1 : index;
    }

    /// The documents of one segment.
    private final class Found extends Scorer {
        private final int from;
        private final int to;
        private final int base;
        private final float boost;
        private int at;

        Found(int from, int to, int base, float boost) {
            this.from = from;
            this.to = to;
            this.base = base;
            this.boost = boost;
            this.at = from - 1;
        }

        @Override
        public int docID() {
            return at < from ? -1 : at < to ? docs[at] - base : DocIdSetIterator.NO_MORE_DOCS;
        }

        @Override
        public float score() {
            return scores[at] * boost;
        }

        @Override
        public float getMaxScore(int upTo) {
            return Float.POSITIVE_INFINITY;
        }

        @Override
        public DocIdSetIterator iterator() {
            return new DocIdSetIterator() {
                @Override
                public int docID() {
                    return Found.this.docID();
                }

                @Override
                public int nextDoc() {
                    at++;
                    return docID();
                }

                @Override
                public int advance(int target) {
                    var index = Arrays.binarySearch(docs, Math.max(at + 1, from), to, target + base);
                    at = index < 0 ? -index - 1 : index;
                    return docID();
                }

                @Override
                public long cost() {
                    return to - from;
                }
            };
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "picked(%d documents)".formatted(docs.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PickedQuery that && Arrays.equals(docs, that.docs) && Arrays.equals(scores, that.scores);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), Arrays.hashCode(docs), Arrays.hashCode(scores));
    }
}

package org.canonry.api.query;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/// All documents that a query matches, with their scores, as two arrays in the order of the documents. Filled by one search; then only read.
final class Matches implements Collector {
    private final boolean scored;
    private int[] docs = new int[64];
    private float[] scores = new float[0];
    private int size;

    private Matches(boolean scored) {
        this.scored = scored;
    }

    /// Runs a query.
    ///
    /// @param scored whether scores are wanted; without, all are 0
    static Matches of(Query query, IndexSearcher searcher, boolean scored) throws IOException {
        return searcher.search(query, new OneCollector(new Matches(scored)));
    }

    int size() {
        return size;
    }

    int doc(int index) {
        return docs[index];
    }

    BitSet docs() {
        var set = new BitSet();
        for (var i = 0; i < size; i++) {
            set.set(docs[i]);
        }
        return set;
    }

    float score(int index) {
        return scored ? scores[index] : 0;
    }

    @Override
    public ScoreMode scoreMode() {
        return scored ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext segment) {
        return new InSegment(segment.docBase);
    }

    private void add(int doc) {
        docs = ArrayUtil.grow(docs, size + 1);
        docs[size++] = doc;
    }

    private void add(int doc, float score) {
        add(doc);
        if (scores.length < docs.length) {
            scores = Arrays.copyOf(scores, docs.length);
        }
        scores[size - 1] = score;
    }

    private final class InSegment implements LeafCollector {
        private final int base;
        private @Nullable Scorable scorer;

        InSegment(int base) {
            this.base = base;
        }

        @Override
        public void setScorer(Scorable scorer) {
            this.scorer = scorer;
        }

        @Override
        public void collect(int doc) throws IOException {
            if (scored && scorer != null) {
                add(base + doc, scorer.score());
            } else {
                add(base + doc);
            }
        }
    }

    /// The searcher has no threads of its own, so that one collector meets all segments in their order.
    private record OneCollector(Matches matches) implements CollectorManager<Matches, Matches> {
        @Override
        public Matches newCollector() {
            return matches;
        }

        @Override
        public Matches reduce(Collection<Matches> collectors) {
            return matches;
        }
    }
}

package org.canonry.api.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Weight;
import org.canonry.api.query.Because.Reason;
import org.canonry.api.query.ScoreExplanation.Part;

/// What the parts of a query add to the score of a document.
sealed interface Shares {
    /// Parts that add up to what the document scores; empty when it does not match.
    List<Part> of(int doc) throws IOException;

    /// What scores by itself.
    ///
    /// @param spot where it looks
    record Leaf(IndexSearcher searcher, Weight weight, Optional<Spot> spot, Reason reason) implements Shares {
        @Override
        public List<Part> of(int doc) throws IOException {
            var leaves = searcher.getIndexReader().leaves();
            var segment = leaves.get(ReaderUtil.subIndex(doc, leaves));
            var found = weight.explain(segment, doc - segment.docBase);
            return found.isMatch() ? List.of(part(found.getValue().doubleValue())) : List.of();
        }

        private Part part(double score) {
            var words = reason.way().words(reason.typed(), reason.met(), spot.map(Spot::words).orElse("it"));
            return new Part(reason.typed(), spot.map(Spot::name).orElse(null), words, score);
        }
    }

    /// Something, and a constant for its being there.
    record There(Shares inner, float constant, Reason reason) implements Shares {
        @Override
        public List<Part> of(int doc) throws IOException {
            var parts = new ArrayList<>(inner.of(doc));
            if (!parts.isEmpty()) {
                parts.add(new Part(reason.typed(), null, Way.PRESENT.words(reason.typed(), reason.met(), ""), constant));
            }
            return parts;
        }
    }

    /// The best of several, and a share of the others.
    record Best(List<Shares> several, float share) implements Shares {
        @Override
        public List<Part> of(int doc) throws IOException {
            List<Part> best = List.of();
            var others = new ArrayList<Part>();
            for (var one : several) {
                var parts = one.of(doc);
                if (best.isEmpty() || total(parts) > total(best)) {
                    others.addAll(best);
                    best = parts;
                } else {
                    others.addAll(parts);
                }
            }
            var all = new ArrayList<>(best);
            others.forEach(part -> all.add(new Part(part.text(), part.field(), part.reason(), part.score() * share)));
            return all;
        }

        private static double total(List<Part> parts) {
            return parts.stream().mapToDouble(Part::score).sum();
        }
    }

    /// All that are required, so many of the optional ones, none of those excluded.
    record Sum(List<Shares> required, List<Shares> optional, List<Shares> excluded, int least) implements Shares {
        @Override
        public List<Part> of(int doc) throws IOException {
            var sum = new ArrayList<Part>();
            for (var one : required) {
                var parts = one.of(doc);
                if (parts.isEmpty()) {
                    return List.of();
                }
                sum.addAll(parts);
            }
            return addOptional(sum, doc) && !isExcluded(doc) ? sum : List.of();
        }

        private boolean addOptional(List<Part> sum, int doc) throws IOException {
            var there = 0;
            for (var one : optional) {
                var parts = one.of(doc);
                there += parts.isEmpty() ? 0 : 1;
                sum.addAll(parts);
            }
            return there >= least;
        }

        private boolean isExcluded(int doc) throws IOException {
            for (var one : excluded) {
                if (!one.of(doc).isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }
}

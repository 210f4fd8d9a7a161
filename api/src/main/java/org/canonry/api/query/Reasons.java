package org.canonry.api.query;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;
import org.canonry.api.query.ScoreExplanation.Factor;
import org.canonry.api.snapshot.Snapshot;

/// Explains the scores of one search.
final class Reasons {
    private static final Comparator<Factor> WEIGHTIEST_FIRST =
            Comparator.<Factor>comparingDouble(factor -> Math.abs(Math.log(factor.factor()))).reversed().thenComparing(Factor::reason);

    private final Breakdown words;
    private final Known known;
    private final Merits merits;
    private final Snapshot snapshot;

    Reasons(Query words, Merits merits, Weights weights, Snapshot snapshot) throws IOException {
        this.words = new Breakdown(words, snapshot.searcher());
        this.known = new Known(snapshot, weights);
        this.merits = merits;
        this.snapshot = snapshot;
    }

    /// Why a document has that score.
    synchronized ScoreExplanation of(int doc, double score) throws IOException {
        return new ScoreExplanation(snapshot.resource(doc), score, words.of(doc), factors(doc));
    }

    private List<Factor> factors(int doc) {
        var columns = SnapshotColumns.of(snapshot);
        var factors = Stream.concat(merits.named(doc).stream(), known.factors(snapshot.resource(doc), columns.users(columns.url(doc))).stream());
        return factors.filter(factor -> factor.factor() != 1).sorted(WEIGHTIEST_FIRST).toList();
    }
}

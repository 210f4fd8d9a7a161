package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;

/// What the score of each document is multiplied with, whatever is searched: how much it is used, how current it is, where it is from. Immutable.
final class Priors {
    private final Weights weights;
    private final float[] factors;

    private Priors(Weights weights, float[] factors) {
        this.weights = weights;
        this.factors = factors;
    }

    /// The weights that they are worked out with.
    Weights weights() {
        return weights;
    }

    static Priors of(Snapshot snapshot, SnapshotColumns columns, Weights weights) {
        try {
            return of(snapshot, columns, new Known(snapshot, weights));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Priors of(Snapshot snapshot, SnapshotColumns columns, Known known) throws IOException {
        var example = columns.meanings(Fields.EXAMPLE, text -> known.example(Boolean.parseBoolean(text)));
        var canonical = columns.meanings(Fields.IS_CANONICAL, text -> known.canonical(Boolean.parseBoolean(text)));
        var type = columns.meanings(Column.RESOURCE_TYPE.field(), known::type);
        var status = columns.meanings(Column.STATUS.field(), known::status);
        var derivation = columns.meanings(Column.DERIVATION.field(), known::derivation);
        var carrier = columns.meanings(Fields.PACKAGE_VERSION, known::carrier);
        var factors = new float[columns.documents()];
        for (var doc = 0; doc < factors.length; doc++) {
            factors[doc] = (float) (example.of(doc) * canonical.of(doc) * type.of(doc) * status.of(doc) * derivation.of(doc) * carrier.of(doc)
                    * known.preferred(snapshot.preference().rank(doc) == 0) * known.use(columns.users(columns.url(doc))));
        }
        return new Priors(known.weights(), factors);
    }

    /// The factor of a document.
    float of(int doc) {
        return factors[doc];
    }
}

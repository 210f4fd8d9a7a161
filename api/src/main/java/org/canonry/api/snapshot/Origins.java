package org.canonry.api.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.lucene.index.MultiDocValues;
import org.canonry.storage.index.Fields;

/// Which package version each document of a snapshot is of: its place in [Packages], four bytes a document. Immutable.
public final class Origins {
    private static final int NONE = -1;

    private final int[] places;

    private Origins(int[] places) {
        this.places = places;
    }

    /// Of a snapshot, read when they are first asked for.
    public static Origins of(Snapshot snapshot) {
        return snapshot.derived(Origins.class, Origins::read);
    }

    private static Origins read(Snapshot snapshot) {
        try {
            var lsns = MultiDocValues.getNumericValues(snapshot.reader(), Fields.LSN);
            var places = new int[snapshot.reader().maxDoc()];
            Arrays.fill(places, NONE);
            for (var doc = 0; lsns != null && doc < places.length; doc++) {
                places[doc] = lsns.advanceExact(doc) ? snapshot.packages().countAt(lsns.longValue()) - 1 : NONE;
            }
            return new Origins(places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the document's package version stands.
    public int place(int document) {
        return places[document];
    }
}

package org.canonry.api.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;

/// All documents of a snapshot in the order of their lsn, then of their file name.
///
/// The numbers of Lucene's documents change from one snapshot to the next; this order stays, and what is new comes last. File names are
/// ordered by code points. Immutable.
public final class DocumentOrder {
    private final int[] documents;
    private final int[] places;

    private DocumentOrder(int[] documents, int[] places) {
        this.documents = documents;
        this.places = places;
    }

    /// The order of a snapshot, worked out when it is first asked for.
    public static DocumentOrder of(Snapshot snapshot) {
        return snapshot.derived(DocumentOrder.class, DocumentOrder::read);
    }

    private static DocumentOrder read(Snapshot snapshot) {
        try {
            return new Keys(snapshot.reader()).order();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The document at a place, from 0.
    public int document(int place) {
        return documents[place];
    }

    /// Where a document stands, from 0.
    public int place(int document) {
        return places[document];
    }

    /// Where documents stand, in order.
    public int[] places(int[] found) {
        return IntStream.of(found).map(this::place).sorted().toArray();
    }

    /// What orders the documents.
    private static final class Keys {
        private final long[] lsns;
        private final int[] filenames;

        Keys(IndexReader reader) throws IOException {
            var lsn = MultiDocValues.getNumericValues(reader, Fields.LSN);
            var filename = MultiDocValues.getSortedValues(reader, Column.FILENAME.field());
            lsns = new long[reader.maxDoc()];
            filenames = new int[reader.maxDoc()];
            for (var doc = 0; doc < reader.maxDoc(); doc++) {
                lsns[doc] = lsn != null && lsn.advanceExact(doc) ? lsn.longValue() : -1;
                filenames[doc] = filename != null && filename.advanceExact(doc) ? filename.ordValue() : -1;
            }
        }

        DocumentOrder order() {
            var documents = IntStream.range(0, lsns.length)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer doc) -> lsns[doc]).thenComparingInt(doc -> filenames[doc]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            var places = new int[documents.length];
            for (var place = 0; place < documents.length; place++) {
                places[documents[place]] = place;
            }
            return new DocumentOrder(documents, places);
        }
    }
}

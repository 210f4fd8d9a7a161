package org.canonry.api.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.Column;
import org.jspecify.annotations.Nullable;

/// One segment of a snapshot. A column of texts is read into memory as a whole when it is first asked for, and stays as long as the snapshot
/// does: some two hundred bytes a document when all of them are. Thread-safe.
final class Segment {
    private final LeafReader reader;
    private final int base;
    private final CanonicalColumns columns;
    private final ConcurrentHashMap<String, TextColumn> texts = new ConcurrentHashMap<>();
    private volatile @Nullable UrlDocuments carriers;
    private volatile @Nullable UrlDocuments allCarriers;

    Segment(LeafReaderContext context) {
        this.reader = context.reader();
        this.base = context.docBase;
        this.columns = new CanonicalColumns(reader);
    }

    /// Number of its first document in the snapshot.
    int base() {
        return base;
    }

    /// For columns of anything but text.
    CanonicalColumns columns() {
        return columns;
    }

    /// The text of a field that has a sorted column; null when the document has none.
    ///
    /// @throws UncheckedIOException when the index is damaged
    @Nullable String text(String field, int doc) {
        return column(field).text(doc);
    }

    /// The documents of a url, by their numbers in the snapshot.
    ///
    /// @param url in UTF-8
    /// @throws UncheckedIOException when the index is damaged
    int[] carriers(byte[] url) {
        var known = carriers;
        if (known == null) {
            known = UrlDocuments.of(column(Column.URL.field()), reader.getLiveDocs());
            carriers = known;
        }
        return known.of(url, base);
    }

    /// The same with those of withdrawn package versions.
    ///
    /// @param url in UTF-8
    /// @throws UncheckedIOException when the index is damaged
    int[] allCarriers(byte[] url) {
        var whole = FilterLeafReader.unwrap(reader);
        if (whole == reader) {
            return carriers(url);
        }
        var known = allCarriers;
        if (known == null) {
            known = UrlDocuments.of(column(Column.URL.field()), whole.getLiveDocs());
            allCarriers = known;
        }
        return known.of(url, base);
    }

    private TextColumn column(String field) {
        var known = texts.get(field);
        return known != null ? known : texts.computeIfAbsent(field, this::read);
    }

    private TextColumn read(String field) {
        try {
            return TextColumn.read(reader, field);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

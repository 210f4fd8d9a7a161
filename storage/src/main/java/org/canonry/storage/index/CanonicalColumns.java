package org.canonry.storage.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.ContentHash;
import org.canonry.storage.canonical.Location;
import org.canonry.storage.canonical.Membership;
import org.jspecify.annotations.Nullable;

/// Reads one segment's documents column by column. What [CanonicalDocument] writes, this reads.
///
/// Columns are opened anew for each read, since Lucene's iterators only move forward; opening one costs next to nothing. Thread-safe.
public final class CanonicalColumns {
    private static final Membership[] MEMBERSHIPS = Membership.values();

    private final LeafReader segment;

    /// Over one segment.
    public CanonicalColumns(LeafReader segment) {
        this.segment = segment;
    }

    /// The text of a column; null when the document has none.
    public @Nullable String text(Column column, int doc) throws IOException {
        return text(column.field(), doc);
    }

    /// The text of a field that has a sorted column; null when the document has none.
    public @Nullable String text(String field, int doc) throws IOException {
        SortedDocValues values = DocValues.getSorted(segment, field);
        return values.advanceExact(doc) ? values.lookupOrd(values.ordValue()).utf8ToString() : null;
    }

    /// The text of a field that every document has.
    ///
    /// @throws IOException when this one has none: the index is damaged
    public String required(String field, int doc) throws IOException {
        var text = text(field, doc);
        if (text == null) {
            throw damaged(field, doc);
        }
        return text;
    }

    private static IOException damaged(String field, int doc) {
        return new IOException("document %d has no %s: the index is damaged, build it again".formatted(doc, field));
    }

    /// The texts of a field that has a sorted-set column, in order.
    public List<String> texts(String field, int doc) throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(segment, field);
        if (!values.advanceExact(doc)) {
            return List.of();
        }
        var texts = new ArrayList<String>(values.docValueCount());
        for (var left = values.docValueCount(); left > 0; left--) {
            texts.add(values.lookupOrd(values.nextOrd()).utf8ToString());
        }
        return texts;
    }

    /// A number of the document; `absent` when it has none.
    public long number(String field, int doc, long absent) throws IOException {
        NumericDocValues values = DocValues.getNumeric(segment, field);
        return values.advanceExact(doc) ? values.longValue() : absent;
    }

    /// True, false, or null when the document does not say.
    public @Nullable Boolean flag(String field, int doc) throws IOException {
        var text = text(field, doc);
        return text == null ? null : Boolean.valueOf(text);
    }

    /// How the carrier stands to the first one.
    public Membership membership(int doc) throws IOException {
        return MEMBERSHIPS[(int) number(Fields.MEMBERSHIP, doc, 0)];
    }

    /// Where the document's line stands in the rs file of its package version.
    public Location location(int doc) throws IOException {
        return new Location(
                number(Fields.MEMBER_OFFSET, doc, 0),
                number(Fields.MEMBER_BYTES, doc, 0),
                number(Fields.LINE_OFFSET, doc, 0),
                (int) number(Fields.LINE_BYTES, doc, 0));
    }

    /// [Fields#CONTENT_HASH] or [Fields#DEFINITION_HASH].
    public ContentHash hash(String field, int doc) throws IOException {
        BinaryDocValues values = DocValues.getBinary(segment, field);
        if (!values.advanceExact(doc)) {
            throw damaged(field, doc);
        }
        return new ContentHash(BytesRef.deepCopyOf(values.binaryValue()).bytes);
    }

    /// The document's [MeantText]; empty when it has none.
    public Optional<String> meantText(int doc) throws IOException {
        var stored = segment.storedFields().document(doc, Set.of(Fields.DESCRIPTION));
        return MeantText.of(text(Column.TITLE, doc), text(Column.NAME, doc), stored.get(Fields.DESCRIPTION));
    }

    /// All texts of the [Column]s that the document has.
    public Map<Column, String> texts(int doc) throws IOException {
        var texts = new EnumMap<Column, String>(Column.class);
        for (var column : Column.ALL) {
            var text = text(column, doc);
            if (text != null) {
                texts.put(column, text);
            }
        }
        return texts;
    }
}

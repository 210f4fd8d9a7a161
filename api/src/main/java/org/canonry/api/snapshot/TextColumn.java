package org.canonry.api.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.jspecify.annotations.Nullable;

/// The texts of one column of one segment, in memory: each different text once, and four bytes a document.
///
/// Lucene keeps them in packed blocks, and unpacks some fifty texts to give one: more work than everything else that a resolved reference
/// costs. Immutable; thread-safe.
final class TextColumn {
    private final int[] ordinals;
    private final int[] starts;
    private final byte[] texts;

    private TextColumn(int[] ordinals, int[] starts, byte[] texts) {
        this.ordinals = ordinals;
        this.starts = starts;
        this.texts = texts;
    }

    /// Reads a field that has a sorted column.
    static TextColumn read(LeafReader segment, String field) throws IOException {
        var values = DocValues.getSorted(segment, field);
        var starts = new int[values.getValueCount() + 1];
        var texts = new BytesRefBuilder();
        var each = values.termsEnum();
        for (var ordinal = 0; ordinal < starts.length - 1; ordinal++) {
            texts.append(each.next());
            starts[ordinal + 1] = texts.length();
        }
        return new TextColumn(ordinals(values, segment.maxDoc()), starts, BytesRef.deepCopyOf(texts.get()).bytes);
    }

    private static int[] ordinals(SortedDocValues values, int documents) throws IOException {
        var ordinals = new int[documents];
        for (var doc = 0; doc < documents; doc++) {
            ordinals[doc] = values.advanceExact(doc) ? values.ordValue() : -1;
        }
        return ordinals;
    }

    /// The text of a document; null when it has none.
    @Nullable String text(int doc) {
        var ordinal = ordinals[doc];
        return ordinal < 0 ? null : new String(texts, starts[ordinal], starts[ordinal + 1] - starts[ordinal], StandardCharsets.UTF_8);
    }

    /// Place of a text among all, in the order of its bytes; negative when no document has it.
    int ordinal(byte[] text) {
        var low = 0;
        var high = starts.length - 2;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = Arrays.compareUnsigned(texts, starts[middle], starts[middle + 1], text, 0, text.length);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -1;
    }

    /// How many different texts there are.
    int size() {
        return starts.length - 1;
    }

    /// Place of the text of each document; -1 where it has none.
    int[] ordinals() {
        return ordinals;
    }
}

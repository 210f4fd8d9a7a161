package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;

/// The values of one field over all segments: each text once, and for each document the ordinals of its texts. Documents with the same texts share them.
final class FacetColumn {
    private final String[] texts;
    private final int[][] ordinals;

    private FacetColumn(String[] texts, int[][] ordinals) {
        this.texts = texts;
        this.ordinals = ordinals;
    }

    static FacetColumn read(IndexReader reader, FacetField field) {
        try {
            return field.many() ? many(reader, field.indexField()) : one(reader, field.indexField());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FacetColumn one(IndexReader reader, String field) throws IOException {
        var found = MultiDocValues.getSortedValues(reader, field);
        SortedDocValues values = found == null ? DocValues.emptySorted() : found;
        var texts = new String[values.getValueCount()];
        var alone = new int[texts.length][];
        for (var ordinal = 0; ordinal < texts.length; ordinal++) {
            texts[ordinal] = values.lookupOrd(ordinal).utf8ToString();
            alone[ordinal] = new int[] {ordinal};
        }
        var none = new int[0];
        var ordinals = new int[reader.maxDoc()][];
        for (var doc = 0; doc < ordinals.length; doc++) {
            ordinals[doc] = values.advanceExact(doc) ? alone[values.ordValue()] : none;
        }
        return new FacetColumn(texts, ordinals);
    }

    private static FacetColumn many(IndexReader reader, String field) throws IOException {
        var found = MultiDocValues.getSortedSetValues(reader, field);
        SortedSetDocValues values = found == null ? DocValues.emptySortedSet() : found;
        var texts = new String[Math.toIntExact(values.getValueCount())];
        for (var ordinal = 0; ordinal < texts.length; ordinal++) {
            texts[ordinal] = values.lookupOrd(ordinal).utf8ToString();
        }
        var shared = new HashMap<List<Integer>, int[]>();
        var ordinals = new int[reader.maxDoc()][];
        for (var doc = 0; doc < ordinals.length; doc++) {
            ordinals[doc] = shared(shared, values.advanceExact(doc) ? ordinalsOf(values) : new int[0]);
        }
        return new FacetColumn(texts, ordinals);
    }

    private static int[] ordinalsOf(SortedSetDocValues values) throws IOException {
        var ordinals = new int[values.docValueCount()];
        for (var i = 0; i < ordinals.length; i++) {
            ordinals[i] = Math.toIntExact(values.nextOrd());
        }
        return ordinals;
    }

    private static int[] shared(Map<List<Integer>, int[]> shared, int[] ordinals) {
        return shared.computeIfAbsent(Arrays.stream(ordinals).boxed().toList(), absent -> ordinals);
    }

    /// Number of different texts.
    int size() {
        return texts.length;
    }

    /// The text of an ordinal; ordinals are in the order of texts.
    String text(int ordinal) {
        return texts[ordinal];
    }

    /// The ordinals of a document's texts; not to be changed.
    int[] of(int doc) {
        return ordinals[doc];
    }
}

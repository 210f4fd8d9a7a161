package org.canonry.storage.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;

/// The vectors of texts, in memory: a byte for each of a vector's numbers. Immutable, thread-safe.
public final class TextVectors {
    /// Of no texts.
    public static final TextVectors NONE = new TextVectors(List.of(), Map.of());

    private final byte[][] vectors;
    private final Map<BytesRef, Integer> ordinals;

    private TextVectors(List<byte[]> vectors, Map<BytesRef, Integer> ordinals) {
        this.vectors = vectors.toArray(byte[][]::new);
        this.ordinals = ordinals;
    }

    /// Reads the index that a folder holds.
    ///
    /// @throws IOException when there is none, or it is damaged
    public static TextVectors read(Path folder) throws IOException {
        var vectors = new ArrayList<byte[]>();
        var ordinals = new HashMap<BytesRef, Integer>();
        try (var directory = FSDirectory.open(folder);
                var index = DirectoryReader.open(directory)) {
            for (var leaf : index.leaves()) {
                read(leaf.reader(), vectors, ordinals);
            }
        }
        return new TextVectors(vectors, ordinals);
    }

    private static void read(LeafReader segment, List<byte[]> vectors, Map<BytesRef, Integer> ordinals) throws IOException {
        var values = segment.getByteVectorValues(VectorDocument.VECTOR);
        var hashes = DocValues.getBinary(segment, VectorDocument.HASH);
        if (values == null) {
            return;
        }
        var documents = values.iterator();
        while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS && hashes.advanceExact(documents.docID())) {
            if (ordinals.putIfAbsent(BytesRef.deepCopyOf(hashes.binaryValue()), vectors.size()) == null) {
                vectors.add(values.vectorValue(documents.index()).clone());
            }
        }
    }

    /// Number of texts.
    public int size() {
        return vectors.length;
    }

    /// Which text has that [MeantText#hash], counted from 0; -1 when none has.
    public int ordinal(BytesRef hash) {
        return ordinals.getOrDefault(hash, -1);
    }

    /// How near each text is to a vector of length 1, by its ordinal: the cosine, from -1 to 1, within a hundredth.
    public float[] cosines(float[] vector) {
        var bytes = VectorDocument.bytes(vector);
        var cosines = new float[vectors.length];
        for (var ordinal = 0; ordinal < cosines.length; ordinal++) {
            cosines[ordinal] = VectorUtil.dotProduct(vectors[ordinal], bytes) / (VectorDocument.SCALE * VectorDocument.SCALE);
        }
        return cosines;
    }
}

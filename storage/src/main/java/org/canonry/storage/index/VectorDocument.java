package org.canonry.storage.index;

import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/// Writes the vector of a text as a Lucene document: the text's hash, and the vector with a byte for each of its numbers. What it writes, [TextVectors]
/// reads.
///
/// Lucene's own quantized formats keep the floats beside, four times as many bytes, in order to quantize anew when segments are merged. These vectors all
/// have length 1, so that one scale fits them from the start.
public final class VectorDocument {
    /// [MeantText#hash] of the text. Binary column.
    static final String HASH = "hash";

    /// The vector. Bytes.
    static final String VECTOR = "vector";

    /// A number of a vector of length 1 and some hundred dimensions is hardly ever greater than a quarter.
    static final float SCALE = Byte.MAX_VALUE * 4f;

    private VectorDocument() {}

    /// The document of one text.
    ///
    /// @param vector of length 1
    public static Document of(BytesRef hash, float[] vector) {
        var document = new Document();
        document.add(new BinaryDocValuesField(HASH, hash));
        document.add(new KnnByteVectorField(VECTOR, bytes(vector), VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    /// For a writer that commits only when told to.
    public static IndexWriterConfig writerConfig() {
        return new IndexWriterConfig().setCodec(new WithoutGraph()).setUseCompoundFile(true).setCommitOnClose(false);
    }

    /// The numbers of a vector of length 1 as bytes.
    static byte[] bytes(float[] vector) {
        var bytes = new byte[vector.length];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.clamp(Math.round(vector[i] * SCALE), -Byte.MAX_VALUE, Byte.MAX_VALUE);
        }
        return bytes;
    }

    /// Every vector is compared, for what is found is then the same however the index was built. So no graph leads to the nearest.
    private static final class WithoutGraph extends FilterCodec {
        private final PerFieldKnnVectorsFormat vectors = new PerFieldKnnVectorsFormat() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return new Lucene99HnswVectorsFormat(
                        Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN, Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH, 1, null, Integer.MAX_VALUE);
            }
        };

        WithoutGraph() {
            super("Lucene104", new Lucene104Codec());
        }

        @Override
        public KnnVectorsFormat knnVectorsFormat() {
            return vectors;
        }
    }
}

package org.canonry.storage.index;

import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.IndexWriterConfig;

/// How the index is written: the settings that decide what its files look like.
public final class IndexFormat {
    private static final double BUFFER_MEGABYTES = 192;

    private IndexFormat() {}

    /// For a writer that commits only when told to, of documents that have their terms made already. What is stored is compressed fast rather than well: the
    /// bucket holds the texts, and this is little.
    public static IndexWriterConfig writerConfig() {
        return new IndexWriterConfig()
                .setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_SPEED))
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(false)
                .setCommitOnClose(false);
    }
}

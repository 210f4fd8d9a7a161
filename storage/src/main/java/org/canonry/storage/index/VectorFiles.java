package org.canonry.storage.index;

import java.util.List;

/// The vectors of a snapshot's texts, as an index of their own beside that of the words. They are of texts and of no lsn, so that they stay good from
/// snapshot to snapshot; one whose texts have no vectors yet answers by words alone.
///
/// @param format version of their format, [#FORMAT] when this program reads it
/// @param model that made them: see [Embedding#model]
/// @param texts their number
/// @param lucene Lucene's files
public record VectorFiles(int format, String model, int texts, List<IndexFile> lucene) {
    /// The format that this program writes and reads: what a text is, how a vector is made bytes, and the fields that hold both.
    public static final int FORMAT = 1;

    /// Whether they can be compared with the vectors of a model.
    public boolean areOf(Embedding embedding) {
        return format == FORMAT && model.equals(embedding.model());
    }
}

package org.canonry.storage.index;

import java.io.IOException;

/// Turns texts into vectors: texts that mean alike become vectors that lie close together. The same text always becomes the same vector.
///
/// Thread-safe. What implements it is found by [java.util.ServiceLoader], where it is there at all.
public interface Embedding {
    /// Names model and settings. Vectors of different names cannot be compared.
    String model();

    /// The vector of a text, of length 1.
    ///
    /// @param text in any language; the more of it, the longer this takes, up to what the model reads
    /// @throws IOException when the model cannot be read or run
    float[] vector(String text) throws IOException;
}

package org.canonry.storage.index;

import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.BytesRef;

/// Texts as the index holds them.
final class Utf8 {
    private Utf8() {}

    /// The bytes of a text as Lucene writes them, half a surrogate pair too; of ASCII, which most texts are, in an array of just the length.
    static BytesRef bytes(String text) {
        return Folded.isAscii(text) ? new BytesRef(text.getBytes(StandardCharsets.ISO_8859_1)) : new BytesRef(text);
    }
}

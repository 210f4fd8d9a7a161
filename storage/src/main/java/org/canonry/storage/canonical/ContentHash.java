package org.canonry.storage.canonical;

import java.util.Arrays;
import java.util.HexFormat;

/// The first 128 bits of a SHA-256 over what a resource says.
///
/// Equal hashes mean equal content, for all purposes here. Immutable as long as nobody writes to [#bytes()].
///
/// @param bytes 16 bytes
public record ContentHash(byte[] bytes) {
    /// Bytes that are kept of the digest.
    public static final int LENGTH = 16;

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// In lower-case hexadecimal.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}

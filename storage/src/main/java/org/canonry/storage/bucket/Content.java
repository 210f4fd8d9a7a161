package org.canonry.storage.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes that can be read more than once, so that a failed write may be tried again. Their length is known beforehand.
public interface Content {
    /// How many bytes every stream of [#open()] gives.
    long sizeBytes();

    /// The bytes from the start, to be closed by the caller.
    InputStream open() throws IOException;

    /// These bytes; the array must not be changed afterwards.
    static Content of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /// This text, as UTF-8.
    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The bytes of a file, which must stay as it is. Its length is taken now.
    static Content of(Path file) throws IOException {
        return new File(file, Files.size(file));
    }

    /// Bytes in memory.
    final class Bytes implements Content {
        private final byte[] array;

        private Bytes(byte[] array) {
            this.array = array;
        }

        @Override
        public long sizeBytes() {
            return array.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(array);
        }
    }

    /// Bytes on disk.
    ///
    /// @param path the file
    /// @param sizeBytes its length when it was named
    record File(Path path, long sizeBytes) implements Content {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }
}

package org.canonry.storage.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;

/// The bytes of an object in a bucket, which must stay as it is.
record StoredContent(Bucket bucket, Key key, long sizeBytes) implements Content {
    /// @throws NoSuchFileException when there is no such object
    static StoredContent of(Bucket bucket, Key key) throws IOException {
        var info = bucket.stat(key).orElseThrow(() -> new NoSuchFileException(key.text()));
        return new StoredContent(bucket, key, info.sizeBytes());
    }

    @Override
    public InputStream open() throws IOException {
        return bucket.read(key).orElseThrow(() -> new NoSuchFileException(key.text())).stream();
    }
}

package org.canonry.storage.registry;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.canonical.RsReader;
import org.canonry.storage.limits.Limits;

/// Reads the gzipped NDJSON files that list package versions: feed and catalogue.
public final class Catalogue {
    private Catalogue() {}

    /// Hands over each line's bytes, in order. False when the bucket has no such file.
    public static boolean read(Bucket bucket, Key key, Limits limits, Consumer<byte[]> line) throws IOException {
        var object = bucket.read(key);
        if (object.isEmpty()) {
            return false;
        }
        try (var open = object.get();
                var lines = new RsReader(open.stream(), limits)) {
            while (lines.next()) {
                line.accept(Arrays.copyOfRange(lines.bytes(), lines.offset(), lines.offset() + lines.length()));
            }
        }
        return true;
    }
}

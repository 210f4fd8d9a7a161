package org.canonry.storage.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/// A bucket that tests are about, and what they say of it in few words.
interface TriedBucket {
    Key A = Key.of("x/a");
    Key B = Key.of("x/b");

    Bucket bucket();

    default String text(Key key) throws IOException {
        return new String(bucket().readAll(key, 1 << 24).orElseThrow(), UTF_8);
    }

    default List<String> keys(String prefix) throws IOException {
        try (var list = bucket().list(prefix)) {
            return list.map(info -> info.key().text()).toList();
        }
    }

    /// Puts objects that hold their own keys.
    default void put(String... keys) throws IOException {
        for (var key : keys) {
            bucket().put(Key.of(key), Content.of(key));
        }
    }
}

package org.canonry.storage.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.canonry.storage.bucket.Bucket;

/// All objects of a bucket, by key and hash.
final class Dump {
    private Dump() {}

    static Map<String, String> of(Bucket bucket) throws IOException {
        var dump = new TreeMap<String, String>();
        try (var objects = bucket.list("")) {
            for (var object : objects.toList()) {
                var bytes = bucket.readAll(object.key(), 1 << 30).orElseThrow();
                dump.put(object.key().text(), Hashes.of(new ByteArrayInputStream(bytes)).sha256());
            }
        }
        return dump;
    }
}

package org.canonry.cli;

import java.io.IOException;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.Database;

/// What can be dropped, since it can be built again from the bucket.
final class Views {
    private Views() {}

    /// Drops every table, and makes empty ones.
    static void dropTables(Database database) throws IOException {
        database.write((sql, connection) -> {
            sql.execute("drop schema public cascade");
            return sql.execute("create schema public");
        });
        database.migrate();
    }

    /// Drops the index, its pointer first.
    static void dropIndex(Bucket bucket) throws IOException {
        try (var objects = bucket.list("index/")) {
            var keys = objects.map(object -> object.key()).toList();
            for (var key : keys.reversed()) {
                bucket.delete(key);
            }
        }
    }
}

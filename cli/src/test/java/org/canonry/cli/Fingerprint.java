package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.canonry.indexbuilder.follow.LogicalDump;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.limits.Limits;

/// What a big index and its tables say, as a few numbers: equal when every document and every row is. Only what is drawn anew at each build, the
/// ids of the quarantine and the time of the build, is left out.
///
/// @param digest the snapshot's own
/// @param documents number and sum over every document
/// @param rows number and sum over the rows of each table
record Fingerprint(String digest, String documents, Map<String, String> rows) {
    private static final List<String> TABLES = List.of("log", "package", "package_version", "dependency", "canonical", "canonical_use");
    private static final String QUARANTINE = "select lsn, source, package, version, line, reason, detail from quarantine";

    static Fingerprint of(Bucket bucket, Database database, Path scratch) throws IOException {
        var rows = new LinkedHashMap<String, String>();
        for (var table : TABLES) {
            rows.put(table, sum(database, "table " + table));
        }
        rows.put("quarantine", sum(database, QUARANTINE));
        return new Fingerprint(Publication.find(bucket, Limits.defaults()).manifest().orElseThrow().digest(), documents(bucket, scratch), rows);
    }

    private static String sum(Database database, String rows) throws IOException {
        var query = "select count(*) || '-' || coalesce(sum(hashtextextended(row::text, 0)::numeric), 0) from (%s) row".formatted(rows);
        return database.write((sql, connection) -> Objects.requireNonNull(sql.fetchSingle(query).get(0, String.class)));
    }

    private static String documents(Bucket bucket, Path scratch) throws IOException {
        var count = new AtomicLong();
        var sum = new AtomicLong();
        LogicalDump.forEachDocument(bucket, scratch, document -> {
            count.incrementAndGet();
            sum.addAndGet(hash(document));
        });
        return count + "-" + sum;
    }

    /// FNV-1a over 64 bits, so that a sum of tens of thousands tells any two apart.
    private static long hash(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}

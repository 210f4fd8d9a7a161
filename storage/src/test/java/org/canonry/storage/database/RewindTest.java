package org.canonry.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.canonry.storage.database.Tables.BUILD;
import static org.canonry.storage.database.Tables.CANONICAL;
import static org.canonry.storage.database.Tables.LOG;
import static org.canonry.storage.database.Tables.PACKAGE;
import static org.canonry.storage.database.Tables.PACKAGE_VERSION;
import static org.canonry.storage.database.Tables.QUARANTINE;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.canonry.storage.limits.Limits;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RewindTest {
    @Test
    void takesBackWhatLaterEventsBroughtAndNothingElse() throws IOException {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), Limits.defaults())) {
            database.migrate();
            database.write((sql, connection) -> write(sql));
            var counts = database.write((sql, connection) -> {
                Rewind.to(sql, 4);
                return counts(sql);
            });
            assertThat(counts).isEqualTo(Map.of("log", 5, "package", 2, "package_version", 2, "canonical", 2, "quarantine", 2));
            assertThat(database.<Long>read(sql -> sql.fetchSingle(BUILD).getLsn())).isEqualTo(4);
        }
    }

    @Test
    void tellsFromTheEarlierLogWhichVersionsWereWithdrawn() throws IOException {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), Limits.defaults())) {
            database.migrate();
            database.write((sql, connection) -> write(sql));
            assertThat(withdrawn(database, 6)).isEqualTo(new TreeMap<>(Map.of("a", "-", "b", "6")));
            assertThat(withdrawn(database, 5)).isEqualTo(new TreeMap<>(Map.of("a", "-", "b", "-")));
            assertThat(withdrawn(database, 3)).isEqualTo(new TreeMap<>(Map.of("a", "3", "b", "-")));
            assertThat(withdrawn(database, 2)).isEqualTo(new TreeMap<>(Map.of("a", "-", "b", "-")));
        }
    }

    /// 0: a, 1: b, 2: b deprecated, 3: a withdrawn, 4: a deprecated, 5: a restored, 6: b withdrawn, 7: c.
    private static int write(DSLContext sql) {
        load(sql, 0, "a", null);
        load(sql, 1, "b", 6L);
        event(sql, 2, "DEPRECATED", "b");
        event(sql, 3, "WITHDRAWN", "a");
        event(sql, 4, "DEPRECATED", "a");
        event(sql, 5, "RESTORED", "a");
        event(sql, 6, "WITHDRAWN", "b");
        load(sql, 7, "c", null);
        for (var lsn : new Long[] {1L, null, 7L}) {
            sql.insertInto(QUARANTINE)
                    .set(QUARANTINE.LSN, lsn)
                    .set(QUARANTINE.SOURCE, "source of " + lsn)
                    .set(QUARANTINE.REASON, "not_json")
                    .set(QUARANTINE.DETAIL, "")
                    .execute();
        }
        return sql.update(BUILD).set(BUILD.LSN, 7L).execute();
    }

    private static void load(DSLContext sql, long lsn, String name, @Nullable Long withdrawn) {
        event(sql, lsn, "LOADED", name);
        sql.insertInto(PACKAGE, PACKAGE.NAME, PACKAGE.FIRST_LSN).values(name, lsn).execute();
        sql.insertInto(PACKAGE_VERSION)
                .set(PACKAGE_VERSION.LSN, lsn)
                .set(PACKAGE_VERSION.NAME, name)
                .set(PACKAGE_VERSION.VERSION, "1.0.0")
                .set(PACKAGE_VERSION.FHIR_VERSIONS, new String[0])
                .set(PACKAGE_VERSION.TARBALL_KEY, "t")
                .set(PACKAGE_VERSION.RS_KEY, "r")
                .set(PACKAGE_VERSION.LINES, 1L)
                .set(PACKAGE_VERSION.CANONICALS, 1L)
                .set(PACKAGE_VERSION.QUARANTINED, 0L)
                .set(PACKAGE_VERSION.WITHDRAWN_LSN, withdrawn)
                .execute();
        sql.insertInto(CANONICAL)
                .set(CANONICAL.LSN, lsn)
                .set(CANONICAL.LINE, 1L)
                .set(CANONICAL.FILENAME, "f")
                .set(CANONICAL.URL, "u")
                .set(CANONICAL.RESOURCE_TYPE, "ValueSet")
                .set(CANONICAL.JURISDICTIONS, new String[0])
                .set(CANONICAL.IS_CANONICAL, true)
                .set(CANONICAL.EXAMPLE, false)
                .set(CANONICAL.CONTENT_HASH, new byte[0])
                .set(CANONICAL.MEMBERSHIP, "INTRODUCED")
                .execute();
    }

    private static void event(DSLContext sql, long lsn, String event, String name) {
        sql.insertInto(LOG, LOG.LSN, LOG.EVENT, LOG.NAME, LOG.VERSION).values(lsn, event, name, "1.0.0").execute();
    }

    private static Map<String, Integer> counts(DSLContext sql) {
        return Map.of(
                "log", sql.fetchCount(LOG),
                "package", sql.fetchCount(PACKAGE),
                "package_version", sql.fetchCount(PACKAGE_VERSION),
                "canonical", sql.fetchCount(CANONICAL),
                "quarantine", sql.fetchCount(QUARANTINE));
    }

    private static Map<String, String> withdrawn(Database database, long lsn) throws IOException {
        return database.write((sql, connection) -> {
            Rewind.to(sql, lsn);
            var withdrawn = new TreeMap<String, String>();
            sql.selectFrom(PACKAGE_VERSION)
                    .forEach(row -> withdrawn.put(row.getName(), row.getWithdrawnLsn() == null ? "-" : row.getWithdrawnLsn().toString()));
            return withdrawn;
        });
    }
}

package org.canonry.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.canonry.storage.database.Tables.BUILD;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.canonry.storage.Eventually;
import org.canonry.storage.database.DatabaseUnavailable.Reason;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    /// No short ones but where a test is about them: a server on a busy machine is slow to greet. Who waits for one that is not there waits for all of it.
    private static final Limits LIMITS = Limits.defaults().with(Limit.DATABASE_CONNECT_MILLISECONDS, 60_000).with(Limit.DATABASE_READ_MILLISECONDS, 60_000);
    private static final Limits HASTY = Limits.defaults().with(Limit.DATABASE_CONNECT_MILLISECONDS, 500);

    @TempDir
    Path home;

    @Test
    void migratesOnce() throws IOException {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), LIMITS)) {
            assertThat(database.migrate()).isPositive();
            assertThat(database.migrate()).isZero();
            assertThat(lsn(database)).isEqualTo(-1);
        }
    }

    @Test
    void tellsWhatEveryTableAndColumnIs() throws IOException {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), LIMITS)) {
            database.migrate();
            var silent = database.read(sql -> sql.fetchValues("""
                    select c.relname || coalesce('.' || a.attname, '')
                    from pg_class c
                    left join lateral (
                        select attname, attnum from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
                        union all select null, 0
                    ) a on true
                    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                      and c.relname <> 'flyway_schema_history' and col_description(c.oid, a.attnum) is null
                      and (a.attnum > 0 or obj_description(c.oid, 'pg_class') is null)
                    """));
            assertThat(silent).isEqualTo(List.of());
        }
    }

    @Test
    void refusesWhileTheServerIsAwayAndRecoversWhenItIsBack() throws Exception {
        var server = startKept();
        try (var database = Database.open(server.url(), HASTY)) {
            database.migrate();
            Eventually.holds("the database answers", () -> lsn(database) == -1);
            server.close();
            assertAway(database);
            assertAway(database);
            try (var again = startKept()) {
                assertThat(again.port()).isEqualTo(server.port());
                Eventually.holds("the database answers again", () -> lsn(database) == -1);
            }
        } finally {
            server.close();
        }
    }

    @Test
    void opensWithoutAServerAndSaysThatItIsAway() {
        try (var database = Database.open("postgresql://nobody@127.0.0.1:1/none", HASTY)) {
            assertAway(database);
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseUnavailable.class);
        }
    }

    @Test
    void endsAStatementThatTakesTooLongAndNamesTheLimit() throws Exception {
        var limits = LIMITS.with(Limit.DATABASE_READ_MILLISECONDS, 1_000);
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), limits)) {
            var slow = catchThrowableOfType(
                    DatabaseUnavailable.class, () -> database.read(sql -> sql.execute("select pg_sleep(600)")));
            assertThat(slow.reason()).isEqualTo(Reason.SLOW);
            assertThat(slow).hasMessageContaining("database_read_milliseconds (1000 milliseconds)");
            database.write((sql, connection) -> sql.execute("select pg_sleep(1.2)"));
        }
    }

    @Test
    void saysThatItIsBusyWhenEveryConnectionIsTaken() throws Exception {
        try (var server = LocalPostgres.startTemporary();
                var database = Database.open(server.url(), HASTY.with(Limit.DATABASE_CONNECTIONS, 1))) {
            Eventually.holds("the one connection is there", () -> database.read(sql -> sql.fetchValue("select 1")) != null);
            database.read(outer -> {
                var busy = catchThrowableOfType(DatabaseUnavailable.class, () -> database.read(sql -> sql.execute("select 1")));
                assertThat(busy.reason()).isEqualTo(Reason.BUSY);
                return outer.execute("select 1");
            });
        }
    }

    @Test
    void writesAllOrNothing() throws Exception {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), LIMITS)) {
            database.migrate();
            assertThatThrownBy(() -> database.write((sql, connection) -> {
                        sql.update(BUILD).set(BUILD.LSN, 5L).execute();
                        throw new IOException("torn");
                    }))
                    .hasMessage("torn");
            assertThat(lsn(database)).isEqualTo(-1);
            database.write((sql, connection) -> sql.update(BUILD).set(BUILD.LSN, 7L).execute());
            assertThat(lsn(database)).isEqualTo(7);
        }
    }

    @Test
    void doesNotHideAStatementThatIsWrong() throws Exception {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), LIMITS)) {
            assertThatThrownBy(() -> database.read(sql -> sql.fetch("select nonsense"))).isInstanceOf(DataAccessException.class);
        }
    }

    private LocalPostgres startKept() throws IOException {
        return LocalPostgres.start(home, LocalPostgres.userCache());
    }

    private static long lsn(Database database) throws DatabaseUnavailable {
        return database.read(sql -> sql.fetchSingle(BUILD).getLsn());
    }

    private static void assertAway(Database database) {
        var away = catchThrowableOfType(DatabaseUnavailable.class, () -> lsn(database));
        assertThat(away.reason()).isEqualTo(Reason.AWAY);
    }
}

package org.canonry.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.canonry.storage.database.Tables.BUILD;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.canonry.storage.database.DatabaseUnavailable.Reason;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final Limits SHORT = Limits.defaults()
            .with(Limit.DATABASE_CONNECT_MILLISECONDS, 500)
            .with(Limit.DATABASE_READ_MILLISECONDS, 300)
            .with(Limit.DATABASE_WRITE_MILLISECONDS, 1_500)
            .with(Limit.DATABASE_RETRY_MILLISECONDS, 50)
            .with(Limit.DATABASE_CONNECTIONS, 2);

    @TempDir
    Path home;

    @Test
    void migratesOnce() throws IOException {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), SHORT)) {
            assertThat(database.migrate()).isPositive();
            assertThat(database.migrate()).isZero();
            assertThat(lsn(database)).isEqualTo(-1);
        }
    }

    @Test
    void tellsWhatEveryTableAndColumnIs() throws IOException {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), SHORT)) {
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
        try (var database = Database.open(server.url(), SHORT)) {
            database.migrate();
            assertThat(lsn(database)).isEqualTo(-1);
            server.close();
            assertAway(database);
            assertAway(database);
            try (var again = startKept()) {
                assertThat(again.port()).isEqualTo(server.port());
                Thread.sleep(Duration.ofMillis(SHORT.of(Limit.DATABASE_RETRY_MILLISECONDS)));
                assertThat(lsn(database)).isEqualTo(-1);
            }
        } finally {
            server.close();
        }
    }

    @Test
    void opensWithoutAServerAndSaysThatItIsAway() {
        try (var database = Database.open("postgresql://nobody@127.0.0.1:1/none", SHORT)) {
            assertAway(database);
            assertThatThrownBy(database::migrate).isInstanceOf(DatabaseUnavailable.class);
        }
    }

    @Test
    void endsAStatementThatTakesTooLongAndNamesTheLimit() throws Exception {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), SHORT)) {
            var slow = catchThrowableOfType(
                    DatabaseUnavailable.class, () -> database.read(sql -> sql.execute("select pg_sleep(20)")));
            assertThat(slow.reason()).isEqualTo(Reason.SLOW);
            assertThat(slow).hasMessageContaining("database_read_milliseconds (300 milliseconds)");
            database.write((sql, connection) -> sql.execute("select pg_sleep(0.5)"));
        }
    }

    @Test
    void saysThatItIsBusyWhenEveryConnectionIsTaken() throws Exception {
        try (var server = LocalPostgres.startTemporary();
                var database = Database.open(server.url(), SHORT.with(Limit.DATABASE_CONNECTIONS, 1))) {
            database.read(outer -> {
                var busy = catchThrowableOfType(DatabaseUnavailable.class, () -> database.read(sql -> sql.execute("select 1")));
                assertThat(busy.reason()).isEqualTo(Reason.BUSY);
                return outer.execute("select 1");
            });
        }
    }

    @Test
    void writesAllOrNothing() throws Exception {
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), SHORT)) {
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
        try (var server = LocalPostgres.startTemporary(); var database = Database.open(server.url(), SHORT)) {
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

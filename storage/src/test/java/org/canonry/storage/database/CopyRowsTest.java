package org.canonry.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.canonry.storage.database.Tables.CANONICAL;
import static org.canonry.storage.database.Tables.DEPENDENCY;
import static org.canonry.storage.database.Tables.LOG;
import static org.canonry.storage.database.Tables.PACKAGE_VERSION;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.canonry.storage.limits.Limits;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CopyRowsTest {
    private static final long SEED = Long.getLong("canonry.seed", System.nanoTime());
    private static final String REPLACEMENT = "\uFFFD";
    private static LocalPostgres server;
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        server = LocalPostgres.startTemporary();
        database = Database.open(server.url(), Limits.defaults());
        database.migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        server.close();
    }

    @Test
    void givesBackWhatItWasGivenWhateverTheCharacters() throws IOException {
        var random = new Random(SEED);
        var rows = Stream.generate(() -> Row.random(random)).limit(2_000).toList();
        database.write((sql, connection) -> {
            sql.deleteFrom(CANONICAL).execute();
            try (var copy = CopyRows.into(
                    connection,
                    CANONICAL,
                    CANONICAL.LSN, CANONICAL.LINE, CANONICAL.FILENAME, CANONICAL.URL, CANONICAL.TITLE, CANONICAL.RESOURCE_TYPE,
                    CANONICAL.JURISDICTIONS, CANONICAL.EXPERIMENTAL, CANONICAL.IS_CANONICAL, CANONICAL.EXAMPLE, CANONICAL.CONTENT_HASH,
                    CANONICAL.MEMBERSHIP)) {
                for (var i = 0; i < rows.size(); i++) {
                    var row = rows.get(i);
                    copy.row().number(row.lsn).number(i).text(row.text).text(row.text).text(row.title).text("")
                            .texts(row.texts).flag(row.experimental).flag(true).flag(false).bytes(row.bytes).text("INTRODUCED");
                }
                return copy.finish();
            }
        });
        var found = database.read(sql -> sql.selectFrom(CANONICAL).orderBy(CANONICAL.LINE).fetch());
        assertThat(found).as("seed %d", SEED).hasSameSizeAs(rows);
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var record = found.get(i);
            assertThat(record.getLsn()).as("lsn, seed %d row %d", SEED, i).isEqualTo(row.lsn);
            assertThat(record.getUrl()).as("text, seed %d row %d", SEED, i).isEqualTo(held(row.text));
            assertThat(record.getTitle()).as("title, seed %d row %d", SEED, i).isEqualTo(row.title == null ? null : held(row.title));
            assertThat(record.getJurisdictions()).as("texts, seed %d row %d", SEED, i)
                    .containsExactlyElementsOf(row.texts.stream().map(CopyRowsTest::held).toList());
            assertThat(record.getExperimental()).as("flag, seed %d row %d", SEED, i).isEqualTo(row.experimental);
            assertThat(record.getContentHash()).as("bytes, seed %d row %d", SEED, i).isEqualTo(row.bytes);
            assertThat(record.getResourceType()).isEmpty();
        }
    }

    @Test
    void keepsAMomentToTheMicrosecondAndMakesTheRestInfinite() throws IOException {
        var moments = new ArrayList<Instant>(List.of(
                Instant.parse("2026-11-20T06:50:00.123456789Z"), Instant.EPOCH, Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999999Z"), Instant.MIN, Instant.MAX));
        database.write((sql, connection) -> {
            sql.deleteFrom(LOG).execute();
            try (var copy = CopyRows.into(connection, LOG, LOG.LSN, LOG.EVENT, LOG.NAME, LOG.VERSION, LOG.AT)) {
                moments.forEach(moment -> copy.row().number(moments.indexOf(moment)).text("LOADED").text("a").text("1").instant(moment));
                copy.row().number(Long.MAX_VALUE).text("LOADED").text("a").text("1").instant(null);
                return copy.finish();
            }
        });
        var found = database.read(sql -> sql.fetchValues("select at::text from log order by lsn"));
        assertThat(found).isEqualTo(Arrays.asList(
                "2026-11-20 06:50:00.123456+00", "1970-01-01 00:00:00+00", "0001-01-01 00:00:00+00",
                "9999-12-31 23:59:59.999999+00", "-infinity", "infinity", null));
    }

    @Test
    void writesTheEndsOfTheRangeOfNumbers() throws IOException {
        var numbers = List.of(0L, -1L, 9L, 10L, -10L, Long.MAX_VALUE, Long.MIN_VALUE);
        database.write((sql, connection) -> {
            sql.deleteFrom(DEPENDENCY).execute();
            try (var copy = CopyRows.into(connection, DEPENDENCY, DEPENDENCY.LSN, DEPENDENCY.POSITION, DEPENDENCY.NAME, DEPENDENCY.REQUIREMENT)) {
                numbers.forEach(number -> copy.row().number(number).number(numbers.indexOf(number)).text("a").text("NULL"));
                return copy.finish();
            }
        });
        var found = database.read(sql -> sql.selectFrom(DEPENDENCY).orderBy(DEPENDENCY.POSITION).fetch(DEPENDENCY.LSN));
        assertThat(found).isEqualTo(numbers);
    }

    @Test
    void refusesARowThatHasNotAValueForEachColumnAndLeavesNoTrace() throws IOException {
        database.write((sql, connection) -> sql.deleteFrom(DEPENDENCY).execute());
        assertThatThrownBy(() -> database.write((sql, connection) -> {
                    try (var copy = CopyRows.into(connection, DEPENDENCY, DEPENDENCY.LSN, DEPENDENCY.POSITION, DEPENDENCY.NAME, DEPENDENCY.REQUIREMENT)) {
                        copy.row().number(1).number(0).text("a").text("1");
                        copy.row().number(1).number(1).text("a");
                        return copy.finish();
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("dependency: row 2 has 3 of 4 values");
        assertThat(database.<Integer>read(sql -> sql.fetchCount(DEPENDENCY))).isZero();
    }

    @Test
    void refusesAValueThatBelongsToNoColumn() {
        assertThatThrownBy(() -> database.write((sql, connection) -> {
                    try (var copy = CopyRows.into(connection, DEPENDENCY, DEPENDENCY.LSN)) {
                        copy.row().number(1).number(2);
                        return copy.finish();
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhichTableRefusedTheRows() {
        assertThatThrownBy(() -> database.write((sql, connection) -> {
                    try (var copy = CopyRows.into(connection, PACKAGE_VERSION, PACKAGE_VERSION.LSN)) {
                        copy.row().number(1);
                        return copy.finish();
                    }
                }))
                .isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("rows for package_version: ");
    }

    /// What PostgreSQL can hold of a text.
    private static String held(String text) {
        var whole = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
        return whole.replace("\0", REPLACEMENT);
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by its parts only.
    private record Row(
            long lsn, String text, @Nullable String title, List<String> texts, @Nullable Boolean experimental, byte[] bytes) {
        private static final List<String> TRAPS =
                List.of("\0", "\\", "\\.", "\\N", "\t", "\n", "\r\n", "\"", "{}", ",", "NULL", "\uD800", "\uDC00", "\uDBFF", "😀", "é", "\u000B\f\b", "\u0080", "\u07FF", "\u0800", "\uFFFF");

        static Row random(Random random) {
            var texts = Stream.generate(() -> text(random)).limit(random.nextInt(4)).toList();
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return new Row(
                    random.nextLong(), text(random), random.nextBoolean() ? null : text(random), texts,
                    random.nextBoolean() ? null : random.nextBoolean(), bytes);
        }

        /// Mostly short; now and then longer than the buffer.
        private static String text(Random random) {
            var length = random.nextInt(300) == 0 ? 100_000 : random.nextInt(20);
            var text = new StringBuilder();
            while (text.length() < length) {
                switch (random.nextInt(3)) {
                    case 0 -> text.append(TRAPS.get(random.nextInt(TRAPS.size())));
                    case 1 -> text.append((char) random.nextInt(0x10000));
                    default -> text.append((char) ('a' + random.nextInt(26)));
                }
            }
            return text.toString();
        }
    }
}

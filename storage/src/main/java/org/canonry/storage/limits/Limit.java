package org.canonry.storage.limits;

import java.util.Locale;

/// One named bound: its default value, its unit and what it protects.
///
/// The constants are listed in `docs/limits.md`, which a test compares with this file.
public enum Limit {
    ARCHIVE_ENTRIES(200_000, Unit.ENTRIES, "Entries of one tarball"),
    ARCHIVE_ENTRY_BYTES(256L << 20, Unit.BYTES, "One file of a tarball, uncompressed"),
    ARCHIVE_PATH_BYTES(1_024, Unit.BYTES, "Path of one tarball entry"),
    ARCHIVE_TOTAL_BYTES(8L << 30, Unit.BYTES, "All files of a tarball together, uncompressed"),
    DATABASE_CONNECTIONS(8, Unit.ITEMS, "Connections to the database at once"),
    DATABASE_CONNECT_MILLISECONDS(2_000, Unit.MILLISECONDS, "Waiting for a connection to the database"),
    DATABASE_READ_MILLISECONDS(10_000, Unit.MILLISECONDS, "One statement of a reader"),
    DATABASE_RETRY_MILLISECONDS(500, Unit.MILLISECONDS, "Readers are refused at once for so long after the database was away"),
    DATABASE_WRITE_MILLISECONDS(600_000, Unit.MILLISECONDS, "One statement of a writer or of a migration"),
    LINE_BYTES(64L << 20, Unit.BYTES, "One line of an rs file"),
    MANIFEST_BYTES(4L << 20, Unit.BYTES, "The package.json of a package"),
    POSTGRES_START_SECONDS(120, Unit.SECONDS, "Until the local PostgreSQL answers, recovery after a crash included"),
    POSTGRES_STOP_SECONDS(30, Unit.SECONDS, "Until the local PostgreSQL has stopped, before it is stopped harder"),
    ;

    private final long value;
    private final Unit unit;
    private final String meaning;

    Limit(long value, Unit unit, String meaning) {
        this.value = value;
        this.unit = unit;
        this.meaning = meaning;
    }

    /// The value that holds unless [Limits] says otherwise, in [#unit()].
    public long defaultValue() {
        return value;
    }

    /// What the value counts.
    public Unit unit() {
        return unit;
    }

    /// What is bounded, in words.
    public String meaning() {
        return meaning;
    }

    /// The name as errors and `docs/limits.md` print it, such as `line_bytes`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a limit counts.
    public enum Unit {
        BYTES,
        CHARACTERS,
        CLAUSES,
        ENTRIES,
        ITEMS,
        LEVELS,
        MILLISECONDS,
        POINTS,
        RATIO,
        SECONDS;

        /// The unit as errors and `docs/limits.md` print it.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

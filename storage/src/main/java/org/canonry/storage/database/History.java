package org.canonry.storage.database;

import static org.canonry.storage.database.Tables.LOG;
import static org.canonry.storage.database.Tables.QUARANTINE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.registry.LogEvent;
import org.canonry.storage.registry.Quarantined;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Reads log and quarantine as they were at an lsn: rows ahead of it are not seen. Thread-safe. Every question fails with
/// [DatabaseUnavailable] while the database is away.
public final class History {
    private final Database database;

    /// Asks `database`.
    public History(Database database) {
        this.database = database;
    }

    /// One event of the log.
    ///
    /// @param at when; null when the bucket, written by another program, does not tell
    /// @param message why, in the words of whoever did it; null when nothing was said
    public record Event(long lsn, LogEvent.Kind event, @Nullable Instant at, PackageId id, @Nullable String message) {}

    /// Something that was refused.
    ///
    /// @param id by which they are ordered; another one after the record was dropped and written again
    public record Entry(long id, Quarantined item) {}

    /// Which part of the quarantine is wanted.
    ///
    /// @param packageName only of this package
    /// @param untilLsn nothing that came with a later event
    /// @param after only behind the entry of that id
    /// @param before only ahead of the entry of that id
    /// @param forward from the start on; otherwise from the end back
    public record Part(Optional<String> packageName, long untilLsn, OptionalLong after, OptionalLong before, boolean forward) {}

    /// Events after one, oldest first.
    ///
    /// @param afterLsn -1 for all
    /// @param untilLsn none behind this
    /// @param most at most so many
    public List<Event> events(long afterLsn, long untilLsn, int most) throws DatabaseUnavailable {
        return database.read(sql -> sql.selectFrom(LOG)
                .where(LOG.LSN.gt(afterLsn)).and(LOG.LSN.le(untilLsn))
                .orderBy(LOG.LSN).limit(most)
                .fetch(History::event));
    }

    /// Entries of the quarantine in the order in which they are walked through.
    ///
    /// @param most at most so many
    public List<Entry> quarantine(Part part, int most) throws DatabaseUnavailable {
        var after = part.after().isPresent() ? QUARANTINE.ID.gt(part.after().getAsLong()) : DSL.noCondition();
        var before = part.before().isPresent() ? QUARANTINE.ID.lt(part.before().getAsLong()) : DSL.noCondition();
        return database.read(sql -> sql.selectFrom(QUARANTINE)
                .where(all(part)).and(after).and(before)
                .orderBy(part.forward() ? QUARANTINE.ID.asc() : QUARANTINE.ID.desc()).limit(most)
                .fetch(History::entry));
    }

    /// How many entries there are, wherever the part begins and ends.
    public int quarantined(Part part) throws DatabaseUnavailable {
        return database.read(sql -> sql.fetchCount(QUARANTINE, all(part)));
    }

    private static Condition all(Part part) {
        return QUARANTINE.LSN.isNull().or(QUARANTINE.LSN.le(part.untilLsn()))
                .and(part.packageName().map(History::of).orElse(DSL.noCondition()));
    }

    /// PostgreSQL holds no U+0000 in any text, and refuses to be asked for it.
    private static Condition of(String packageName) {
        return packageName.indexOf('\0') < 0 ? QUARANTINE.PACKAGE.eq(packageName) : DSL.falseCondition();
    }

    private static Event event(Record row) {
        return new Event(
                row.get(LOG.LSN), LogEvent.Kind.valueOf(row.get(LOG.EVENT)), row.get(LOG.AT),
                PackageId.of(row.get(LOG.NAME), row.get(LOG.VERSION)), row.get(LOG.MESSAGE));
    }

    private static Entry entry(Record row) {
        return new Entry(row.get(QUARANTINE.ID), new Quarantined(
                row.get(QUARANTINE.SOURCE), row.get(QUARANTINE.PACKAGE), row.get(QUARANTINE.VERSION), row.get(QUARANTINE.LINE),
                row.get(QUARANTINE.REASON), row.get(QUARANTINE.DETAIL)));
    }
}

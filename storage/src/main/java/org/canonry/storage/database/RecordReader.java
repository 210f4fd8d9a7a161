package org.canonry.storage.database;

import static org.canonry.storage.database.Tables.BUILD;
import static org.canonry.storage.database.Tables.QUARANTINE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import java.util.Collection;
import java.util.List;
import org.canonry.storage.registry.Quarantined;

/// Asks the record. Thread-safe. Every question fails with [DatabaseUnavailable] while the database is away.
public final class RecordReader {
    private final Database database;

    /// Asks `database`.
    public RecordReader(Database database) {
        this.database = database;
    }

    /// Up to which lsn the record is complete; -1 when nothing is in it.
    public long lsn() throws DatabaseUnavailable {
        return database.read(sql -> sql.select(BUILD.LSN).from(BUILD).fetchSingle().value1());
    }

    /// Whether all of these are in quarantine.
    public boolean holds(Collection<Quarantined> items) throws DatabaseUnavailable {
        return database.read(sql -> items.stream().allMatch(item -> sql.fetchExists(
                QUARANTINE, QUARANTINE.SOURCE.eq(item.source()).and(QUARANTINE.REASON.eq(item.reason())))));
    }

    /// Why things are in quarantine, the most frequent reason first.
    public List<QuarantineReason> quarantineReasons() throws DatabaseUnavailable {
        return database.read(sql -> sql.select(QUARANTINE.REASON, count(), min(QUARANTINE.SOURCE), min(QUARANTINE.DETAIL))
                .from(QUARANTINE)
                .groupBy(QUARANTINE.REASON)
                .orderBy(count().desc(), QUARANTINE.REASON)
                .fetch(row -> new QuarantineReason(row.value1(), row.value2(), row.value3(), row.value4())));
    }

    /// @param code why
    /// @param count how many items
    /// @param source one of them
    /// @param detail the words of one of them
    public record QuarantineReason(String code, int count, String source, String detail) {}
}

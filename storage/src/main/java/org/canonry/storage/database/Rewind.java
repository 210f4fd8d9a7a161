package org.canonry.storage.database;

import static org.canonry.storage.database.Tables.BUILD;
import static org.canonry.storage.database.Tables.CANONICAL;
import static org.canonry.storage.database.Tables.CANONICAL_USE;
import static org.canonry.storage.database.Tables.DEPENDENCY;
import static org.canonry.storage.database.Tables.LOG;
import static org.canonry.storage.database.Tables.PACKAGE;
import static org.canonry.storage.database.Tables.PACKAGE_VERSION;
import static org.canonry.storage.database.Tables.QUARANTINE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import org.jooq.DSLContext;

/// Takes the record back to what it was after an earlier event, so that later ones can be written again.
public final class Rewind {
    private Rewind() {}

    /// Deletes what events after `lsn` brought, tells from the log that is left which versions are withdrawn, and sets the
    /// record's lsn. What never got an event stays in quarantine. To be called in the transaction that then writes.
    public static void to(DSLContext database, long lsn) {
        if (lsn < 0) {
            toNothing(database);
            return;
        }
        database.deleteFrom(CANONICAL_USE).where(CANONICAL_USE.LSN.gt(lsn)).execute();
        database.deleteFrom(CANONICAL).where(CANONICAL.LSN.gt(lsn)).execute();
        database.deleteFrom(DEPENDENCY).where(DEPENDENCY.LSN.gt(lsn)).execute();
        database.deleteFrom(QUARANTINE).where(QUARANTINE.LSN.gt(lsn)).execute();
        database.deleteFrom(PACKAGE_VERSION).where(PACKAGE_VERSION.LSN.gt(lsn)).execute();
        database.deleteFrom(PACKAGE).where(PACKAGE.FIRST_LSN.gt(lsn)).execute();
        tellWithdrawals(database, lsn);
        database.deleteFrom(LOG).where(LOG.LSN.gt(lsn)).execute();
        database.update(BUILD).set(BUILD.LSN, lsn).execute();
    }

    /// Emptied tables take rows without writing them twice: PostgreSQL documentation, "Populating a Database", on wal_level minimal.
    private static void toNothing(DSLContext database) {
        database.deleteFrom(QUARANTINE).where(QUARANTINE.LSN.isNotNull()).execute();
        database.truncate(CANONICAL_USE, CANONICAL, DEPENDENCY, PACKAGE_VERSION, PACKAGE, LOG).execute();
        database.update(BUILD).set(BUILD.LSN, -1L).execute();
    }

    /// Only for versions that a later event is about: the others stand as they were.
    private static void tellWithdrawals(DSLContext database, long lsn) {
        var version = PACKAGE_VERSION;
        var later = LOG.as("later");
        var withdrawn = max(when(LOG.EVENT.eq("WITHDRAWN"), LOG.LSN));
        var restored = max(when(LOG.EVENT.in("RESTORED", "LOADED"), LOG.LSN));
        database.update(version)
                .set(version.WITHDRAWN_LSN, field(select(when(withdrawn.gt(restored), withdrawn))
                        .from(LOG)
                        .where(LOG.NAME.eq(version.NAME).and(LOG.VERSION.eq(version.VERSION)).and(LOG.LSN.le(lsn)))))
                .where(database.select(later.LSN)
                        .from(later)
                        .where(later.NAME.eq(version.NAME).and(later.VERSION.eq(version.VERSION)).and(later.LSN.gt(lsn)))
                        .limit(1)
                        .asField()
                        .isNotNull())
                .execute();
    }
}

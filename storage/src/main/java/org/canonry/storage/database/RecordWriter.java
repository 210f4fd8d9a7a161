package org.canonry.storage.database;

import static org.canonry.storage.database.Tables.BUILD;
import static org.canonry.storage.database.Tables.CANONICAL;
import static org.canonry.storage.database.Tables.CANONICAL_USE;
import static org.canonry.storage.database.Tables.DEPENDENCY;
import static org.canonry.storage.database.Tables.LOG;
import static org.canonry.storage.database.Tables.PACKAGE;
import static org.canonry.storage.database.Tables.PACKAGE_VERSION;
import static org.canonry.storage.database.Tables.QUARANTINE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.CanonicalLine;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.packages.Standing.Turn;
import org.canonry.storage.registry.Quarantined;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// Writes the record within one transaction: what events bring, the bulk of it by COPY, and how far it is then complete.
///
/// Package versions are gathered until a COPY is worth its round trip, and brought in behind the caller's back while it prepares the next. Good for
/// the call that it is handed to; not thread-safe.
public final class RecordWriter implements AutoCloseable {
    /// Worth a round trip, and few: until they are written they stay in memory with all that they hold.
    private static final int GATHERED_LINES = 500;

    private final DSLContext database;
    private final Connection connection;
    private final List<PackageRows> gathered = new ArrayList<>();
    private final ExecutorService copying = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private Future<?> copied = CompletableFuture.completedFuture(null);
    private final Map<Turn, PackageId> turns = new TreeMap<>(Comparator.comparingLong(Turn::lsn));
    private int lines;

    RecordWriter(DSLContext database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /// Takes the record back to what it was after the event `lsn`.
    public void rewind(long lsn) {
        Rewind.to(database, lsn);
    }

    /// Adds one package version and what it carries. Some of it may be written later, by [#complete] at the latest.
    ///
    /// @throws IOException when bringing in earlier ones failed
    public void add(PackageRows rows) throws IOException {
        gathered.add(rows);
        lines += rows.lines().size();
        if (lines >= GATHERED_LINES) {
            flush();
        }
    }

    /// Adds what happened to a package version that is there, or is added too.
    public void add(PackageId id, Turn turn) {
        turns.put(turn, id);
    }

    /// Adds to quarantine what never got an event; what is there already stays as it is.
    public void quarantine(Collection<Quarantined> items) throws IOException {
        await();
        quarantine(null, items);
    }

    /// Writes what is left, and that the record is now complete up to `lsn`. Returns how many items are in quarantine.
    public int complete(long lsn, Instant at) throws IOException {
        flush();
        await();
        turns.forEach((turn, id) -> turn(id, turn));
        database.update(BUILD).set(BUILD.LSN, lsn).set(BUILD.BUILT_AT, at).execute();
        return database.fetchCount(QUARANTINE);
    }

    private void turn(PackageId id, Turn turn) {
        var name = id.name().text();
        var version = id.version().text();
        database.insertInto(LOG, LOG.LSN, LOG.EVENT, LOG.NAME, LOG.VERSION, LOG.AT, LOG.MESSAGE)
                .values(turn.lsn(), turn.kind().name(), name, version, turn.at(), turn.message())
                .execute();
        if (turn.kind() != Standing.Kind.DEPRECATED) {
            database.update(PACKAGE_VERSION)
                    .set(PACKAGE_VERSION.WITHDRAWN_LSN, turn.kind() == Standing.Kind.WITHDRAWN ? turn.lsn() : null)
                    .where(PACKAGE_VERSION.NAME.eq(name).and(PACKAGE_VERSION.VERSION.eq(version)))
                    .execute();
        }
    }

    private void flush() throws IOException {
        await();
        var rows = List.copyOf(gathered);
        gathered.clear();
        lines = 0;
        copied = copying.submit(() -> copy(rows));
    }

    /// The connection does one thing at a time.
    private void await() throws IOException {
        try {
            copied.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while rows were written");
        }
    }

    private static IOException rethrown(@Nullable Throwable failure) {
        if (failure instanceof DataAccessException trouble) {
            throw trouble;
        }
        return new IOException("rows could not be written: " + failure, failure);
    }

    private void copy(List<PackageRows> rows) {
        packages(rows);
        versions(rows);
        dependencies(rows);
        canonicals(rows);
        uses(rows);
        rows.forEach(each -> quarantine(each.version().lsn(), each.quarantined()));
    }

    /// Ends what is under way; the transaction is then good for nothing but to be rolled back, unless it was [#complete].
    @Override
    public void close() {
        copying.shutdownNow();
        copying.close();
    }

    private void packages(List<PackageRows> gathered) {
        for (var built : gathered) {
            database.insertInto(PACKAGE, PACKAGE.NAME, PACKAGE.FIRST_LSN)
                    .values(built.version().id().name().text(), built.version().lsn())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    private void versions(List<PackageRows> gathered) {
        try (var log = CopyRows.into(
                connection, LOG, LOG.LSN, LOG.EVENT, LOG.NAME, LOG.VERSION, LOG.AT, LOG.SIZE_BYTES, LOG.INTEGRITY, LOG.SHASUM)) {
            for (var built : gathered) {
                var version = built.version();
                log.row().number(version.lsn()).text("LOADED").text(version.id().name().text()).text(version.id().version().text())
                        .instant(version.takenInAt()).number(version.tarball().sizeBytes()).text(version.tarball().integrity())
                        .text(version.tarball().shasum());
            }
            log.finish();
        }
        var table = PACKAGE_VERSION;
        try (var rows = CopyRows.into(
                connection, table, table.LSN, table.NAME, table.VERSION, table.TITLE, table.DESCRIPTION, table.CANONICAL, table.URL,
                table.HOMEPAGE, table.LICENSE, table.AUTHOR, table.TYPE, table.FHIR_VERSIONS, table.PUBLISHED_AT, table.TARBALL_KEY,
                table.RS_KEY, table.INTEGRITY, table.SHASUM, table.SIZE_BYTES, table.LINES, table.CANONICALS, table.QUARANTINED)) {
            gathered.forEach(built -> version(rows.row(), built));
            rows.finish();
        }
    }

    private static void version(CopyRows row, PackageRows built) {
        var version = built.version();
        row.number(version.lsn()).text(version.id().name().text()).text(version.id().version().text()).text(version.title())
                .text(version.description()).text(version.canonical()).text(version.url()).text(version.homepage())
                .text(version.license()).text(version.author()).text(version.type()).texts(version.fhirVersions())
                .instant(version.publishedAt()).text(version.tarball().key()).text(version.tarball().rsKey())
                .text(version.tarball().integrity()).text(version.tarball().shasum()).number(version.tarball().sizeBytes())
                .number(built.lineCount()).number(built.lines().size()).number(built.quarantinedLines());
    }

    private void dependencies(List<PackageRows> gathered) {
        try (var rows = CopyRows.into(
                connection, DEPENDENCY, DEPENDENCY.LSN, DEPENDENCY.POSITION, DEPENDENCY.NAME, DEPENDENCY.REQUIREMENT)) {
            for (var built : gathered) {
                var position = 0;
                for (var dependency : built.version().dependencies()) {
                    rows.row().number(built.version().lsn()).number(position++).text(dependency.name()).text(dependency.requirement());
                }
            }
            rows.finish();
        }
    }

    private void canonicals(List<PackageRows> gathered) {
        var table = CANONICAL;
        try (var rows = CopyRows.into(
                connection, table, table.LSN, table.LINE, table.FILENAME, table.URL, table.URL_VERSION, table.RESOURCE_TYPE,
                table.RESOURCE_ID, table.NAME, table.TITLE, table.DESCRIPTION, table.STATUS, table.EXPERIMENTAL, table.DATE,
                table.PUBLISHER, table.JURISDICTIONS, table.FHIR_VERSION, table.KIND, table.TYPE, table.DERIVATION,
                table.BASE_DEFINITION, table.IS_CANONICAL, table.EXAMPLE, table.CONTENT_HASH, table.MEMBERSHIP)) {
            gathered.forEach(built -> built.forEach(
                    (line, membership) -> canonical(rows.row(), built.version().lsn(), line, membership)));
            rows.finish();
        }
    }

    private static void canonical(CopyRows row, long lsn, CanonicalLine line, Membership membership) {
        Canonical canonical = line.canonical();
        row.number(lsn).number(line.number()).text(canonical.filename()).text(canonical.url()).text(canonical.version())
                .text(canonical.resourceType()).text(canonical.resourceId()).text(canonical.name()).text(canonical.title())
                .text(canonical.description()).text(canonical.status()).flag(canonical.experimental()).text(canonical.date())
                .text(canonical.publisher()).texts(canonical.jurisdictions()).text(canonical.fhirVersion()).text(canonical.kind())
                .text(canonical.type()).text(canonical.derivation()).text(canonical.baseDefinition()).flag(canonical.isCanonical())
                .flag(canonical.example()).bytes(canonical.contentHash().bytes()).text(membership.name());
    }

    private void uses(List<PackageRows> gathered) {
        var table = CANONICAL_USE;
        try (var rows = CopyRows.into(
                connection, table, table.LSN, table.LINE, table.KIND, table.TARGET, table.TARGET_VERSION,
                table.BINDING_STRENGTH, table.OCCURRENCES)) {
            gathered.forEach(built -> built.forEach((line, membership) -> uses(rows, built.version().lsn(), line)));
            rows.finish();
        }
    }

    private static void uses(CopyRows rows, long lsn, CanonicalLine line) {
        occurrences(line.canonical().uses()).forEach((reference, count) -> {
            var version = Reference.version(reference.target());
            rows.row().number(lsn).number(line.number()).text(reference.kind().name()).text(Reference.url(reference.target()))
                    .text(version.isEmpty() ? null : version).text(reference.strength()).number(count.longValue());
        });
    }

    private static Map<Referred, Integer> occurrences(Collection<Use> uses) {
        var occurrences = new LinkedHashMap<Referred, Integer>();
        for (var use : uses) {
            occurrences.merge(Referred.by(use), 1, Integer::sum);
        }
        return occurrences;
    }

    private void quarantine(@Nullable Long lsn, Collection<Quarantined> items) {
        var rows = new ArrayList<Query>(items.size());
        for (var item : items) {
            rows.add(database.insertInto(
                            QUARANTINE, QUARANTINE.LSN, QUARANTINE.SOURCE, QUARANTINE.PACKAGE, QUARANTINE.VERSION, QUARANTINE.LINE,
                            QUARANTINE.REASON, QUARANTINE.DETAIL)
                    .values(lsn, item.source(), item.packageName(), item.version(), item.line(), item.reason(), item.detail())
                    .onConflictDoNothing());
        }
        // One round trip: every build brings what the bucket has in quarantine.
        database.batch(rows).execute();
    }

    /// What makes one row of several uses.
    private record Referred(UseKind kind, String target, @Nullable String strength) {
        static Referred by(Use use) {
            return new Referred(use.kind(), use.target(), use.bindingStrength());
        }

        /// The target tells nearly all apart, and its hash is at hand.
        @Override
        public int hashCode() {
            return target.hashCode() * 31 + kind.ordinal();
        }
    }
}

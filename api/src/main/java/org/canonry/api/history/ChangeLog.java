package org.canonry.api.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.ObjectInfo;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Layout;
import org.canonry.storage.registry.LogEvent;

/// The log as the bucket has it, read event by event up to what a snapshot has reached: a replica needs no database for it.
///
/// A bucket that another program wrote has no log, or one that begins late: what came before is told by the package versions that are there.
/// The last events are kept in memory, since all who follow ask for the same. Thread-safe.
public final class ChangeLog {
    private final Bucket bucket;
    private final Limits limits;
    private final Cache<Long, Change> kept;
    private volatile Beginning beginning = new Beginning(Long.MIN_VALUE, Long.MAX_VALUE);

    /// Reads the log of `bucket`.
    public ChangeLog(Bucket bucket, Limits limits) {
        this.bucket = bucket;
        this.limits = limits;
        this.kept = Caffeine.newBuilder().maximumSize(limits.of(Limit.GRAPHQL_CHANGES_KEPT)).build();
    }

    /// Where the log begins, as it was looked for.
    ///
    /// @param lookedAt the lsn of the snapshot that answered then
    /// @param lsn of the first event; the highest number when there is none
    private record Beginning(long lookedAt, long lsn) {
        private boolean holds(long now) {
            return lsn != Long.MAX_VALUE || lookedAt == now;
        }
    }

    /// The first event behind an lsn; empty when the snapshot has reached none.
    ///
    /// @param afterLsn -1 for the very first
    /// @throws IOException when the bucket cannot be read
    public Optional<Change> next(long afterLsn, Snapshot snapshot) throws IOException {
        var logged = beginning(snapshot.lsn());
        var older = older(afterLsn, snapshot.packages(), logged);
        if (older.isPresent()) {
            return older;
        }
        var lsn = Math.max(afterLsn + 1, logged);
        return lsn > snapshot.lsn() ? Optional.empty() : Optional.of(event(lsn));
    }

    private long beginning(long now) throws IOException {
        if (!beginning.holds(now)) {
            try (var events = bucket.list(Layout.LOG)) {
                beginning = new Beginning(now, events.findFirst().map(ObjectInfo::key).map(Layout::lsn).orElse(Long.MAX_VALUE));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return beginning.lsn();
    }

    private static Optional<Change> older(long afterLsn, Packages packages, long logged) {
        var place = packages.countAt(afterLsn);
        return place < packages.versions().size()
                ? Optional.of(packages.versions().get(place)).filter(version -> version.lsn() < logged).map(ChangeLog::loaded)
                : Optional.empty();
    }

    private static Change loaded(PackageVersion version) {
        return new Change(version.lsn(), LogEvent.Kind.LOADED, null, version.id());
    }

    private Change event(long lsn) throws IOException {
        var known = kept.getIfPresent(lsn);
        if (known != null) {
            return known;
        }
        var event = LogEvent.read(bucket, lsn, limits).orElseThrow(() -> new IOException("the log lacks its event " + lsn));
        var change = new Change(lsn, event.event(), event.at(), event.id());
        kept.put(lsn, change);
        return change;
    }
}

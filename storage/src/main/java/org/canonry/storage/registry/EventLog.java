package org.canonry.storage.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.jspecify.annotations.Nullable;

/// The log of one bucket, followed: which package versions it holds, and where it ends. Safe for many threads.
///
/// Events are read in the order of their numbers up to the first that is not there. Since none is ever left out, that is the end, and whoever
/// wants the next number has seen all that others wrote before it.
final class EventLog {
    private final Bucket bucket;
    private final Limits limits;
    private final Map<PackageId, String> integrities = new HashMap<>();
    private final Map<String, PackageId> packages = new HashMap<>();
    private long lsn;

    EventLog(Bucket bucket, Limits limits) {
        this.bucket = bucket;
        this.limits = limits;
    }

    /// The last event that was seen; 0 before any.
    synchronized long lsn() {
        return lsn;
    }

    /// Whether a package version was loaded, as far as was seen.
    synchronized boolean holds(PackageId id) {
        return integrities.containsKey(id);
    }

    /// Which package version has these bytes, as far as was seen.
    synchronized Optional<PackageId> holding(String integrity) {
        return Optional.ofNullable(packages.get(integrity));
    }

    /// How many package versions were loaded, as far as was seen.
    synchronized int size() {
        return integrities.size();
    }

    /// Takes over what a checkpoint tells of the events up to its lsn, so that they need not be read.
    synchronized void know(PackageId id, @Nullable String integrity) {
        integrities.put(id, integrity == null ? "" : integrity);
        if (integrity != null) {
            packages.put(integrity, id);
        }
    }

    /// Goes on after a checkpoint.
    synchronized void startAfter(long checkpoint) {
        lsn = checkpoint;
    }

    /// Reads what others wrote.
    synchronized void refresh() throws IOException {
        for (var event = read(lsn + 1); event.isPresent(); event = read(lsn + 1)) {
            add(event.get());
        }
    }

    /// The event of that number; empty when there is none.
    Optional<LogEvent> read(long number) throws IOException {
        return LogEvent.read(bucket, number, limits);
    }

    /// Writes the next event. Empty, and nothing is written, when the log holds its package version already.
    ///
    /// After an `IOException` the event may be there.
    ///
    /// @param event the event for a given number; asked again when another writer was faster
    synchronized Optional<LogEvent> append(LongFunction<LogEvent> event) throws IOException {
        while (true) {
            refresh();
            var next = event.apply(lsn + 1);
            if (integrities.containsKey(next.id())) {
                return Optional.empty();
            }
            if (bucket.putIfAbsent(Layout.event(next.lsn()), content(next)).isPresent()) {
                add(next);
                return Optional.of(next);
            }
        }
    }

    private Content content(LogEvent event) throws IOException {
        var json = event.toJson();
        if (json.length > limits.of(Limit.EVENT_BYTES)) {
            throw new IOException("the event of %s has %d bytes, more than %s"
                    .formatted(event.id(), json.length, limits.describe(Limit.EVENT_BYTES)));
        }
        return Content.of(json);
    }

    private void add(LogEvent event) {
        lsn = event.lsn();
        know(event.id(), event.integrity());
    }
}

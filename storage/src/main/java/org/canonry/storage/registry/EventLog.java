package org.canonry.storage.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.Standing;
import org.jspecify.annotations.Nullable;

/// The log of one bucket, followed: which package versions it holds, and where it ends. Safe for many threads.
///
/// Events are read in the order of their numbers up to the first that is not there. Since none is ever left out, that is the end, and whoever
/// wants the next number has seen all that others wrote before it.
final class EventLog {
    private final Bucket bucket;
    private final Limits limits;
    private final Map<PackageId, Held> versions = new HashMap<>();
    private final Map<String, PackageId> packages = new HashMap<>();
    private long lsn;

    /// What is known of a package version.
    ///
    /// @param integrity null when a catalogue of another program does not tell
    record Held(@Nullable String integrity, Standing standing) {}

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
        return versions.containsKey(id);
    }

    /// What is known of a package version; empty when it never came, as far as was seen.
    synchronized Optional<Held> held(PackageId id) {
        return Optional.ofNullable(versions.get(id));
    }

    /// The names of all packages, each with the number of its versions, as far as was seen.
    synchronized Map<PackageName, Long> names() {
        return versions.keySet().stream().collect(Collectors.groupingBy(PackageId::name, Collectors.counting()));
    }

    /// Which package version has these bytes, as far as was seen.
    synchronized Optional<PackageId> holding(String integrity) {
        return Optional.ofNullable(packages.get(integrity));
    }

    /// How many package versions were loaded, as far as was seen.
    synchronized int size() {
        return versions.size();
    }

    /// Takes over what a checkpoint tells of the events up to its lsn, so that they need not be read.
    synchronized void know(PackageId id, @Nullable String integrity, Standing standing) {
        versions.put(id, new Held(integrity, standing));
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

    /// Writes the event of a package version that comes. Empty, and nothing is written, when the log holds it already.
    ///
    /// After an `IOException` the event may be there.
    ///
    /// @param event the event for a given number; asked again when another writer was faster
    synchronized Optional<LogEvent.Loaded> append(LongFunction<LogEvent.Loaded> event) throws IOException {
        while (true) {
            refresh();
            var next = event.apply(lsn + 1);
            if (versions.containsKey(next.id())) {
                return Optional.empty();
            }
            if (write(next)) {
                return Optional.of(next);
            }
        }
    }

    /// Writes what happens to a package version that is there. Empty, and nothing is written, when it is not there or stands so already.
    ///
    /// After an `IOException` the event may be there.
    ///
    /// @param event the event for a given number, after what is known of the version; asked again when another writer was faster
    synchronized Optional<LogEvent.Turned> turn(PackageId id, BiFunction<Standing, Long, Optional<LogEvent.Turned>> event) throws IOException {
        while (true) {
            refresh();
            var next = held(id).flatMap(held -> event.apply(held.standing, lsn + 1));
            if (next.isEmpty() || write(next.get())) {
                return next;
            }
        }
    }

    /// False when another writer was faster.
    private boolean write(LogEvent next) throws IOException {
        var written = bucket.putIfAbsent(Layout.event(next.lsn()), content(next)).isPresent();
        if (written) {
            add(next);
        }
        return written;
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
        switch (event) {
            case LogEvent.Loaded loaded -> know(loaded.id(), loaded.integrity(), Standing.UNTOUCHED);
            case LogEvent.Turned turned -> versions.computeIfPresent(
                    turned.id(), (id, held) -> new Held(held.integrity, held.standing.and(List.of(turned.turn()))));
        }
    }
}

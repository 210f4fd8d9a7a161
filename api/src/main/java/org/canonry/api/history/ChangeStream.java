package org.canonry.api.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.canonry.api.snapshot.Snapshots;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The events of the log as they come, for as many as want to follow. Thread-safe.
///
/// Each follower reads the log at its own pace, from the place that it has reached: nothing is lost or told twice however slow it is, and
/// nothing waits for it in memory. An event is told when the snapshot that answers has it, so that what it names can be asked for.
public final class ChangeStream implements AutoCloseable {
    /// Until another thread, which tells of a snapshot at the same moment, has done so.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Snapshots snapshots;
    private final ChangeLog log;
    private final Sinks.Many<Long> reached = Sinks.many().replay().latest();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler readers = Schedulers.fromExecutorService(threads);

    /// Follows what `snapshots` lends.
    public ChangeStream(Snapshots snapshots, ChangeLog log) {
        this.snapshots = snapshots;
        this.log = log;
        snapshots.whenReplaced(this::reach);
        snapshots.lsn().ifPresent(this::reach);
    }

    private void reach(long lsn) {
        reached.emitNext(lsn, Sinks.EmitFailureHandler.busyLooping(PATIENCE));
    }

    /// The lsn that the snapshot which answers has reached; -1 while none does.
    public long now() {
        return snapshots.lsn().orElse(-1L);
    }

    /// Events behind an lsn, one for each that is asked for, without end; complete when this is closed. Fails with `UncheckedIOException` when
    /// the bucket cannot be read.
    ///
    /// @param lsn -1 for all
    public Flux<Change> after(long lsn) {
        return Flux.defer(() -> from(new AtomicLong(lsn)));
    }

    private Flux<Change> from(AtomicLong place) {
        return reached.asFlux()
                .publishOn(readers, 1)
                .concatMap(any -> Flux.<Change>generate(sink -> step(place, sink)), 1)
                .takeUntilOther(closing.asMono());
    }

    private void step(AtomicLong place, SynchronousSink<Change> sink) {
        var next = next(place.get());
        if (next.isPresent()) {
            place.set(next.get().lsn());
            sink.next(next.get());
        } else {
            sink.complete();
        }
    }

    private Optional<Change> next(long lsn) {
        try (var borrowed = snapshots.borrow()) {
            return log.next(lsn, borrowed.snapshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Completes everything that follows. Idempotent.
    @Override
    public void close() {
        closing.tryEmitEmpty();
        reached.tryEmitComplete();
        threads.shutdown();
    }
}

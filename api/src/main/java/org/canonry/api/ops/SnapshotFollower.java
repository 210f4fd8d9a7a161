package org.canonry.api.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for another snapshot again and again. While one cannot be opened, the one before goes on answering; the reason is logged once, and kept
/// for whoever asks how the server is.
final class SnapshotFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFollower.class);

    private final Snapshots snapshots;
    private final Duration pause;
    private final Thread thread;
    private volatile @Nullable String trouble;

    SnapshotFollower(Snapshots snapshots, Limits limits) {
        this.snapshots = snapshots;
        this.pause = Duration.ofMillis(limits.of(Limit.POINTER_POLL_MILLISECONDS));
        refresh();
        this.thread = Thread.ofVirtual().name("snapshot-follower").start(this::follow);
    }

    /// Why the last look failed, in words; empty when it did not.
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(pause);
                refresh();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /// Whatever is thrown, the next look may go well: a follower that has died is an index that never changes again.
    void refresh() {
        try {
            if (snapshots.refresh()) {
                LOG.info("Answering from lsn {}", snapshots.lsn().orElse(-1L));
            }
            trouble = null;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            note(e);
        }
    }

    private void note(Exception e) {
        var words = String.valueOf(e.getMessage());
        if (!words.equals(trouble)) {
            LOG.warn("The snapshot cannot be followed; the one before goes on answering", e);
        }
        trouble = words;
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }
}

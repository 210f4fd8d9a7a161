package org.canonry.indexbuilder.follow;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Generation;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.registry.Layout;

/// Builds whenever feed or catalogue change, and then gives texts their vectors, step by step, on a thread of its own, until it is closed. It looks twice a
/// second, and at once when it is woken.
///
/// A build that fails is reported and tried again at the next look; it is reported once as long as it fails for the same reason.
public final class Follower implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Bucket bucket;
    private final IndexBuilder builder;
    private final Optional<VectorBuilder> vectors;
    private final BuildProgress progress;
    private final Consumer<IOException> failed;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;

    /// The mark of an interrupted thread alone would not do: what is closed on the way out of a build can wipe it away.
    private volatile boolean isClosed;
    private List<Optional<Generation>> seen = List.of();
    private boolean lacksVectors;
    private String lastFailure = "";

    private Follower(
            Bucket bucket, IndexBuilder builder, Optional<VectorBuilder> vectors, BuildProgress progress, Consumer<IOException> failed) {
        this.bucket = bucket;
        this.builder = builder;
        this.vectors = vectors;
        this.progress = progress;
        this.failed = failed;
        this.thread = Thread.ofPlatform().name("follower").daemon().unstarted(this::follow);
    }

    /// Starts to follow `bucket`.
    ///
    /// @param vectors of the same folder as `builder`; empty for search by words alone
    /// @param progress told how builds go
    /// @param failed told about a build that failed
    public static Follower start(
            Bucket bucket, IndexBuilder builder, Optional<VectorBuilder> vectors, BuildProgress progress, Consumer<IOException> failed) {
        var follower = new Follower(bucket, builder, vectors, progress, failed);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        try {
            while (!isClosed) {
                look();
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() throws InterruptedException {
        if (woken.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            // Whatever it was woken for until now, one look finds it.
            woken.drainPermits();
        }
    }

    /// Makes it look now: something was written. Returns at once.
    public void wake() {
        woken.release();
    }

    /// Whatever is thrown, the next look may go well: a follower that has died is an index that never changes again.
    private void look() {
        try {
            var lists = List.of(generation(Layout.FEED), generation(Layout.CATALOGUE), generation(Layout.CATALOGUE_MISSPELT));
            if (!lists.equals(seen)) {
                builder.catchUp(progress);
                seen = lists;
                lacksVectors = vectors.isPresent();
                lastFailure = "";
            } else if (lacksVectors) {
                // A step that fails is tried again when something is new: words answer without it.
                lacksVectors = false;
                lacksVectors = vectors.isPresent() && vectors.get().step();
                lastFailure = "";
            }
        } catch (IOException e) {
            report(e);
        } catch (RuntimeException e) {
            report(new IOException(e.toString(), e));
        }
    }

    private Optional<Generation> generation(Key key) throws IOException {
        return bucket.stat(key).map(info -> info.generation());
    }

    private void report(IOException failure) {
        // Closing breaks off what is under way, which is no failure.
        if (!isClosed && !failure.toString().equals(lastFailure)) {
            lastFailure = failure.toString();
            failed.accept(failure);
        }
    }

    /// Stops following; a build that is under way ends without a trace.
    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

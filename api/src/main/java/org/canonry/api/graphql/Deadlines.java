package org.canonry.api.graphql;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Ends what takes too long. One thread looks at everything that is under way a few times a second: a timer for each request would wake a
/// thread for each.
///
/// Thread-safe.
final class Deadlines<T> implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Duration allowed;
    private final Consumer<T> end;
    private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    /// @param allowed how long anything may take, about [#LOOK] more or less
    /// @param end ends one
    Deadlines(Duration allowed, Consumer<T> end) {
        this.allowed = allowed;
        this.end = end;
        this.thread = Thread.ofVirtual().name("deadlines").start(this::look);
    }

    /// Watches over something until that is closed.
    Watched watch(T what) {
        var watched = new Watched(what, System.nanoTime() + allowed.toNanos());
        underWay.add(watched);
        return watched;
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                var now = System.nanoTime();
                underWay.stream().filter(watched -> now - watched.until > 0).forEach(watched -> end.accept(watched.what));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /// Something that is under way. Compared by identity.
    final class Watched implements AutoCloseable {
        private final T what;
        private final long until;

        private Watched(T what, long until) {
            this.what = what;
            this.until = until;
        }

        @Override
        public void close() {
            underWay.remove(this);
        }
    }
}

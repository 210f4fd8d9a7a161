package org.canonry.storage.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another process does, by looking often.
final class Waiting {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Waiting() {}

    /// Looks every 10 ms until `done`, for at most so many seconds; returns whether it came true.
    ///
    /// An interrupt does not end it: a server that was half started or half stopped would be left behind. It is kept for
    /// the caller.
    static boolean until(BooleanSupplier done, long seconds) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var interrupted = false;
        var came = done.getAsBoolean();
        while (!came && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
            interrupted |= Thread.interrupted();
            came = done.getAsBoolean();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return came;
    }
}

package org.canonry.indexbuilder.publish;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// What work on another thread came to.
public final class Outcome {
    private Outcome() {}

    /// Waits for the work.
    ///
    /// @throws IOException when it failed, with its own failure as the cause, or when the waiting thread is interrupted
    public static <T> T of(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IOException("a build thread failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the build was interrupted", e);
        }
    }
}

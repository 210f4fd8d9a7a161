package org.canonry.storage;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for what another thread or process brings about.
public final class Eventually {
    /// Until a test gives up waiting for anything. It proves nothing and only ends what hangs, so it is longer than the busiest machine needs.
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /// Returns as soon as `condition` is true, and fails in words when it stays false. What the condition throws counts as false.
    public static void holds(String words, Callable<Boolean> condition) {
        var start = System.nanoTime();
        while (!isTrue(words, condition)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                fail("not within %d s: %s".formatted(PATIENCE.toSeconds(), words));
            }
            pause(words);
        }
    }

    private static boolean isTrue(String words, Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (InterruptedException e) {
            return interrupted(words);
        } catch (Exception e) {
            return false;
        }
    }

    private static void pause(String words) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            interrupted(words);
        }
    }

    private static boolean interrupted(String words) {
        Thread.currentThread().interrupt();
        return fail("interrupted while waiting: " + words);
    }
}

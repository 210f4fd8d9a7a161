package org.canonry.cli;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/// Waits for what another thread or process brings about.
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /// Returns as soon as `condition` is true, and fails in words when it stays false. What the condition throws counts as false.
    static void holds(String words, Callable<Boolean> condition) {
        var end = Instant.now().plus(PATIENCE);
        while (!isTrue(condition)) {
            if (Instant.now().isAfter(end)) {
                fail("not within %d s: %s".formatted(PATIENCE.toSeconds(), words));
            }
            pause();
        }
    }

    private static boolean isTrue(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted while waiting");
        }
    }
}

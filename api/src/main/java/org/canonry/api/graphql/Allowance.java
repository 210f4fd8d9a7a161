package org.canonry.api.graphql;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.canonry.storage.limits.Limit;
import org.jspecify.annotations.Nullable;

/// What one client may still ask for: points, which come back evenly, all of them within a minute.
///
/// Kept as the moment at which all would be back, so that nothing has to be counted up (the generic cell rate algorithm, ITU-T I.371). Thread-safe.
final class Allowance {
    /// The member of an error's `extensions` with the seconds after which to ask again.
    static final String RETRY_AFTER = "retryAfterSeconds";

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final long points;
    private final AtomicLong full;

    /// @param points within a minute; 0 for any number
    Allowance(long points, long now) {
        this.points = points;
        this.full = new AtomicLong(now);
    }

    /// Points within a minute; null for any number.
    @Nullable Long limit() {
        return points == 0 ? null : points;
    }

    /// Takes points away, if there are so many. What costs more than there can ever be is given once, to who has asked for nothing else.
    ///
    /// @param now of [System#nanoTime()]
    boolean take(long cost, long now) {
        if (points == 0) {
            return true;
        }
        while (true) {
            var before = full.get();
            var start = Math.max(before, now);
            var after = start + nanos(cost);
            if (after - now > MINUTE && start > now) {
                return false;
            }
            if (full.compareAndSet(before, after)) {
                return true;
            }
        }
    }

    /// Whether nothing is left, so that there is no use in reading what is asked.
    boolean isSpent(long now) {
        return points > 0 && owed(now) + nanos(1) > MINUTE;
    }

    /// Why so many points are not given, and when they are.
    Refused refusal(long cost, long now) {
        var seconds = secondsUntil(cost, now);
        return new Refused(
                ErrorCode.RATE_LIMITED,
                "this costs %d points, and %d are left of %d in a minute (%s): ask again in %d seconds"
                        .formatted(cost, remaining(now), points, Limit.GRAPHQL_CLIENT_POINTS.label(), seconds),
                Map.of(RETRY_AFTER, seconds));
    }

    /// How many points there are; null for any number.
    @Nullable Long remaining(long now) {
        return points == 0 ? null : (long) Math.max(0, points * (double) (MINUTE - owed(now)) / MINUTE);
    }

    /// When all of them are back; null for any number.
    @Nullable Instant resetAt(long now) {
        return points == 0 ? null : Instant.now().plusNanos(owed(now)).truncatedTo(ChronoUnit.MILLIS);
    }

    private long secondsUntil(long cost, long now) {
        var wait = Math.min(owed(now), owed(now) + nanos(cost) - MINUTE);
        return Math.max(1, Duration.ofNanos(wait).plusMillis(999).toSeconds());
    }

    private long owed(long now) {
        return Math.max(0, full.get() - now);
    }

    private long nanos(long cost) {
        return points == 0 ? 0 : (long) (cost * (double) MINUTE / points);
    }
}

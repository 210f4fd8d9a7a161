package org.canonry.storage;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/// Where all randomness of a property test comes from. Print it in the failure message: `as(seed.toString())`.
///
/// @param value drawn anew at each run, or given by the system property `canonry.seed`
public record Seed(long value) {
    /// The seed of this run.
    public static Seed ofThisRun() {
        return new Seed(Long.getLong("canonry.seed", ThreadLocalRandom.current().nextLong()));
    }

    /// A source of randomness that begins at this seed; a new one at each call.
    public Random random() {
        return new Random(value);
    }

    @Override
    public String toString() {
        return "replay with -Dcanonry.seed=" + value;
    }
}

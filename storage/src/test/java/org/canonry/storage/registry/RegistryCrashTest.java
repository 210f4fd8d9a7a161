package org.canonry.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.canonry.storage.Seed;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Taking in and publishing, killed at random operations and begun again.
class RegistryCrashTest {
    private static final URI BASE = URI.create("http://localhost:8080/pkgs");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-05-06T07:08:09.010Z"), ZoneOffset.UTC);
    private static final int ROUNDS = 40;

    @TempDir
    Path folder;

    @Test
    void endsAsIfItHadNotBeenKilledWhereverItWas() throws IOException {
        var seed = Seed.ofThisRun();
        var random = seed.random();
        var tarballs = tarballs();
        var operations = new AtomicInteger();
        var undisturbed = undisturbed(tarballs, operations);
        for (int round = 0; round < ROUNDS; round++) {
            try (var bucket = LocalBucket.open(folder.resolve("round" + round))) {
                var survived = false;
                for (int kills = 0; !survived; kills++) {
                    // Later runs live longer, so that each round ends.
                    int last = random.nextInt(operations.get()) + kills * 5;
                    var dying = new DyingBucket(bucket, last, random.nextBoolean()).bucket();
                    survived = DyingBucket.survives(() -> run(dying, tarballs));
                }
                assertThat(Dump.of(bucket)).as("%s, round %d", seed, round).isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void isRightAtOnceAfterAKillAtAnyOneOperation() throws IOException {
        var tarballs = tarballs();
        var operations = new AtomicInteger();
        var undisturbed = undisturbed(tarballs, operations);
        for (int last = 0; last < operations.get(); last++) {
            try (var bucket = LocalBucket.open(folder.resolve("at" + last))) {
                var dying = new DyingBucket(bucket, last, last % 2 == 0).bucket();
                assertThat(DyingBucket.survives(() -> run(dying, tarballs))).as("operation %d", last).isFalse();
                run(bucket, tarballs);
                assertThat(Dump.of(bucket)).as("operation %d", last).isEqualTo(undisturbed);
            }
        }
    }

    private Map<String, String> undisturbed(List<Content> tarballs, AtomicInteger operations) throws IOException {
        try (var bucket = LocalBucket.open(folder.resolve("undisturbed"))) {
            var counting = new DyingBucket(bucket, Integer.MAX_VALUE, true);
            run(counting.bucket(), tarballs);
            operations.set(counting.operations());
            return Dump.of(bucket);
        }
    }

    /// Two batches, so that views are also brought up from where they were.
    private static void run(Bucket bucket, List<Content> tarballs) throws IOException {
        take(bucket, tarballs.subList(0, 3));
        take(bucket, tarballs);
    }

    private static void take(Bucket bucket, List<Content> tarballs) throws IOException {
        var registry = Registry.open(bucket, BASE, Limits.defaults(), CLOCK);
        for (var tarball : tarballs) {
            registry.take("x.tgz", tarball);
        }
        registry.publishViews((written, total) -> {});
    }

    private static List<Content> tarballs() throws IOException {
        var tarballs = new ArrayList<Content>();
        tarballs.add(Packages.content("a", "1.0.0-2.0.0", "one"));
        tarballs.add(Packages.content("a-1.0.0", "2.0.0", "two"));
        tarballs.add(Content.of("no tarball"));
        tarballs.add(Packages.content("a", "1.0.0", "three"));
        tarballs.add(Packages.content("a", "1.0.0", "other than three"));
        tarballs.add(Packages.content("b", "odd", "four"));
        return tarballs;
    }
}

package org.canonry.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.canonry.storage.Seed;
import org.canonry.storage.bucket.FlakyBucket.Moment;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlakyBucketTest {
    private static final Key A = Key.of("x/a");

    @TempDir
    Path folder;

    private final Seed seed = Seed.ofThisRun();

    /// While it does not fail, it is a bucket like any other.
    @Nested
    class Calm extends BucketContract {
        @Override
        protected Bucket empty() throws IOException {
            return flaky("calm").withRate(0);
        }
    }

    @Test
    void failsEveryTimeAtRateOne() throws IOException {
        try (var bucket = flaky("bucket").withRate(1)) {
            assertThatExceptionOfType(FlakyBucket.Injected.class).isThrownBy(() -> bucket.put(A, Content.of("x")));
            assertThatExceptionOfType(FlakyBucket.Injected.class).isThrownBy(() -> bucket.stat(A));
            assertThat(bucket.faults()).isEqualTo(2);
            assertThat(bucket.withRate(0).stat(A)).isEmpty();
        }
    }

    @Test
    void failsInTheSamePlacesForTheSameSeed() throws IOException {
        assertThat(faultsIn("one")).as(seed.toString()).isEqualTo(faultsIn("two")).isNotEmpty();
    }

    @Test
    void failsBeforeAndAfterAnEffect() throws IOException {
        try (var bucket = flaky("bucket").withRate(0.5)) {
            var moments = EnumSet.noneOf(Moment.class);
            var written = new TreeSet<Boolean>();
            for (int i = 0; i < 200; i++) {
                var key = Key.of("x/" + i);
                try {
                    bucket.withRate(0.5).putIfAbsent(key, Content.of("x"));
                } catch (FlakyBucket.Injected e) {
                    moments.add(e.moment());
                    written.add(bucket.withRate(0).stat(key).isPresent());
                }
            }
            assertThat(moments).as(seed.toString()).isEqualTo(EnumSet.of(Moment.BEFORE, Moment.AFTER));
            assertThat(written).as(seed.toString()).isEqualTo(Set.of(false, true));
        }
    }

    @Test
    void tearsReadsButNeverLies() throws IOException {
        try (var bucket = flaky("bucket")) {
            var text = "0123456789".repeat(1_000);
            bucket.withRate(0).put(A, Content.of(text));
            bucket.withRate(0.3);
            int torn = 0;
            for (int i = 0; i < 300; i++) {
                try (var object = bucket.read(A).orElseThrow()) {
                    assertThat(object.stream().readAllBytes()).asString().isEqualTo(text);
                } catch (FlakyBucket.Injected e) {
                    torn += e.moment() == Moment.WHILE_READING ? 1 : 0;
                }
            }
            assertThat(torn).as(seed.toString()).isPositive();
        }
    }

    private List<String> faultsIn(String name) throws IOException {
        var faults = new ArrayList<String>();
        try (var bucket = flaky(name)) {
            for (int i = 0; i < 100; i++) {
                try {
                    bucket.put(Key.of("x/" + i % 7), Content.of("x"));
                } catch (FlakyBucket.Injected e) {
                    faults.add(e.getMessage() + i);
                }
            }
        }
        return faults;
    }

    private FlakyBucket flaky(String name) throws IOException {
        return new FlakyBucket(LocalBucket.open(folder.resolve(name)), seed);
    }
}

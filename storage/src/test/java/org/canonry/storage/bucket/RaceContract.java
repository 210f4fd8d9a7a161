package org.canonry.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.canonry.storage.bucket.Racers.increment;
import static org.canonry.storage.bucket.Racers.together;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every bucket promises to many who read and write at once.
interface RaceContract extends TriedBucket {
    @Test
    default void ofManyWritersIfAbsentExactlyOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            var key = Key.of("race/" + round);
            var wins = together(8, i -> bucket().putIfAbsent(key, Content.of("writer " + i)));
            assertThat(wins).filteredOn(Optional::isPresent).hasSize(1);
            int winner = IntStream.range(0, 8).filter(i -> wins.get(i).isPresent()).sum();
            assertThat(text(key)).isEqualTo("writer " + winner);
        }
    }

    @Test
    default void ofManyCopiesIfAbsentExactlyOneWins() throws Exception {
        for (int i = 0; i < 8; i++) {
            bucket().put(Key.of("from/" + i), Content.of("writer " + i));
        }
        var wins = together(8, i -> bucket().copyIfAbsent(Key.of("from/" + i), A));
        assertThat(wins).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    default void noWriteIfUnchangedIsLostAmongMany() throws Exception {
        bucket().put(A, Content.of("0"));
        together(8, i -> {
            for (int step = 0; step < 10; step++) {
                increment(bucket(), A);
            }
            return Optional.empty();
        });
        assertThat(text(A)).isEqualTo("80");
    }

    @Test
    default void noReaderEverSeesAPartOfAnObject() throws Exception {
        bucket().put(A, Content.of(pattern(0)));
        var done = new AtomicInteger();
        together(4, i -> {
            if (i < 2) {
                for (int step = 0; step < 40; step++) {
                    bucket().put(A, Content.of(pattern(i * 40 + step)));
                }
                done.incrementAndGet();
            }
            while (i >= 2 && done.get() < 2) {
                assertWhole();
            }
            return Optional.empty();
        });
    }

    /// Bytes that are all the same, and whose number tells which.
    private static byte[] pattern(int number) {
        var bytes = new byte[100_000 + number];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private void assertWhole() throws IOException {
        try (var object = bucket().read(A).orElseThrow()) {
            var bytes = object.stream().readAllBytes();
            assertThat(bytes).hasSize(Math.toIntExact(object.info().sizeBytes()));
            assertThat(bytes).isEqualTo(pattern(bytes.length - 100_000));
        }
    }
}

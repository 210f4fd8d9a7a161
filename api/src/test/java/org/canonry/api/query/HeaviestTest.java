package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.canonry.storage.Seed;
import org.junit.jupiter.api.Test;

class HeaviestTest {
    @Test
    void findsWhatAWalkOverTheRangeFinds() {
        var seed = Seed.ofThisRun();
        var random = seed.random();
        for (var round = 0; round < 200; round++) {
            var weights = random.ints(1 + random.nextInt(70), 0, 12).toArray();
            var heaviest = new Heaviest(weights);
            for (var i = 0; i < 50; i++) {
                var from = random.nextInt(weights.length);
                var to = from + 1 + random.nextInt(weights.length - from);
                var walked = IntStream.range(from, to).boxed().max(Comparator.<Integer>comparingInt(thing -> weights[thing])
                        .thenComparing(Comparator.reverseOrder())).orElseThrow();
                assertThat(heaviest.in(from, to)).as("%s, from %d to %d", seed, from, to).isEqualTo(walked);
            }
        }
    }
}

package org.canonry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final double[] HUNDRED = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

    @Test
    void oneOfAHundredIsSlowerThanThe99thPercentile() {
        assertThat(Latencies.percentile(HUNDRED, 0.99)).isEqualTo(99);
        assertThat(Latencies.percentile(HUNDRED, 0.5)).isEqualTo(50);
    }

    @Test
    void ofASingleAnswerEveryPercentileIsThatOne() {
        assertThat(Latencies.percentile(new double[] {7}, 0.99)).isEqualTo(7);
        assertThat(Latencies.percentile(new double[] {7}, 0.5)).isEqualTo(7);
    }

    @Test
    void asksBothTheSameQuestionsInTurn() throws Exception {
        var asked = new ArrayList<String>();
        var latencies = Latencies.of(List.of("a", "b"), asked::add, question -> asked.add("plain " + question));
        assertThat(asked.subList(0, 4)).containsExactly("plain a", "plain b", "a", "b");
        assertThat(latencies.middle().measured().values()).hasSize(latencies.slowest().floor().values().size());
    }
}

package org.canonry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void takesTheMiddleOneOfAnOddNumber() {
        assertThat(Samples.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void takesWhatLiesBetweenTheMiddleTwoOfAnEvenNumber() {
        assertThat(Samples.of(1, 4, 2, 100).median()).isEqualTo(3);
    }

    @Test
    void tellsHowFarLeastAndMostLieApart() {
        assertThat(Samples.of(90, 100, 120).spread()).isEqualTo(0.3);
    }

    @Test
    void comparesEachWithWhatWasMeasuredBesideIt() {
        assertThat(Samples.of(2, 40, 6).over(Samples.of(4, 80, 8)).values()).containsExactly(0.5, 0.5, 0.75);
    }

    @Test
    void comparesNothingWithoutAPartner() {
        assertThatThrownBy(() -> Samples.of(1, 2).over(Samples.of(1))).hasMessage("2 measured against 1");
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> new Samples(List.of())).hasMessage("nothing was measured");
    }

    @Test
    void findsTheSlowestButOneInAHundred() {
        var nanos = LongStream.rangeClosed(1, 200).toArray();
        assertThat(Load.at(nanos, 0.5)).isEqualTo(100);
        assertThat(Load.at(nanos, 0.99)).isEqualTo(198);
        assertThat(Load.at(nanos, 1)).isEqualTo(200);
    }

    @Test
    void readsHeapsAsJavaDoes() {
        assertThat(MemoryRow.mebibytes("1g")).isEqualTo(1024);
        assertThat(MemoryRow.mebibytes("512M")).isEqualTo(512);
        assertThat(MemoryRow.mebibytes("2097152")).isEqualTo(2);
    }
}

package org.canonry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void holdsARatioToItsLimit() {
        assertThat(build(20).isMet()).isTrue();
        assertThat(build(19).isMet()).isFalse();
    }

    @Test
    void holdsAFigureToItsLimitWhateverTheRatio() {
        var target = Target.figureAtMost(3);
        assertThat(target.isMet(100, 3)).isTrue();
        assertThat(target.isMet(0.1, 3.1)).isFalse();
    }

    @Test
    void marksWhatMissesItsLimit() {
        assertThat(new Report(List.of(build(19))).table()).contains("0.19").contains("≥ 0.20 below the limit");
        assertThat(new Report(List.of(build(20))).table()).contains("≥ 0.20").doesNotContain("below");
    }

    @Test
    void showsASmallRatioToo() {
        assertThat(Report.ratio(0.191)).isEqualTo("0.19");
        assertThat(Report.ratio(0.00054)).isEqualTo("0.00054");
    }

    @Test
    void putsColumnsBelowOneAnother() {
        assertThat(Columns.aligned(List.of(List.of("a", "b", "c"), List.of("long", "b", "tail"))))
                .isEqualTo("a     b  c\nlong  b  tail\n");
    }

    @Test
    void isMetOnlyWhenEveryRowIs() {
        assertThat(new Report(List.of(build(20), build(21))).allMet()).isTrue();
        assertThat(new Report(List.of(build(20), build(19))).allMet()).isFalse();
    }

    @Test
    void writesEveryFieldOfARow() {
        var json = JSON.readTree(new Report(List.of(build(19).with(Map.of("seconds", 4.0)))).json(Map.of("commit", "abc")));
        assertThat(json.path("commit").asString()).isEqualTo("abc");
        var row = json.path("rows").path(0);
        assertThat(row.path("row").asString()).isEqualTo("build");
        assertThat(row.path("ratio").asDouble()).isEqualTo(0.19);
        assertThat(row.path("limit").asString()).isEqualTo("≥ 0.20");
        assertThat(row.path("met").asBoolean()).isFalse();
        assertThat(row.path("floor").asDouble()).isEqualTo(100);
        assertThat(row.path("measured").asDouble()).isEqualTo(19);
        assertThat(row.path("unit").asString()).isEqualTo("MB/s");
        assertThat(row.path("runs").asInt()).isEqualTo(3);
        assertThat(row.path("spread").asDouble()).isZero();
        assertThat(row.path("details").path("seconds").asDouble()).isEqualTo(4);
        assertThat(row.has("loadAverage")).isTrue();
    }

    private static Measurement build(double megabytes) {
        return new Measurement(
                Row.BUILD, "build", "MB/s", Samples.of(megabytes, megabytes, megabytes), "gunzip", Samples.of(100, 100, 100),
                Target.ratioAtLeast(0.20), "work");
    }
}

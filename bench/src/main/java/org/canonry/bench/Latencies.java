package org.canonry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How long single answers take, and those of something plain that is asked the same in turn: the one in the middle, and the one that one of a hundred
/// is slower than.
///
/// @param middle half of the answers, in nanoseconds, each round
/// @param slowest the 99th percentile
record Latencies(Rounds middle, Rounds slowest) {
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 5;
    private static final double MIDDLE = 0.5;
    private static final double SLOWEST = 0.99;

    /// Answers one question.
    @FunctionalInterface
    interface Answering<T> {
        void answer(T question) throws IOException;
    }

    /// Asks every question in each round, some rounds before they count.
    static <T> Latencies of(List<T> questions, Answering<T> measured, Answering<T> plain) throws IOException {
        var ours = new ArrayList<double[]>();
        var beside = new ArrayList<double[]>();
        for (var round = 0; round < WARM_UPS + ROUNDS; round++) {
            var floor = sorted(questions, plain);
            var times = sorted(questions, measured);
            if (round >= WARM_UPS) {
                ours.add(times);
                beside.add(floor);
            }
        }
        return new Latencies(rounds(ours, beside, MIDDLE), rounds(ours, beside, SLOWEST));
    }

    private static <T> double[] sorted(List<T> questions, Answering<T> answering) throws IOException {
        var times = new double[questions.size()];
        for (var i = 0; i < times.length; i++) {
            var question = questions.get(i);
            times[i] = ((Work) () -> answering.answer(question)).nanos();
        }
        Arrays.sort(times);
        return times;
    }

    private static Rounds rounds(List<double[]> ours, List<double[]> beside, double share) {
        return new Rounds(new Samples(at(ours, share)), new Samples(at(beside, share)));
    }

    private static List<Double> at(List<double[]> rounds, double share) {
        return rounds.stream().map(times -> percentile(times, share)).toList();
    }

    /// The least of `sorted` that at least `share` of them do not exceed.
    static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}

package org.canonry.api.relevance;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// How good an answer is, or several on average; each number from 0 to 1.
///
/// @param reciprocalRank 1 / rank of the first url of grade 2 or 3 among the first ten, else 0 (MRR@10)
/// @param gain discounted gain of the first ten, 2^grade - 1 over log2(rank + 1), of what the best order has (nDCG@10)
/// @param first whether the first url is of grade 2 or 3 (S@1)
/// @param firstThree whether one of the first three is
/// @param firstTen whether one of the first ten is
public record Score(double reciprocalRank, double gain, double first, double firstThree, double firstTen) {
    /// So many of an answer count.
    static final int DEPTH = 10;

    private static final int GOOD = 2;

    /// Of an answer.
    ///
    /// @param urls what was found, the best first, each once
    /// @param grades of the urls that are wanted
    static Score of(List<String> urls, Map<String, Integer> grades) {
        var found = urls.stream().limit(DEPTH).map(url -> grades.getOrDefault(url, 0)).toList();
        var best = grades.values().stream().sorted(Comparator.reverseOrder()).limit(DEPTH).toList();
        var ideal = gain(best);
        var rank = firstGood(found);
        return new Score(rank == 0 ? 0 : 1.0 / rank, ideal == 0 ? 0 : gain(found) / ideal, within(rank, 1), within(rank, 3), within(rank, DEPTH));
    }

    private static double gain(List<Integer> grades) {
        var gain = 0.0;
        for (var i = 0; i < grades.size(); i++) {
            gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return gain;
    }

    /// From 1; 0 when there is none.
    private static int firstGood(List<Integer> grades) {
        for (var i = 0; i < grades.size(); i++) {
            if (grades.get(i) >= GOOD) {
                return i + 1;
            }
        }
        return 0;
    }

    private static double within(int rank, int most) {
        return rank > 0 && rank <= most ? 1 : 0;
    }

    /// The average of some; all zero when there are none.
    static Score mean(Collection<Score> scores) {
        return new Score(
                mean(scores, Score::reciprocalRank), mean(scores, Score::gain), mean(scores, Score::first), mean(scores, Score::firstThree),
                mean(scores, Score::firstTen));
    }

    private static double mean(Collection<Score> scores, ToDoubleFunction<Score> number) {
        return scores.stream().mapToDouble(number).average().orElse(0);
    }
}

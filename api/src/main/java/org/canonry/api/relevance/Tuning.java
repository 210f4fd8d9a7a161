package org.canonry.api.relevance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.canonry.api.query.Weight;
import org.canonry.api.query.Weights;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;

/// Finds weights that score better on judged queries, one weight at a time, and tells by cross-validation whether that is worth anything on queries that it
/// has not seen.
///
/// A weight is made greater and smaller by steps as long as nDCG@10 rises by more than a grain; so many passes over all weights, in an order drawn from a
/// seed. For the same queries, snapshot and seed the result is the same.
public final class Tuning {
    private static final float[] STEPS = {1.5f, 1 / 1.5f};

    /// A rise below it is chance: half a query in a hundred that moves by one place.
    private static final double GRAIN = 0.001;

    private final List<Judged> queries;
    private final Snapshot snapshot;
    private final Limits limits;
    private final int passes;
    private final long seed;
    private final Map<Weights, double[]> known = new HashMap<>();

    /// @param passes over all weights
    /// @param seed of the order of weights, and of the folds
    public Tuning(Collection<Judged> queries, Snapshot snapshot, Limits limits, int passes, long seed) {
        this.queries = List.copyOf(queries);
        this.snapshot = snapshot;
        this.limits = limits;
        this.passes = passes;
        this.seed = seed;
    }

    /// What tuning did to queries, on average.
    ///
    /// @param before nDCG@10 with the weights that it started from
    /// @param after nDCG@10 with those that it found
    public record Effect(double before, double after) {}

    /// One fold: tuned on the queries outside it.
    ///
    /// @param train the queries that it was tuned on
    /// @param heldOut those of the fold
    public record Fold(Effect train, Effect heldOut) {}

    /// The weights that are best for all queries.
    ///
    /// @param told about each change, in words
    public Weights best(Consumer<String> told) {
        return ascend(IntStream.range(0, queries.size()).toArray(), told);
    }

    /// Tunes on all folds but one, for each; every fold has its share of every category.
    public List<Fold> crossValidate(int folds, Consumer<String> told) {
        var results = new ArrayList<Fold>();
        var members = folds(folds);
        for (var fold = 0; fold < folds; fold++) {
            var out = members.get(fold);
            var in = IntStream.range(0, queries.size()).filter(query -> Arrays.stream(out).noneMatch(other -> other == query)).toArray();
            told.accept("fold %d of %d".formatted(fold + 1, folds));
            var tuned = ascend(in, told);
            results.add(new Fold(effect(in, tuned), effect(out, tuned)));
        }
        return results;
    }

    private Effect effect(int[] some, Weights tuned) {
        return new Effect(mean(Weights.TUNED, some), mean(tuned, some));
    }

    private List<int[]> folds(int count) {
        var members = IntStream.range(0, count).mapToObj(fold -> new ArrayList<Integer>()).toList();
        var random = new Random(seed);
        var next = 0;
        for (var category : byCategory().values()) {
            Collections.shuffle(category, random);
            for (var query : category) {
                members.get(next++ % count).add(query);
            }
        }
        return members.stream().map(fold -> fold.stream().mapToInt(Integer::intValue).toArray()).toList();
    }

    private Map<String, List<Integer>> byCategory() {
        return IntStream.range(0, queries.size())
                .boxed()
                .collect(Collectors.groupingBy(query -> queries.get(query).category(), LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private Weights ascend(int[] some, Consumer<String> told) {
        var order = new ArrayList<>(List.of(Weight.values()));
        Collections.shuffle(order, new Random(seed));
        var best = Weights.TUNED;
        for (var pass = 0; pass < passes; pass++) {
            for (var weight : order) {
                best = climb(best, weight, some, told);
            }
        }
        return best;
    }

    private Weights climb(Weights from, Weight weight, int[] some, Consumer<String> told) {
        var best = from;
        for (var step : STEPS) {
            for (var next = stepped(best, weight, step); mean(next, some) > mean(best, some) + GRAIN; next = stepped(best, weight, step)) {
                best = next;
                told.accept("%s %.3f: %.4f".formatted(weight, best.of(weight), mean(best, some)));
            }
        }
        return best;
    }

    private static Weights stepped(Weights weights, Weight weight, float step) {
        return weights.with(weight, weight.bounded(weights.of(weight) * step));
    }

    private double mean(Weights weights, int[] some) {
        var gains = known.computeIfAbsent(weights, this::gains);
        return Arrays.stream(some).mapToDouble(query -> gains[query]).average().orElse(0);
    }

    private double[] gains(Weights weights) {
        return queries.parallelStream().mapToDouble(query -> gain(query, weights)).toArray();
    }

    private double gain(Judged query, Weights weights) {
        try {
            return Run.of(List.of(query), snapshot, weights, limits).score(query).gain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

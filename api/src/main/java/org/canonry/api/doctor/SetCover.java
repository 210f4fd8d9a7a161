package org.canonry.api.doctor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The fewest sets that together have everything.
///
/// First as many as the greedy rule needs: always the set with most of what is left. Then it is tried whether fewer do, from none upwards, by going
/// through the sets that have the item which fewest sets have. That is exact and may take long, so it is given up after so many steps: what the
/// greedy rule found is then the answer, and it says that fewer might do. Of several answers as short, the one of earlier sets is taken as far as
/// the search meets it first.
///
/// @param chosen indexes of the sets, ascending
/// @param smallest whether it is certain that no fewer sets do
record SetCover(List<Integer> chosen, boolean smallest) {

    /// @param sets the items that each has; items that no set has are passed over
    /// @param steps how many choices may be tried
    static SetCover of(List<BitSet> sets, long steps) {
        var items = new BitSet();
        sets.forEach(items::or);
        var greedy = greedy(sets, items);
        var search = new Search(sets, steps);
        for (var size = 0; size < greedy.size(); size++) {
            var found = search.cover(items, size);
            if (search.isOver()) {
                return new SetCover(sorted(greedy), false);
            }
            if (found.isPresent()) {
                return new SetCover(sorted(found.get()), true);
            }
        }
        return new SetCover(sorted(greedy), true);
    }

    private static List<Integer> sorted(List<Integer> chosen) {
        return chosen.stream().sorted().toList();
    }

    private static List<Integer> greedy(List<BitSet> sets, BitSet items) {
        var chosen = new ArrayList<Integer>();
        var left = (BitSet) items.clone();
        while (!left.isEmpty()) {
            var best = IntStream.range(0, sets.size())
                    .boxed()
                    .max(Comparator.comparingInt((Integer set) -> common(sets.get(set), left)).thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
            chosen.add(best);
            left.andNot(sets.get(best));
        }
        return chosen;
    }

    private static int common(BitSet one, BitSet other) {
        var both = (BitSet) one.clone();
        both.and(other);
        return both.cardinality();
    }

    /// Tries all ways to choose so many sets, as far as its steps reach.
    private static final class Search {
        private final List<BitSet> sets;
        private long steps;

        Search(List<BitSet> sets, long steps) {
            this.sets = sets;
            this.steps = steps;
        }

        boolean isOver() {
            return steps < 0;
        }

        /// At most `size` sets that have all that is left; empty when there are none, or when the steps are used up.
        Optional<List<Integer>> cover(BitSet left, int size) {
            if (left.isEmpty()) {
                return Optional.of(List.of());
            }
            if (size == 0 || steps-- <= 0 || most(left) * (long) size < left.cardinality()) {
                return Optional.empty();
            }
            for (var set : scarcest(left)) {
                var rest = (BitSet) left.clone();
                rest.andNot(sets.get(set));
                var found = cover(rest, size - 1);
                if (found.isPresent()) {
                    var chosen = new ArrayList<>(found.get());
                    chosen.add(set);
                    return Optional.of(chosen);
                }
            }
            return Optional.empty();
        }

        /// How much of what is left one set can have.
        private int most(BitSet left) {
            return sets.stream().mapToInt(set -> common(set, left)).max().orElse(0);
        }

        /// The sets that have the item which fewest of them have: one of these must be chosen.
        private List<Integer> scarcest(BitSet left) {
            @Nullable List<Integer> fewest = null;
            for (var item = left.nextSetBit(0); item >= 0; item = left.nextSetBit(item + 1)) {
                var having = having(item);
                if (fewest == null || having.size() < fewest.size()) {
                    fewest = having;
                }
            }
            return fewest == null ? List.of() : fewest;
        }

        private List<Integer> having(int item) {
            return IntStream.range(0, sets.size()).filter(set -> sets.get(set).get(item)).boxed().toList();
        }
    }
}

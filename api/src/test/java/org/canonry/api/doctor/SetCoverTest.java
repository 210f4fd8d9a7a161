package org.canonry.api.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.canonry.storage.Seed;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SetCoverTest {
    private static final long PLENTY = 1_000_000;

    @RepeatedTest(300)
    void isAsSmallAsTheSmallestOfAllWays() {
        var seed = Seed.ofThisRun();
        var sets = draw(seed.random());
        var cover = SetCover.of(sets, PLENTY);
        assertThat(cover.smallest()).as("%s", seed).isTrue();
        assertThat(union(sets, cover.chosen())).as("%s", seed).isEqualTo(union(sets, all(sets)));
        assertThat(cover.chosen()).as("%s", seed).hasSize(smallest(sets)).doesNotHaveDuplicates().isSorted();
    }

    @RepeatedTest(100)
    void coversEverythingAlsoWhenItMayTryNothing() {
        var seed = Seed.ofThisRun();
        var sets = draw(seed.random());
        var cover = SetCover.of(sets, 0);
        assertThat(union(sets, cover.chosen())).as("%s", seed).isEqualTo(union(sets, all(sets)));
        assertThat(cover.smallest()).as("%s", seed).isEqualTo(cover.chosen().size() <= 1);
    }

    /// The greedy rule takes the third set first, and then needs both others.
    @Test
    void findsWhatTheGreedyRuleMisses() {
        var sets = List.of(set(0, 1, 2), set(3, 4, 5), set(1, 2, 3, 4));
        assertThat(SetCover.of(sets, PLENTY)).isEqualTo(new SetCover(List.of(0, 1), true));
        assertThat(SetCover.of(sets, 1)).isEqualTo(new SetCover(List.of(0, 1, 2), false));
    }

    @Test
    void prefersEarlierSets() {
        assertThat(SetCover.of(List.of(set(0), set(0), set(1), set(1)), PLENTY).chosen()).containsExactly(0, 2);
    }

    @Test
    void choosesNothingFromNothing() {
        assertThat(SetCover.of(List.of(), PLENTY)).isEqualTo(new SetCover(List.of(), true));
    }

    @Test
    void givesUpSoonWhereTheSearchIsLong() {
        var random = new Random(7);
        var sets = IntStream.range(0, 60).mapToObj(number -> drawSet(random, 200, 0.1)).toList();
        var cover = SetCover.of(sets, 2_000);
        assertThat(cover.smallest()).isFalse();
        assertThat(union(sets, cover.chosen())).isEqualTo(union(sets, all(sets)));
    }

    private static List<BitSet> draw(Random random) {
        var items = 1 + random.nextInt(12);
        var share = 0.1 + random.nextDouble() * 0.5;
        return IntStream.range(0, random.nextInt(10)).mapToObj(number -> drawSet(random, items, share)).toList();
    }

    private static BitSet drawSet(Random random, int items, double share) {
        return set(IntStream.range(0, items).filter(item -> random.nextDouble() < share).toArray());
    }

    private static BitSet set(int... items) {
        var set = new BitSet();
        IntStream.of(items).forEach(set::set);
        return set;
    }

    private static BitSet union(List<BitSet> sets, List<Integer> chosen) {
        var union = new BitSet();
        chosen.forEach(index -> union.or(sets.get(index)));
        return union;
    }

    private static List<Integer> all(List<BitSet> sets) {
        return IntStream.range(0, sets.size()).boxed().toList();
    }

    /// By trying every choice there is.
    private static int smallest(List<BitSet> sets) {
        var everything = union(sets, all(sets));
        return IntStream.range(0, 1 << sets.size())
                .filter(choice -> union(sets, chosen(choice)).equals(everything))
                .map(Integer::bitCount)
                .min()
                .orElseThrow();
    }

    private static List<Integer> chosen(int choice) {
        var chosen = new ArrayList<Integer>();
        for (var index = 0; choice >> index != 0; index++) {
            if ((choice >> index & 1) == 1) {
                chosen.add(index);
            }
        }
        return chosen;
    }
}

package org.canonry.api.query;

/// Finds the heaviest of any range of things that are numbered, in the time that the number of digits of their count takes. Of equally heavy ones, the first.
/// Immutable.
final class Heaviest {
    private final int[] weights;

    /// Each is the heavier of the two below it: those at twice its place, and beside. The things themselves are at `weights.length` and behind.
    private final int[] tree;

    Heaviest(int[] weights) {
        this.weights = weights.clone();
        this.tree = new int[2 * weights.length];
        for (var thing = 0; thing < weights.length; thing++) {
            tree[weights.length + thing] = thing;
        }
        for (var place = weights.length - 1; place > 0; place--) {
            tree[place] = heavier(tree[2 * place], tree[2 * place + 1]);
        }
    }

    int weight(int thing) {
        return weights[thing];
    }

    /// @param from the first of the range, which must not be empty
    /// @param to behind its last
    int in(int from, int to) {
        var heaviest = from;
        var left = from + weights.length;
        var right = to + weights.length;
        while (left < right) {
            if ((left & 1) == 1) {
                heaviest = heavier(heaviest, tree[left++]);
            }
            if ((right & 1) == 1) {
                heaviest = heavier(heaviest, tree[--right]);
            }
            left >>= 1;
            right >>= 1;
        }
        return heaviest;
    }

    private int heavier(int one, int other) {
        if (weights[one] != weights[other]) {
            return weights[one] > weights[other] ? one : other;
        }
        return Math.min(one, other);
    }
}

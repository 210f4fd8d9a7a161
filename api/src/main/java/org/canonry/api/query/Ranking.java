package org.canonry.api.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Hits in their order, of which a window is wanted. The order is total: first the key below, then url, package version and file name.
final class Ranking {
    private final Folds folds;
    private final SnapshotColumns columns;
    private final CanonicalSort sort;
    private final Comparator<Ranked> order = Comparator.comparingLong(Ranked::key).thenComparingInt(Ranked::place);

    Ranking(Folds folds, SnapshotColumns columns, CanonicalSort sort) {
        this.folds = folds;
        this.columns = columns;
        this.sort = sort;
    }

    /// @param hit its number among the hits
    /// @param key by which it is ordered, the lowest first
    /// @param place by which equal keys are ordered
    record Ranked(int hit, long key, int place) {}

    /// @param hits in order
    /// @param hasPrevious whether there are hits ahead of them
    /// @param hasNext whether there are hits behind them
    record Part(List<Ranked> hits, boolean hasPrevious, boolean hasNext) {}

    /// The part of the hits that lies between two places.
    ///
    /// @param after only hits behind it
    /// @param before only hits ahead of it
    Part between(Place after, Place before, int size, boolean forward) {
        var kept = new PriorityQueue<Ranked>(size + 1, forward ? order.reversed() : order);
        var between = 0;
        var ahead = 0;
        for (var hit = 0; hit < folds.size(); hit++) {
            var key = key(hit);
            var place = columns.place(folds.shown(hit));
            if (!after.isAheadOf(key, place)) {
                ahead++;
            } else if (before.isBehind(key, place)) {
                between++;
                keep(kept, new Ranked(hit, key, place), size);
            }
        }
        var cut = between - kept.size();
        var behind = folds.size() - ahead - between;
        var hits = new ArrayList<>(kept);
        hits.sort(order);
        return new Part(hits, ahead + (forward ? 0 : cut) > 0, behind + (forward ? cut : 0) > 0);
    }

    private static void keep(PriorityQueue<Ranked> kept, Ranked ranked, int size) {
        var worst = kept.peek();
        if (kept.size() == size && worst != null && kept.comparator().compare(ranked, worst) <= 0) {
            return;
        }
        kept.add(ranked);
        if (kept.size() > size) {
            kept.poll();
        }
    }

    /// What hits are ordered by first. Scores are not negative, so that the bits of a higher one are the higher number.
    private long key(int hit) {
        return switch (sort) {
            case RELEVANCE -> -(long) Float.floatToIntBits(folds.score(hit));
            case URL -> 0;
            case DATE -> -Math.max(columns.date(folds.shown(hit)), -Long.MAX_VALUE);
        };
    }

    /// A place between hits.
    ///
    /// @param key of the hits there
    /// @param from the first [SnapshotColumns#place] that is meant
    /// @param to the first one behind
    record Place(long key, int from, int to) {
        static final Place START = new Place(Long.MIN_VALUE, -1, -1);
        static final Place END = new Place(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

        /// Whether a hit lies behind this place.
        boolean isAheadOf(long otherKey, int place) {
            return otherKey > key || (otherKey == key && place >= to);
        }

        /// Whether a hit lies ahead of this place.
        boolean isBehind(long otherKey, int place) {
            return otherKey < key || (otherKey == key && place < from);
        }
    }
}

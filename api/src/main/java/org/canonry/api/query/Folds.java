package org.canonry.api.query;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Matches put together to hits: by url, or each for itself.
///
/// Hit `h` stands for the matches `members[starts[h]] … members[starts[h + 1] - 1]`, given as documents.
final class Folds {
    private final int size;
    private final int[] starts;
    private final int[] members;
    private final int[] shown;
    private final float[] scores;
    private final int[] scored;

    private Folds(int size, int[] starts, int[] members, int[] shown, float[] scores, int[] scored) {
        this.size = size;
        this.starts = starts;
        this.members = members;
        this.shown = shown;
        this.scores = scores;
        this.scored = scored;
    }

    /// @param rank of documents: of those that a hit stands for, the one with the lowest is shown
    static Folds of(Matches matches, Collapse collapse, SnapshotColumns columns, Merits merits, IntUnaryOperator rank) {
        return switch (collapse) {
            case URL -> byUrl(matches, columns, merits, rank);
            case NONE -> each(matches, merits);
        };
    }

    private static Folds each(Matches matches, Merits merits) {
        var size = matches.size();
        var starts = new int[size + 1];
        var docs = new int[size];
        var scores = new float[size];
        for (var i = 0; i < size; i++) {
            starts[i + 1] = i + 1;
            docs[i] = matches.doc(i);
            scores[i] = score(matches, i, merits);
        }
        return new Folds(size, starts, docs, docs, scores, docs);
    }

    private static Folds byUrl(Matches matches, SnapshotColumns columns, Merits merits, IntUnaryOperator rank) {
        var hitOfUrl = new int[columns.urlCount()];
        Arrays.fill(hitOfUrl, -1);
        var hitOfMatch = new int[matches.size()];
        var size = 0;
        for (var i = 0; i < matches.size(); i++) {
            var url = columns.url(matches.doc(i));
            if (hitOfUrl[url] < 0) {
                hitOfUrl[url] = size++;
            }
            hitOfMatch[i] = hitOfUrl[url];
        }
        return gathered(matches, hitOfMatch, size, merits, rank);
    }

    private static Folds gathered(Matches matches, int[] hitOfMatch, int size, Merits merits, IntUnaryOperator rank) {
        var starts = new int[size + 1];
        for (var hit : hitOfMatch) {
            starts[hit + 1]++;
        }
        for (var hit = 0; hit < size; hit++) {
            starts[hit + 1] += starts[hit];
        }
        var next = Arrays.copyOf(starts, size);
        var folds = new Folds(size, starts, new int[hitOfMatch.length], new int[size], new float[size], new int[size]);
        for (var i = 0; i < hitOfMatch.length; i++) {
            var hit = hitOfMatch[i];
            var score = score(matches, i, merits);
            if (next[hit] == starts[hit] || score > folds.scores[hit]) {
                folds.scores[hit] = score;
                folds.scored[hit] = matches.doc(i);
            }
            folds.members[next[hit]++] = matches.doc(i);
        }
        for (var hit = 0; hit < size; hit++) {
            folds.shown[hit] = folds.preferred(hit, rank);
        }
        return folds;
    }

    private static float score(Matches matches, int index, Merits merits) {
        return matches.score(index) * merits.of(matches.doc(index));
    }

    private int preferred(int hit, IntUnaryOperator rank) {
        var best = members[starts[hit]];
        for (var i = starts[hit] + 1; i < starts[hit + 1]; i++) {
            best = rank.applyAsInt(members[i]) < rank.applyAsInt(best) ? members[i] : best;
        }
        return best;
    }

    /// Number of hits.
    int size() {
        return size;
    }

    /// The document that is shown for a hit.
    int shown(int hit) {
        return shown[hit];
    }

    /// The best score of the hit's matches.
    float score(int hit) {
        return scores[hit];
    }

    /// The document that has the hit's score.
    int scored(int hit) {
        return scored[hit];
    }

    /// The best score of all hits; 0 when there are none.
    float bestScore() {
        var best = 0f;
        for (var score : scores) {
            best = Math.max(best, score);
        }
        return best;
    }

    /// How many matches the hit stands for beside the one that is shown.
    int folded(int hit) {
        return starts[hit + 1] - starts[hit] - 1;
    }

    /// How many hits have a match with each of the field's values: an array by the values' ordinals.
    int[] count(FacetColumn column) {
        var counts = new int[column.size()];
        var counted = new int[counts.length];
        for (var hit = 0; hit < size; hit++) {
            for (var i = starts[hit]; i < starts[hit + 1]; i++) {
                for (var ordinal : column.of(members[i])) {
                    if (counted[ordinal] <= hit) {
                        counted[ordinal] = hit + 1;
                        counts[ordinal]++;
                    }
                }
            }
        }
        return counts;
    }
}

package org.canonry.bench;

import java.io.IOException;
import java.util.ArrayList;

/// Something, and what is plain beside it, timed in turn, so that what else runs on the machine slows down both alike.
///
/// @param measured how long one took, in nanoseconds, each round
/// @param floor how long one of the plain ones took
record Rounds(Samples measured, Samples floor) {
    private static final int WARM_UPS = 6;
    private static final int ROUNDS = 7;

    /// A few rounds to warm up, then those that count.
    ///
    /// @param count how many `work` does
    /// @param plainCount how many `plain` does
    static Rounds of(Work work, int count, Work plain, int plainCount) throws IOException {
        var measured = new ArrayList<Double>();
        var floor = new ArrayList<Double>();
        for (var round = 0; round < WARM_UPS + ROUNDS; round++) {
            var beside = plain.nanos() / plainCount;
            var one = work.nanos() / count;
            if (round >= WARM_UPS) {
                floor.add(beside);
                measured.add(one);
            }
        }
        return new Rounds(new Samples(measured), new Samples(floor));
    }

    /// The same in a unit of so many nanoseconds.
    Rounds in(double nanos) {
        return new Rounds(measured.dividedBy(nanos), floor.dividedBy(nanos));
    }
}

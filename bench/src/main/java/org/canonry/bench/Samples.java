package org.canonry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// What one thing measured, several times.
///
/// @param values in the order in which they were measured; one at least
record Samples(List<Double> values) {
    Samples {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        values = List.copyOf(values);
    }

    static Samples of(double... values) {
        return new Samples(DoubleStream.of(values).boxed().toList());
    }

    /// The one in the middle; between the two in the middle where their number is even.
    double median() {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /// How far least and most lie apart, as a part of the median; 0 when it is.
    double spread() {
        return median() == 0 ? 0 : (most() - least()) / median();
    }

    /// The same in a unit that is so many of theirs.
    Samples dividedBy(double unit) {
        return new Samples(values.stream().map(value -> value / unit).toList());
    }

    /// Each of these against that of `floor` that was measured beside it, so that what slowed both down does not show.
    ///
    /// @throws IllegalArgumentException when they are not as many
    Samples over(Samples floor) {
        if (floor.values.size() != values.size()) {
            throw new IllegalArgumentException("%d measured against %d".formatted(values.size(), floor.values.size()));
        }
        var ratios = new ArrayList<Double>(values.size());
        for (var i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / floor.values.get(i));
        }
        return new Samples(ratios);
    }
}

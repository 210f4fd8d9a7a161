package org.canonry.bench;

import java.util.Locale;

/// What a figure is held to.
///
/// @param of which figure of a measurement
/// @param sense on which side of `bound` it is good
/// @param bound itself good
record Target(Of of, Sense sense, double bound) {
    /// A figure of a measurement.
    enum Of { RATIO, FIGURE }

    /// On which side it is good.
    enum Sense { AT_LEAST, AT_MOST }

    static Target ratioAtLeast(double bound) {
        return new Target(Of.RATIO, Sense.AT_LEAST, bound);
    }

    static Target ratioAtMost(double bound) {
        return new Target(Of.RATIO, Sense.AT_MOST, bound);
    }

    static Target figureAtMost(double bound) {
        return new Target(Of.FIGURE, Sense.AT_MOST, bound);
    }

    boolean isMet(double ratio, double figure) {
        var value = switch (of) {
            case RATIO -> ratio;
            case FIGURE -> figure;
        };
        return switch (sense) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
        };
    }

    /// What is said of a figure on the wrong side.
    String miss() {
        return switch (sense) {
            case AT_LEAST -> "below the limit";
            case AT_MOST -> "above the limit";
        };
    }

    String text(String unit) {
        var sign = switch (sense) {
            case AT_LEAST -> "≥";
            case AT_MOST -> "≤";
        };
        return of == Of.RATIO
                ? String.format(Locale.ROOT, "%s %.2f", sign, bound)
                : String.format(Locale.ROOT, "%s %.1f %s", sign, bound, unit);
    }
}

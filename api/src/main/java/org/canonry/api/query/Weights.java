package org.canonry.api.query;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A value for each [Weight]. Immutable.
public final class Weights {
    /// Those that every search has.
    public static final Weights TUNED = new Weights(tuned());

    private final float[] values;

    private Weights(float[] values) {
        this.values = values;
    }

    private static float[] tuned() {
        var all = Weight.values();
        var values = new float[all.length];
        for (var weight : all) {
            values[weight.ordinal()] = weight.tuned();
        }
        return values;
    }

    /// The value of one.
    public float of(Weight weight) {
        return values[weight.ordinal()];
    }

    /// These, but for one.
    public Weights with(Weight weight, float value) {
        var changed = values.clone();
        changed[weight.ordinal()] = value;
        return new Weights(changed);
    }

    /// Equal values are equal weights.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Weights weights && Arrays.equals(values, weights.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}

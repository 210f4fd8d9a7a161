package org.canonry.storage.limits;

import java.util.EnumMap;
import java.util.Map;

/// The bounds in force: the defaults of [Limit], or values set in their place. Immutable.
public final class Limits {
    private static final Limits DEFAULTS = new Limits(Map.of());

    private final Map<Limit, Long> values;

    private Limits(Map<Limit, Long> values) {
        this.values = values;
    }

    /// Every limit at its default.
    public static Limits defaults() {
        return DEFAULTS;
    }

    /// These limits with one of them set to `value`, in the limit's unit.
    ///
    /// @throws IllegalArgumentException when `value` is negative
    public Limits with(Limit limit, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s must not be negative: %d".formatted(limit.label(), value));
        }
        var changed = new EnumMap<Limit, Long>(Limit.class);
        changed.putAll(values);
        changed.put(limit, value);
        return new Limits(changed);
    }

    /// The value in force, in the limit's unit.
    public long of(Limit limit) {
        return values.getOrDefault(limit, limit.defaultValue());
    }

    /// The value in force, where the limit is known to fit an `int`.
    ///
    /// @throws ArithmeticException when it does not
    public int intOf(Limit limit) {
        return Math.toIntExact(of(limit));
    }

    /// How an error names a limit: `line_bytes (67108864 bytes)`.
    public String describe(Limit limit) {
        return "%s (%d %s)".formatted(limit.label(), of(limit), limit.unit().label());
    }
}

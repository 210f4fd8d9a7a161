package org.canonry.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of the table: something measured, and something plain that was measured beside it.
///
/// @param row by which it is asked for
/// @param what was measured
/// @param measured in `unit`
/// @param against what the floor is
/// @param floor in `unit`, as often as `measured`
/// @param target what it is held to; null for nothing
/// @param boundBy what keeps it from being better, in words
/// @param details what else is worth knowing, by name
/// @param loadAverage of the machine over the last minute, when the measurement ended; negative where it cannot be told
record Measurement(
        Row row,
        String what,
        String unit,
        Samples measured,
        String against,
        Samples floor,
        @Nullable Target target,
        String boundBy,
        Map<String, Double> details,
        double loadAverage) {

    Measurement(
            Row row, String what, String unit, Samples measured, String against, Samples floor, @Nullable Target target, String boundBy) {
        this(row, what, unit, measured, against, floor, target, boundBy, Map.of(), Machine.loadAverage());
    }

    Measurement with(Map<String, Double> more) {
        return new Measurement(row, what, unit, measured, against, floor, target, boundBy, more, loadAverage);
    }

    /// Measured over floor; the median of the pairs.
    double ratio() {
        return measured.over(floor).median();
    }

    boolean isMet() {
        return target == null || target.isMet(ratio(), measured.median());
    }

    /// The fields of a result file.
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("row", row.word());
        fields.put("what", what);
        fields.put("ratio", ratio());
        if (target != null) {
            fields.put("limit", target.text(unit));
            fields.put("met", isMet());
        }
        fields.put("against", against);
        fields.put("floor", floor.median());
        fields.put("measured", measured.median());
        fields.put("unit", unit);
        fields.put("runs", measured.values().size());
        fields.put("spread", measured.spread());
        fields.put("ratioSpread", measured.over(floor).spread());
        fields.put("details", details);
        fields.put("boundBy", boundBy);
        fields.put("loadAverage", loadAverage);
        return fields;
    }
}

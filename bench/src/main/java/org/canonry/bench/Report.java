package org.canonry.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// What a run found, as a table for people and as JSON for programs.
record Report(List<Measurement> measurements) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> HEAD =
            List.of("row", "what", "measured", "floor", "unit", "ratio", "limit", "spread", "runs", "bound by");

    Report {
        measurements = List.copyOf(measurements);
    }

    boolean allMet() {
        return measurements.stream().allMatch(Measurement::isMet);
    }

    /// A line for each measurement, columns one below another, and the detail of each that has some.
    String table() {
        var lines = new ArrayList<List<String>>();
        lines.add(HEAD);
        measurements.forEach(one -> lines.add(cells(one)));
        var text = Columns.aligned(lines);
        var details = measurements.stream().filter(one -> !one.details().isEmpty()).map(Report::details).collect(Collectors.joining());
        return details.isEmpty() ? text : text + "\n" + details;
    }

    private static List<String> cells(Measurement one) {
        var target = one.target();
        var limit = target == null ? "" : target.text(one.unit()) + (one.isMet() ? "" : " " + target.miss());
        return List.of(
                one.row().word(),
                one.what() + ", against " + one.against(),
                number(one.measured().median()),
                number(one.floor().median()),
                one.unit(),
                ratio(one.ratio()),
                limit,
                String.format(Locale.ROOT, "%.0f %%", 100 * one.measured().over(one.floor()).spread()),
                Integer.toString(one.measured().values().size()),
                one.boundBy());
    }

    /// Two digits behind the point, five where that would be next to none.
    static String ratio(double value) {
        return String.format(Locale.ROOT, value < 0.01 ? "%.5f" : "%.2f", value);
    }

    private static String details(Measurement one) {
        var values = one.details().entrySet().stream()
                .map(detail -> detail.getKey() + " " + number(detail.getValue()))
                .collect(Collectors.joining(", "));
        return "%s: %s\n".formatted(one.row().word(), values);
    }

    /// Two digits behind the point where there are few before it.
    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.2f" : "%,.0f", value);
    }

    /// The result file: what is said of the whole run, then every measurement under `rows`.
    byte[] json(Map<String, Object> run) {
        var whole = new LinkedHashMap<>(run);
        whole.put("rows", measurements.stream().map(Measurement::fields).toList());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(whole);
    }
}

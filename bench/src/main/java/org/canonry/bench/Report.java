package org.canonry.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        var text = aligned(lines);
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
                String.format(Locale.ROOT, "%.2f", one.ratio()),
                limit,
                String.format(Locale.ROOT, "%.0f %%", 100 * one.measured().over(one.floor()).spread()),
                Integer.toString(one.measured().values().size()),
                one.boundBy());
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

    /// Cells padded to the longest of their column; the last column is left as it is.
    static String aligned(List<List<String>> lines) {
        var widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
                .toArray();
        var text = new StringBuilder();
        for (var line : lines) {
            for (var column = 0; column < line.size() - 1; column++) {
                text.append(line.get(column)).repeat(' ', widths[column] - line.get(column).length() + 2);
            }
            text.append(line.getLast()).append('\n');
        }
        return text.toString();
    }

    /// The result file: what is said of the whole run, then every measurement under `rows`.
    byte[] json(Map<String, Object> run) {
        var whole = new LinkedHashMap<>(run);
        whole.put("rows", measurements.stream().map(Measurement::fields).toList());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(whole);
    }
}

package org.canonry.api.relevance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.canonry.api.query.CanonicalFilter;
import org.canonry.api.query.FacetField;

/// A query and the urls that a person wants for it.
///
/// @param id names it in run files
/// @param category what kind of query it is
/// @param text what is searched
/// @param filter what is searched in
/// @param grades of urls without version: 3 the one that is surely wanted, 2 also good, 1 acceptable; 0 for all others
public record Judged(String id, String category, String text, CanonicalFilter filter, Map<String, Integer> grades) {
    private static final List<String> COLUMNS = List.of("id", "category", "query", "filters", "relevant");

    /// Reads a file of lines `id category query filters relevant`, cut at tabs, below a line that names these columns.
    ///
    /// `relevant` is `url=grade` joined by `;`, `filters` are `key:value` joined by `,`: `resourceType`, `fhirVersion`, `package` (a name, or `name#version`),
    /// `type`, `derivation`.
    ///
    /// @throws IOException when it cannot be read, or is no such file; the message names the line
    public static List<Judged> read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !cells(lines.getFirst()).equals(COLUMNS)) {
            throw new IOException("%s is no file of judged queries: its first line must be %s, with tabs between".formatted(file, String.join(" ", COLUMNS)));
        }
        var judged = new LinkedHashMap<String, Judged>();
        for (var i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                add(judged, lines.get(i), "%s:%d".formatted(file, i + 1));
            }
        }
        return List.copyOf(judged.values());
    }

    private static void add(Map<String, Judged> judged, String line, String place) throws IOException {
        var cells = cells(line);
        if (cells.size() != COLUMNS.size()) {
            throw new IOException("%s has %d columns where %d belong".formatted(place, cells.size(), COLUMNS.size()));
        }
        var one = new Judged(cells.get(0), cells.get(1), cells.get(2), filter(cells.get(3), place), grades(cells.get(4), place));
        if (judged.put(one.id, one) != null) {
            throw new IOException("%s has the id %s, as an earlier line".formatted(place, one.id));
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1));
    }

    private static Map<String, Integer> grades(String text, String place) throws IOException {
        var grades = new LinkedHashMap<String, Integer>();
        for (var pair : parts(text, ";")) {
            // A url may hold an equals sign itself.
            var equals = pair.lastIndexOf('=');
            var grade = pair.substring(equals + 1).strip();
            if (equals < 1 || !grade.matches("[0-9]")) {
                throw new IOException("%s: %s is no url=grade".formatted(place, pair));
            }
            grades.put(pair.substring(0, equals).strip(), Integer.parseInt(grade));
        }
        return grades;
    }

    private static CanonicalFilter filter(String text, String place) throws IOException {
        var filter = CanonicalFilter.NONE;
        for (var pair : parts(text, ",")) {
            var colon = pair.indexOf(':');
            if (colon < 1) {
                throw new IOException("%s: %s is no key:value".formatted(place, pair));
            }
            filter = with(filter, pair.substring(0, colon).strip(), pair.substring(colon + 1).strip(), place);
        }
        return filter;
    }

    private static CanonicalFilter with(CanonicalFilter filter, String key, String value, String place) throws IOException {
        return switch (key) {
            case "resourceType" -> more(filter, FacetField.RESOURCE_TYPE, value);
            case "fhirVersion" -> more(filter, FacetField.FHIR_VERSION, value);
            case "type" -> more(filter, FacetField.TYPE, value);
            case "derivation" -> more(filter, FacetField.DERIVATION, value);
            case "package" -> value.indexOf('#') < 0 ? more(filter, FacetField.PACKAGE, value) : filter.within(and(filter.packageVersions(), value));
            default -> throw new IOException("%s: there is no filter %s".formatted(place, key));
        };
    }

    private static CanonicalFilter more(CanonicalFilter filter, FacetField field, String value) {
        return filter.with(field, and(filter.of(field), value));
    }

    private static List<String> and(List<String> values, String more) {
        var all = new ArrayList<>(values);
        all.add(more);
        return all;
    }

    private static List<String> parts(String text, String separator) {
        return Arrays.stream(text.split(separator)).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}

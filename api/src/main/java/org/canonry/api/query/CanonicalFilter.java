package org.canonry.api.query;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which canonicals are wanted. Of the values in one list any is wanted, of several components all; an empty list and a null restrict nothing. No text
/// is refused: what means nothing finds nothing.
///
/// @param values of fields that hits can be counted by. FHIR versions are releases (`R4`, `STU3`) or numbers (`4.0.1`, `4.0`); all else is met as a whole
/// @param packageVersions `name@version`, `name#version`, the version exact, a wildcard or a tag; a name alone means its latest
/// @param url the exact url, also as `url|version`
/// @param urlPrefix what the url begins with
/// @param baseDefinition what it derives from; without a version any version of it
/// @param experimental what the resource says; one that does not say is neither
/// @param isCanonical by the table of types
/// @param example false leaves examples out, true keeps only them
/// @param dateFrom FHIR date: the resource's date must reach into it or lie behind it
/// @param dateTo FHIR date: the resource's date must reach into it or lie ahead of it
public record CanonicalFilter(
        Map<FacetField, List<String>> values,
        List<String> packageVersions,
        @Nullable String url,
        @Nullable String urlPrefix,
        @Nullable String baseDefinition,
        @Nullable Boolean experimental,
        @Nullable Boolean isCanonical,
        @Nullable Boolean example,
        @Nullable String dateFrom,
        @Nullable String dateTo) {

    /// Everything is wanted.
    public static final CanonicalFilter NONE = new CanonicalFilter(Map.of(), List.of(), null, null, null, null, null, null, null, null);

    /// Copies what it is given, in the order of the fields, so that equal filters look alike.
    public CanonicalFilter {
        var ordered = new EnumMap<FacetField, List<String>>(FacetField.class);
        values.forEach((field, wanted) -> ordered.put(field, List.copyOf(wanted)));
        ordered.values().removeIf(List::isEmpty);
        values = Collections.unmodifiableMap(ordered);
        packageVersions = List.copyOf(packageVersions);
    }

    /// The values that are wanted in a field that is counted.
    public List<String> of(FacetField field) {
        return values.getOrDefault(field, List.of());
    }

    /// The same filter with other values in one field.
    public CanonicalFilter with(FacetField field, List<String> wanted) {
        var changed = new EnumMap<FacetField, List<String>>(FacetField.class);
        changed.putAll(values);
        changed.put(field, wanted);
        return new CanonicalFilter(
                changed, packageVersions, url, urlPrefix, baseDefinition, experimental, isCanonical, example, dateFrom, dateTo);
    }

    /// The same filter within these package versions alone.
    public CanonicalFilter within(List<String> versions) {
        return new CanonicalFilter(values, versions, url, urlPrefix, baseDefinition, experimental, isCanonical, example, dateFrom, dateTo);
    }
}

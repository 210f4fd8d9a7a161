package org.canonry.api.query;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Filters by the names that the schema gives to what is in them.
record FilterOf(Map<String, Object> values) {
    static CanonicalFilter the(String name, Object value) {
        return all(Map.of(name, value));
    }

    static CanonicalFilter all(Map<String, Object> values) {
        return new FilterOf(values).filter();
    }

    private CanonicalFilter filter() {
        var counted = new EnumMap<FacetField, List<String>>(FacetField.class);
        Arrays.stream(FacetField.values()).forEach(field -> counted.put(field, texts(field.filterName())));
        return new CanonicalFilter(
                counted, texts("packageVersion"), text("url"), text("urlPrefix"), text("baseDefinition"), flag("experimental"), flag("isCanonical"),
                flag("example"), text("dateFrom"), text("dateTo"));
    }

    private List<String> texts(String name) {
        return Optional.ofNullable((List<?>) values.get(name)).orElse(List.of()).stream().map(String::valueOf).toList();
    }

    private @Nullable String text(String name) {
        return (String) values.get(name);
    }

    private @Nullable Boolean flag(String name) {
        return (Boolean) values.get(name);
    }
}

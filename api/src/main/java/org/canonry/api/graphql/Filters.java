package org.canonry.api.graphql;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.canonry.api.query.CanonicalFilter;
import org.canonry.api.query.FacetField;
import org.canonry.api.query.packages.PackageFilter;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Reads the schema's filters, which the engine has checked by then.
///
/// @param values what is set
/// @param limits for lists, `graphql_filter_values`
record Filters(Map<String, Object> values, Limits limits) {

    static Filters of(@Nullable Map<String, Object> values, Limits limits) {
        return new Filters(values == null ? Map.of() : values, limits);
    }

    CanonicalFilter canonicals() {
        var counted = new EnumMap<FacetField, List<String>>(FacetField.class);
        for (var field : FacetField.values()) {
            counted.put(field, texts(field.filterName()));
        }
        return new CanonicalFilter(
                counted, texts("packageVersion"), text("url"), text("urlPrefix"), text("baseDefinition"), flag("experimental"), flag("isCanonical"),
                flag("example"), text("dateFrom"), text("dateTo"));
    }

    PackageFilter packages() {
        return new PackageFilter(texts("fhirVersion"), texts("type"), text("canonical"), text("dependsOn"), text("carries"));
    }

    ChangeController.Wanted changes() {
        return new ChangeController.Wanted(texts("package"), texts("event"));
    }

    private List<String> texts(String field) {
        if (!(values.get(field) instanceof List<?> list)) {
            return List.of();
        }
        Bounds.refuseMore("filter." + field, list.size(), Limit.GRAPHQL_FILTER_VALUES, limits);
        return list.stream().map(String::valueOf).toList();
    }

    private @Nullable String text(String field) {
        return values.get(field) instanceof String text ? text : null;
    }

    private @Nullable Boolean flag(String field) {
        return values.get(field) instanceof Boolean flag ? flag : null;
    }
}

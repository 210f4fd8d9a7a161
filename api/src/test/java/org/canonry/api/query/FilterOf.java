package org.canonry.api.query;

import java.util.Arrays;
import java.util.Map;

/// Filters by the names of their components.
final class FilterOf {
    private FilterOf() {}

    static CanonicalFilter the(String component, Object value) {
        return all(Map.of(component, value));
    }

    static CanonicalFilter all(Map<String, Object> values) {
        var components = CanonicalFilter.class.getRecordComponents();
        try {
            var types = Arrays.stream(components).map(component -> component.getType()).toArray(Class<?>[]::new);
            var arguments = Arrays.stream(components).map(component -> values.get(component.getName())).toArray();
            return CanonicalFilter.class.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

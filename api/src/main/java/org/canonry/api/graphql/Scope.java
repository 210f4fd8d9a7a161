package org.canonry.api.graphql;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where references are looked up: the whole index, since nothing else is there yet.
record Scope() {
    private static final Scope WHOLE_INDEX = new Scope();

    /// Reads an argument of the type `ResolutionScope`.
    ///
    /// @throws Refused when it asks for anything but the whole index: an answer from another scope than the asked one would be wrong in silence
    static Scope of(@Nullable Map<String, Object> scope) {
        if (scope != null) {
            scope.forEach(Scope::refuseSet);
        }
        return WHOLE_INDEX;
    }

    private static void refuseSet(String field, @Nullable Object value) {
        var unset = switch (field) {
            case "strategy" -> "MOST_RECENT_IN_CLOSURE".equals(value);
            case "strict" -> Boolean.FALSE.equals(value);
            default -> value == null || value instanceof Collection<?> items && items.isEmpty();
        };
        if (!unset) {
            throw new Refused(
                    ErrorCode.SCOPE_UNSUPPORTED, "`scope.%s` cannot be set yet: leave the scope out to ask the whole index".formatted(field));
        }
    }
}

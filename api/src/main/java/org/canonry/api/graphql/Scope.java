package org.canonry.api.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.canonry.api.resolve.Range;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Strategy;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Where references are looked up: what a field's argument of the type `ResolutionScope` means in the request's snapshot.
///
/// @param range the whole index where the field has no such argument, or nothing is set in it
record Scope(Range range) {

    /// @throws Refused when it names more packages than one argument may have
    static Scope of(DataFetchingEnvironment environment, Limits limits) {
        Map<String, Object> argument = environment.getArgument("scope");
        var asked = argument == null ? ResolutionScope.WHOLE_INDEX : read(argument);
        Bounds.refuseMore("scope.packages", asked.packages().size(), Limit.GRAPHQL_IDS, limits);
        return new Scope(RequestSnapshot.range(environment.getGraphQlContext(), asked));
    }

    private static ResolutionScope read(Map<String, Object> argument) {
        return new ResolutionScope(
                packages(argument.get("packages")),
                argument.get("fhirVersion") instanceof String version ? version : null,
                Strategy.valueOf(String.valueOf(argument.get("strategy"))),
                Boolean.TRUE.equals(argument.get("strict")),
                argument.get("asOf") instanceof Long lsn ? lsn : null,
                Boolean.TRUE.equals(argument.get("includeImplicit")));
    }

    private static List<String> packages(@Nullable Object packages) {
        return packages instanceof List<?> specs ? specs.stream().map(Objects::toString).toList() : List.of();
    }
}

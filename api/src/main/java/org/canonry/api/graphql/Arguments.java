package org.canonry.api.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import org.canonry.api.query.CanonicalFilter;
import org.canonry.api.query.packages.PackageFilter;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;

/// What a controller's method can ask for beside a field's own arguments: the request and its snapshot, how the field is paged, its scope and
/// its filter.
///
/// Such a parameter must not bear the name of an argument: the schema's check would take it for that.
final class Arguments {
    private Arguments() {}

    static List<HandlerMethodArgumentResolver> all(Cursors cursors, Limits limits) {
        return List.of(
                new OfType(Snapshot.class, environment -> RequestSnapshot.of(environment.getGraphQlContext())),
                new OfType(Paging.class, environment -> Paging.of(environment, cursors, limits)),
                new OfType(Scope.class, environment -> Scope.of(environment, limits)),
                new OfType(CanonicalFilter.class, environment -> filters(environment, limits).canonicals()),
                new OfType(Visit.class, environment -> Visit.of(environment.getGraphQlContext())),
                new OfType(ChangeController.Wanted.class, environment -> filters(environment, limits).changes()),
                new OfType(PackageFilter.class, environment -> filters(environment, limits).packages()));
    }

    private static Filters filters(DataFetchingEnvironment environment, Limits limits) {
        return Filters.of(environment.<Map<String, Object>>getArgument("filter"), limits);
    }

    /// Parameters of one type, made from what is known of the field.
    private record OfType(Class<?> type, Source source) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
            return source.of(environment);
        }
    }

    private interface Source {
        Object of(DataFetchingEnvironment environment);
    }
}

package org.canonry.api.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.graph.DependencyGraph;
import org.canonry.api.graph.DependencyProblem;
import org.canonry.api.graph.GraphAnswer;
import org.canonry.api.graph.GraphTooLarge;
import org.canonry.api.graph.Requirement;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// How package versions hang together.
@Controller
class GraphController {
    private final Limits limits;

    GraphController(Limits limits) {
        this.limits = limits;
    }

    @QueryMapping
    @Nullable DependencyGraph dependencyGraph(@Argument List<String> packages, Snapshot snapshot) {
        Bounds.refuseMore("packages", packages.size(), Limit.GRAPHQL_IDS, limits);
        var roots = new ArrayList<PackageVersion>();
        for (var spec : packages) {
            version(spec, snapshot).ifPresent(roots::add);
        }
        return packages.isEmpty() || roots.size() < packages.size() ? null : graph(roots, snapshot);
    }

    @SchemaMapping
    DependencyGraph dependencyGraph(PackageVersion source, Snapshot snapshot) {
        return graph(List.of(source), snapshot);
    }

    private DependencyGraph graph(List<PackageVersion> roots, Snapshot snapshot) {
        GraphAnswer answer = Dependencies.of(snapshot).graph(roots, limits);
        return switch (answer) {
            case DependencyGraph graph -> graph;
            case GraphTooLarge(var detail) -> throw new Refused(ErrorCode.QUERY_TOO_COMPLEX, detail);
        };
    }

    private static Optional<PackageVersion> version(String spec, Snapshot snapshot) {
        return PackageSpec.parse(spec).valid().flatMap(snapshot.packages()::version);
    }

    /// A graph lists as unresolved only what has a problem.
    @SchemaMapping(typeName = "UnresolvedDependency")
    DependencyProblem problem(Requirement source) {
        return Objects.requireNonNull(source.problem());
    }
}

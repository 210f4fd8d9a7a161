package org.canonry.api.graphql;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.graph.DependencyGraph;
import org.canonry.api.graph.DependencyProblem;
import org.canonry.api.graph.GraphTooLarge;
import org.canonry.api.graph.Requirement;
import org.canonry.api.graph.Why;
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
    @Nullable DependencyGraph dependencyGraph(
            @Argument List<String> packages, @Argument boolean includeImplicit, @Argument @Nullable Long asOf, Snapshot snapshot) {
        Bounds.refuseNoneOrMore("packages", packages.size(), Limit.GRAPHQL_IDS, limits);
        return graph(packages, includeImplicit, dependencies(snapshot, asOf)).orElse(null);
    }

    @SchemaMapping
    DependencyGraph dependencyGraph(
            PackageVersion source, @Argument boolean includeImplicit, @Argument @Nullable Long asOf, Snapshot snapshot) {
        var dependencies = dependencies(snapshot, asOf);
        if (!dependencies.packages().has(source)) {
            throw Refused.input("%s came with lsn %d: there was no graph of it as at lsn %d".formatted(source.id(), source.lsn(), asOf));
        }
        return graph(List.of(source), dependencies, includeImplicit);
    }

    @QueryMapping
    @Nullable Why why(
            @Argument("package") String text,
            @Argument List<String> in,
            @Argument boolean includeImplicit,
            @Argument @Nullable Long asOf,
            Snapshot snapshot) {
        Bounds.refuseNoneOrMore("in", in.size(), Limit.GRAPHQL_IDS, limits);
        return graph(in, includeImplicit, dependencies(snapshot, asOf)).map(graph -> Why.of(graph, text, limits)).orElse(null);
    }

    private static Dependencies dependencies(Snapshot snapshot, @Nullable Long asOf) {
        return asOf == null ? Dependencies.of(snapshot) : Dependencies.of(snapshot, asOf);
    }

    /// Empty when one of the packages is not there.
    private Optional<DependencyGraph> graph(List<String> specs, boolean includeImplicit, Dependencies dependencies) {
        var roots = specs.stream()
                .flatMap(spec -> PackageSpec.parse(spec).valid().flatMap(dependencies.packages()::version).stream())
                .toList();
        return roots.size() < specs.size() ? Optional.empty() : Optional.of(graph(roots, dependencies, includeImplicit));
    }

    private DependencyGraph graph(List<PackageVersion> roots, Dependencies dependencies, boolean includeImplicit) {
        return switch (DependencyGraph.of(dependencies, roots, includeImplicit, limits)) {
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

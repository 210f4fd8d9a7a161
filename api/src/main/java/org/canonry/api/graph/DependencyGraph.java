package org.canonry.api.graph;

import java.util.List;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// All package versions that some package versions need, and how they hang together. Immutable.
///
/// The same roots in the same order give the same graph: versions are met breadth first, dependencies in the order of package.json.
///
/// @param roots what was asked for, each once
/// @param nodes the roots and everything that they reach, the nearest first; what only the tools' rules bring comes last
/// @param edges in the order of the nodes that they leave
/// @param conflicts packages that occur in more than one version, by name
/// @param unresolved dependencies that lead nowhere, in the order of the nodes that declare them
public record DependencyGraph(
        List<PackageVersion> roots, List<Node> nodes, List<Edge> edges, List<Conflict> conflicts, List<Requirement> unresolved)
        implements GraphAnswer {

    /// A package version in the graph.
    ///
    /// @param depth the shortest distance from a root
    /// @param path that shortest way, root first, the version itself last
    /// @param implicit whether nothing but a rule of the tools brings it
    public record Node(PackageVersion packageVersion, int depth, List<PackageVersion> path, boolean implicit) {}

    /// A dependency that leads somewhere.
    ///
    /// @param requirement what the author wrote
    /// @param fixup the known correction that was applied, in words; null when there was none
    /// @param implicit whether it was added by a rule of the tools, not declared
    public record Edge(
            PackageVersion from, PackageVersion to, String requirement, @Nullable String fixup, boolean implicit) {}

    /// The graph that some versions span together, or word that it would be too large.
    ///
    /// @param includeImplicit whether what the tools add to the roots of their own accord is in it
    /// @throws IllegalArgumentException when a root is not of the snapshot
    public static GraphAnswer of(Dependencies dependencies, List<PackageVersion> roots, boolean includeImplicit, Limits limits) {
        var closure = Closure.of(dependencies, roots, includeImplicit);
        return closure.size() > limits.of(Limit.GRAPH_NODES)
                ? new GraphTooLarge("the graph has more package versions than %s: ask for fewer packages at once"
                        .formatted(limits.describe(Limit.GRAPH_NODES)))
                : new GraphWalk(dependencies, closure).graph();
    }

    /// A package in more than one version.
    ///
    /// @param versions highest first
    public record Conflict(String name, List<PackageVersion> versions) {}
}

package org.canonry.api.graph;

import java.util.List;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// All package versions that some package versions need, and how they hang together. Immutable.
///
/// The same roots in the same order give the same graph: versions are met breadth first, dependencies in the order of package.json.
///
/// @param roots what was asked for, each once
/// @param nodes the roots and everything that they reach, the nearest first
/// @param edges in the order of the nodes that they leave
/// @param conflicts packages that occur in more than one version, by name
/// @param unresolved declared dependencies that lead nowhere, in the order of the nodes that declare them
public record DependencyGraph(
        List<PackageVersion> roots, List<Node> nodes, List<Edge> edges, List<Conflict> conflicts, List<Requirement> unresolved)
        implements GraphAnswer {

    /// A package version in the graph.
    ///
    /// @param depth the shortest distance from a root
    /// @param path that shortest way, root first, the version itself last
    public record Node(PackageVersion packageVersion, int depth, List<PackageVersion> path) {}

    /// A declared dependency that leads somewhere.
    ///
    /// @param requirement what the author wrote
    /// @param fixup the known correction that was applied, in words; null when there was none
    /// @param implicit whether it was added by a rule of the tools, not declared
    public record Edge(
            PackageVersion from, PackageVersion to, String requirement, @Nullable String fixup, boolean implicit) {}

    /// A package in more than one version.
    ///
    /// @param versions highest first
    public record Conflict(String name, List<PackageVersion> versions) {}
}

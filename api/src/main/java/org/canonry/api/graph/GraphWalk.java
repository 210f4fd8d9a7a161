package org.canonry.api.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.canonry.api.graph.DependencyGraph.Conflict;
import org.canonry.api.graph.DependencyGraph.Edge;
import org.canonry.api.graph.DependencyGraph.Node;
import org.canonry.storage.packages.PackageVersion;

/// Puts a closure together as a graph, with the dependencies that hold it together. For one graph.
final class GraphWalk {
    private final Dependencies dependencies;
    private final Closure closure;
    private final ImplicitPackages implicit;
    private final List<Edge> edges = new ArrayList<>();
    private final List<Requirement> unresolved = new ArrayList<>();

    GraphWalk(Dependencies dependencies, Closure closure) {
        this.dependencies = dependencies;
        this.closure = closure;
        this.implicit = new ImplicitPackages(dependencies.packages());
    }

    DependencyGraph graph() {
        var nodes = closure.versions().stream().map(this::node).toList();
        var roots = nodes.stream().filter(node -> node.depth() == 0).map(Node::packageVersion).toList();
        nodes.forEach(this::leave);
        return new DependencyGraph(roots, nodes, List.copyOf(edges), conflicts(nodes), List.copyOf(unresolved));
    }

    private Node node(PackageVersion version) {
        var path = closure.path(version);
        return new Node(version, path.size() - 1, path, closure.isImplicit(version));
    }

    private void leave(Node node) {
        requirements(node).forEach(requirement -> {
            var to = requirement.resolved();
            if (to == null) {
                unresolved.add(requirement);
            } else {
                edges.add(new Edge(requirement.from(), to, requirement.requirement(), requirement.fixup(), requirement.implicit()));
            }
        });
    }

    private Stream<Requirement> requirements(Node node) {
        var declared = dependencies.of(node.packageVersion()).stream();
        return closure.includesImplicit() && node.depth() == 0
                ? Stream.concat(declared, implicit.of(node.packageVersion()).stream())
                : declared;
    }

    private static List<Conflict> conflicts(List<Node> nodes) {
        var versions = new TreeMap<String, List<PackageVersion>>();
        for (var node : nodes) {
            versions.computeIfAbsent(node.packageVersion().id().name().text(), name -> new ArrayList<>()).add(node.packageVersion());
        }
        return versions.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> new Conflict(entry.getKey(), highestFirst(entry.getValue())))
                .toList();
    }

    private static List<PackageVersion> highestFirst(List<PackageVersion> versions) {
        return versions.stream().sorted(Comparator.comparing(PackageVersion::id).reversed()).toList();
    }
}

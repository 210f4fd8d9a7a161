package org.canonry.api.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.canonry.api.graph.DependencyGraph.Conflict;
import org.canonry.api.graph.DependencyGraph.Edge;
import org.canonry.api.graph.DependencyGraph.Node;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// Walks the dependencies breadth first, so that a version is met by its shortest way, and once however many ways lead to it. For one walk.
final class GraphWalk {
    private final Dependencies dependencies;
    private final Limits limits;

    private final BitSet met = new BitSet();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Requirement> unresolved = new ArrayList<>();

    GraphWalk(Dependencies dependencies, Limits limits) {
        this.dependencies = dependencies;
        this.limits = limits;
    }

    GraphAnswer from(List<PackageVersion> roots) {
        for (var root : roots) {
            meet(root, List.of());
        }
        var distinct = nodes.stream().map(Node::packageVersion).toList();
        for (var next = 0; next < nodes.size(); next++) {
            if (nodes.size() > limits.of(Limit.GRAPH_NODES)) {
                return new GraphTooLarge("the graph has more package versions than %s: ask for fewer packages at once"
                        .formatted(limits.describe(Limit.GRAPH_NODES)));
            }
            leave(nodes.get(next));
        }
        return new DependencyGraph(distinct, List.copyOf(nodes), List.copyOf(edges), conflicts(), List.copyOf(unresolved));
    }

    private void meet(PackageVersion version, List<PackageVersion> way) {
        var place = dependencies.place(version);
        if (!met.get(place)) {
            met.set(place);
            nodes.add(new Node(version, way.size(), Stream.concat(way.stream(), Stream.of(version)).toList()));
        }
    }

    private void leave(Node node) {
        for (var requirement : dependencies.of(node.packageVersion())) {
            var to = requirement.resolved();
            if (to == null) {
                unresolved.add(requirement);
            } else {
                edges.add(new Edge(node.packageVersion(), to, requirement.requirement(), requirement.fixup(), false));
                meet(to, node.path());
            }
        }
    }

    private List<Conflict> conflicts() {
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

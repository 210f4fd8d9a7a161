package org.canonry.api.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.canonry.api.graph.DependencyGraph.Edge;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// Finds every way from the roots of a graph to some of its versions, the shortest first, over no version twice. For one search.
///
/// Ways are built from the roots on, the one that may become the shortest next: how far each version is from the nearest target is known
/// beforehand, so that nothing is begun that leads nowhere. Only cycles can make a way end in vain, and of these there may be very many: steps are
/// counted. Versions are known by their lsn, since hashing a whole one takes long.
final class PathSearch {
    private final DependencyGraph graph;
    private final long mostPaths;
    private final long mostSteps;
    private final Map<Long, List<Edge>> leaving = new HashMap<>();

    /// How far each version that leads to a target is from the nearest one; 0 for targets.
    private final Map<Long, Integer> distances = new HashMap<>();
    private final PriorityQueue<Way> open = new PriorityQueue<>(Way.LIKELIEST_FIRST);
    private long steps;
    private boolean cut;

    PathSearch(DependencyGraph graph, List<PackageVersion> targets, Limits limits) {
        this.graph = graph;
        this.mostPaths = limits.of(Limit.DEPENDENCY_PATHS);
        this.mostSteps = limits.of(Limit.DEPENDENCY_PATH_STEPS);
        measure(targets);
    }

    /// A way that is begun.
    ///
    /// @param at the version that it has come to
    /// @param last the edge by which; null at a root
    /// @param before the way up to that edge; null at a root
    /// @param shortest how long it is at the least when it has come to a target
    /// @param begun as which it was begun
    private record Way(PackageVersion at, @Nullable Edge last, @Nullable Way before, int length, int shortest, long begun) {
        private static final Comparator<Way> LIKELIEST_FIRST =
                Comparator.comparingInt(Way::shortest).thenComparing(Comparator.comparingInt(Way::length).reversed()).thenComparingLong(Way::begun);

        boolean hasMet(PackageVersion version) {
            for (var way = this; way != null; way = way.before) {
                if (way.at.lsn() == version.lsn()) {
                    return true;
                }
            }
            return false;
        }

        Why.Path path() {
            var versions = new LinkedList<PackageVersion>();
            var edges = new LinkedList<Edge>();
            for (var way = this; way != null; way = way.before) {
                versions.addFirst(way.at);
                if (way.last != null) {
                    edges.addFirst(way.last);
                }
            }
            return new Why.Path(List.copyOf(versions), List.copyOf(edges));
        }
    }

    private void measure(List<PackageVersion> targets) {
        var arriving = new HashMap<Long, List<PackageVersion>>();
        for (var edge : graph.edges()) {
            leaving.computeIfAbsent(edge.from().lsn(), from -> new ArrayList<>()).add(edge);
            arriving.computeIfAbsent(edge.to().lsn(), to -> new ArrayList<>()).add(edge.from());
        }
        var next = new ArrayDeque<>(targets);
        targets.forEach(target -> distances.put(target.lsn(), 0));
        while (!next.isEmpty()) {
            var to = next.remove();
            for (var from : arriving.getOrDefault(to.lsn(), List.of())) {
                if (distances.putIfAbsent(from.lsn(), distances.getOrDefault(to.lsn(), 0) + 1) == null) {
                    next.add(from);
                }
            }
        }
    }

    List<Why.Path> paths() {
        graph.roots().forEach(root -> begin(root, null, null, 0));
        var paths = new ArrayList<Why.Path>();
        while (!open.isEmpty()) {
            if (paths.size() == mostPaths || steps > mostSteps) {
                cut = true;
                break;
            }
            var way = open.remove();
            if (distances.getOrDefault(way.at.lsn(), -1) == 0) {
                paths.add(way.path());
            }
            goOn(way);
        }
        return List.copyOf(paths);
    }

    /// Two names may stand for one version: that is one way.
    private void goOn(Way way) {
        var last = new HashMap<Long, Edge>();
        for (var edge : leaving.getOrDefault(way.at.lsn(), List.of())) {
            if (last.putIfAbsent(edge.to().lsn(), edge) == null && !way.hasMet(edge.to())) {
                begin(edge.to(), edge, way, way.length + 1);
            }
        }
    }

    private void begin(PackageVersion at, @Nullable Edge last, @Nullable Way before, int length) {
        var distance = distances.get(at.lsn());
        if (distance != null) {
            open.add(new Way(at, last, before, length, length + distance, steps++));
        }
    }

    /// Whether all ways were found.
    boolean isComplete() {
        return !cut;
    }
}

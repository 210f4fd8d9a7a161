package org.canonry.api.graph;

import java.util.List;
import java.util.Optional;
import org.canonry.api.graph.DependencyGraph.Edge;
import org.canonry.api.graph.DependencyGraph.Node;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;

/// Why a package is in a graph: every way that leads to it. Immutable.
///
/// @param paths the shortest first; at most `dependency_paths`
/// @param complete whether these are all of them
/// @param explanation the answer in words
public record Why(List<Path> paths, boolean complete, String explanation) {

    /// One way from a root, over no version twice.
    ///
    /// @param packageVersions root first, what is asked about last
    /// @param edges from each to the next
    public record Path(List<PackageVersion> packageVersions, List<Edge> edges) {}

    /// Looks for all ways to a package. Text that means no version in the graph has none.
    ///
    /// @param text a name, which stands for every version of it in the graph; or `name@version`, with a version, a wildcard or a tag
    public static Why of(DependencyGraph graph, String text, Limits limits) {
        var targets = targets(graph, text);
        if (targets.isEmpty()) {
            return new Why(List.of(), true, "Nothing in the graph needs `%s`: no version of it is among the %d package versions there."
                    .formatted(text, graph.nodes().size()));
        }
        var search = new PathSearch(graph, targets, limits);
        var paths = search.paths();
        return new Why(paths, search.isComplete(), words(text, paths.size(), search.isComplete(), limits));
    }

    private static List<PackageVersion> targets(DependencyGraph graph, String text) {
        return PackageSpec.parse(text.strip()).valid().map(spec -> targets(graph, text.strip(), spec)).orElse(List.of());
    }

    private static List<PackageVersion> targets(DependencyGraph graph, String text, PackageSpec spec) {
        var named = graph.nodes().stream()
                .map(Node::packageVersion)
                .filter(version -> version.id().name().equals(spec.name()))
                .toList();
        if (text.equals(spec.name().text())) {
            return named;
        }
        var best = spec.selector().best(named.stream().map(version -> version.id().version()).toList());
        return named.stream()
                .filter(version -> spec.selector().matches(version.id().version()) || best.equals(Optional.of(version.id().version())))
                .toList();
    }

    private static String words(String text, int paths, boolean complete, Limits limits) {
        var ways = paths == 1 ? "One way leads" : paths + " ways lead";
        return complete
                ? "%s to `%s`.".formatted(ways, text)
                : "More ways lead to `%s` than are looked for (%s, %s); these are the shortest."
                        .formatted(text, limits.describe(Limit.DEPENDENCY_PATHS), limits.describe(Limit.DEPENDENCY_PATH_STEPS));
    }
}

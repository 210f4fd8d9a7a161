package org.canonry.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.canonry.api.page.Paging;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;
import org.junit.jupiter.api.RepeatedTest;

class DependencyPropertiesTest {
    private static final String[] REQUIREMENTS = {"1.0.0", "1.0.1", "2.0.0", "1.0.x", "1.x.x", "latest", "current", "9.9.9"};

    private final Seed seed = Seed.ofThisRun();
    private final List<PackageVersion> versions = draw(seed.random());
    private final Dependencies dependencies = new Dependencies(new Packages(versions));

    @RepeatedTest(20)
    void everyNodeIsReachedByItsShortestPath() {
        for (var root : versions) {
            var graph = graph(root);
            var depths = depths(root);
            assertThat(graph.nodes()).as(seed.toString()).hasSize(depths.size()).allSatisfy(node -> {
                assertThat(node.depth()).isEqualTo(depths.get(node.packageVersion().id()));
                assertThat(node.path()).hasSize(node.depth() + 1).startsWith(root).endsWith(node.packageVersion());
                assertThat(leads(node.path())).isTrue();
            });
        }
    }

    @RepeatedTest(20)
    void edgesAndUnresolvedAreTheDeclaredDependenciesOfTheNodes() {
        for (var root : versions) {
            var graph = graph(root);
            var declared = graph.nodes().stream().mapToInt(node -> node.packageVersion().dependencies().size()).sum();
            assertThat(graph.edges().size() + graph.unresolved().size()).as(seed.toString()).isEqualTo(declared);
        }
    }

    @RepeatedTest(20)
    void dependentsAreTheInverseOfDependencies() throws IOException {
        for (var version : versions) {
            var expected = versions.stream()
                    .filter(other -> dependencies.of(other).stream().anyMatch(requirement -> version.equals(requirement.resolved())))
                    .sorted((one, other) -> one.id().compareTo(other.id()))
                    .toList();
            Paging.assertEveryWayGives(expected, window -> dependencies.dependents(version, window), seed.toString());
        }
    }

    /// By relaxing until nothing changes: slow, and simple enough to be trusted.
    private Map<PackageId, Integer> depths(PackageVersion root) {
        var depths = new HashMap<PackageId, Integer>(Map.of(root.id(), 0));
        for (var changed = true; changed; ) {
            changed = false;
            for (var version : versions) {
                for (var requirement : dependencies.of(version)) {
                    changed |= requirement.resolved() != null && relax(depths, version.id(), requirement.resolved().id());
                }
            }
        }
        return depths;
    }

    private static boolean relax(Map<PackageId, Integer> depths, PackageId from, PackageId to) {
        var depth = depths.get(from);
        var known = depths.get(to);
        if (depth == null || (known != null && known <= depth + 1)) {
            return false;
        }
        depths.put(to, depth + 1);
        return true;
    }

    private boolean leads(List<PackageVersion> path) {
        for (var at = 1; at < path.size(); at++) {
            var to = path.get(at);
            if (dependencies.of(path.get(at - 1)).stream().noneMatch(requirement -> to.equals(requirement.resolved()))) {
                return false;
            }
        }
        return true;
    }

    private DependencyGraph graph(PackageVersion root) {
        return (DependencyGraph) dependencies.graph(List.of(root), Limits.defaults());
    }

    private static List<PackageVersion> draw(Random random) {
        var versions = new ArrayList<PackageVersion>();
        var names = 2 + random.nextInt(8);
        for (var name = 0; name < names; name++) {
            for (var version : List.of("1.0.0", "1.0.1", "2.0.0").subList(0, 1 + random.nextInt(3))) {
                var drawn = SmallPackage.of("p" + name, version);
                for (var left = random.nextInt(5); left > 0; left--) {
                    drawn.dependsOn("p" + random.nextInt(names + 1), REQUIREMENTS[random.nextInt(REQUIREMENTS.length)]);
                }
                versions.add(drawn.version(versions.size() + 1L));
            }
        }
        return versions;
    }
}

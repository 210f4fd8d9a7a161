package org.canonry.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WhyTest {
    private final List<PackageVersion> versions = new ArrayList<>();

    @Test
    void listsTheShortestWayFirst() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.0").dependsOn("c", "1.0.0").dependsOn("d", "1.0.0"));
        add(SmallPackage.of("b", "1.0.0").dependsOn("c", "1.0.0"), SmallPackage.of("c", "1.0.0").dependsOn("d", "1.0.0"), SmallPackage.of("d", "1.0.0"));
        assertThat(ways("d", "a")).containsExactly("a d", "a c d", "a b c d");
        assertThat(why("d@1.0.0", Limits.defaults(), "a").explanation()).isEqualTo("3 ways lead to `d@1.0.0`.");
    }

    @Test
    void takesAWayOverNoVersionTwice() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.0"));
        add(SmallPackage.of("b", "1.0.0").dependsOn("a", "1.0.0").dependsOn("c", "1.0.0").dependsOn("b", "1.0.0").dependsOn("also@npm:c", "1.0.0"));
        add(SmallPackage.of("c", "1.0.0").dependsOn("b", "1.0.0"));
        assertThat(ways("c", "a")).containsExactly("a b c");
        assertThat(ways("b", "a")).containsExactly("a b");
        assertThat(ways("a", "a")).containsExactly("a");
    }

    @Test
    void meansEveryVersionByANameAndOneByAVersion() {
        add(SmallPackage.of("a", "1.0.0").dependsOn("b", "1.0.0").dependsOn("c", "1.0.0"));
        add(SmallPackage.of("b", "1.0.0"), SmallPackage.of("b", "2.0.0"), SmallPackage.of("c", "1.0.0").dependsOn("b", "2.0.0"));
        assertThat(ways("b", "a")).containsExactly("a b", "a c b");
        assertThat(ways("b@1.0.x", "a")).containsExactly("a b");
        assertThat(ways("b#2.0.0", "a")).containsExactly("a c b");
        assertThat(ways("b@latest", "a")).containsExactly("a c b");
    }

    @Test
    void saysThatNothingNeedsIt() {
        add(SmallPackage.of("a", "1.0.0"), SmallPackage.of("b", "1.0.0"));
        for (var text : List.of("b", "a@2", "", "nobody", "B", "@", "a@current")) {
            assertThat(why(text, Limits.defaults(), "a")).as(text).satisfies(why -> {
                assertThat(why.paths()).isEmpty();
                assertThat(why.complete()).isTrue();
                assertThat(why.explanation()).startsWith("Nothing in the graph needs");
            });
        }
    }

    @Test
    void saysThatThereMayBeMore() {
        ladder(12);
        var cut = why("p12", Limits.defaults().with(Limit.DEPENDENCY_PATHS, 5), "p0");
        assertThat(cut.paths()).hasSize(5).allMatch(path -> path.edges().size() <= 7);
        assertThat(cut.complete()).isFalse();
        assertThat(cut.explanation()).contains("dependency_paths (5 items)");
        var tired = why("p12", Limits.defaults().with(Limit.DEPENDENCY_PATH_STEPS, 10), "p0");
        assertThat(tired.complete()).isFalse();
        assertThat(tired.explanation()).contains("dependency_path_steps (10 items)");
        assertThat(why("p12", Limits.defaults().with(Limit.DEPENDENCY_PATHS, 1_000), "p0").paths()).hasSize(233);
    }

    /// Each needs the next two, so that the ways are as many as Fibonacci's rabbits.
    private void ladder(int steps) {
        for (var step = 0; step <= steps; step++) {
            add(SmallPackage.of("p" + step, "1.0.0").dependsOn("p" + (step + 1), "1.0.0").dependsOn("p" + (step + 2), "1.0.0"));
        }
    }

    @RepeatedTest(20)
    void findsTheWaysThatAreFoundByTryingAll() {
        var seed = Seed.ofThisRun();
        draw(seed.random());
        var dependencies = new Dependencies(new Packages(versions));
        for (var target : versions) {
            var expected = new ArrayList<String>();
            tryAll(dependencies, List.of(versions.getFirst()), target, expected);
            assertThat(ways(target.id().toString(), "p0")).as(seed.toString()).containsExactlyInAnyOrderElementsOf(expected)
                    .isSortedAccordingTo((one, other) -> Integer.compare(one.split(" ").length, other.split(" ").length));
        }
    }

    private static void tryAll(Dependencies dependencies, List<PackageVersion> way, PackageVersion target, List<String> found) {
        if (way.getLast().equals(target)) {
            found.add(words(way));
        }
        dependencies.of(way.getLast()).stream().map(Requirement::resolved).distinct().filter(next -> next != null && !way.contains(next)).forEach(next -> {
            var longer = new ArrayList<>(way);
            longer.add(next);
            tryAll(dependencies, longer, target, found);
        });
    }

    private void draw(Random random) {
        var names = 1 + random.nextInt(6);
        for (var name = 0; name < names; name++) {
            var drawn = SmallPackage.of("p" + name, "1.0.0");
            for (var left = random.nextInt(4); left > 0; left--) {
                drawn.dependsOn("p" + random.nextInt(names), "1.0.0");
            }
            add(drawn);
        }
    }

    private void add(SmallPackage... packages) {
        for (var each : packages) {
            versions.add(each.version(versions.size() + 1L));
        }
    }

    private List<String> ways(String text, String... roots) {
        return why(text, Limits.defaults(), roots).paths().stream().map(path -> words(path.packageVersions())).toList();
    }

    private Why why(String text, Limits limits, String... roots) {
        var packages = new Packages(versions);
        var from = Arrays.stream(roots).map(name -> packages.named(name).orElseThrow().latest().orElseThrow()).toList();
        return Why.of((DependencyGraph) new Dependencies(packages).graph(from, limits), text, limits);
    }

    private static String words(List<PackageVersion> way) {
        return String.join(" ", way.stream().map(version -> version.id().name().text()).toList());
    }
}

package org.canonry.api.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// What must hold of every scope, on packages that are drawn.
class ScopePropertiesTest {
    private static final List<String> VERSIONS = List.of("1.0.0", "1.0.1", "2.0.0");
    private static final String[] REQUIREMENTS = {"1.0.0", "1.0.1", "2.0.0", "1.0.x", "latest", "current", "9.9.9"};
    private static final String[] RESOURCE_VERSIONS = {"1.0.0", "1.0.1", "1.1.0", "2.0.0", "2.0.0-ballot", "2018-08-12", "20190101", "3", "main"};
    private static final String[] ASKED = {"", "|1.0.0", "|1.0", "|1.0.x", "|2.x.x", "|2.0.7", "|3", "|2018-08-12", "|main", "|9"};
    private static final int URLS = 4;

    private final Seed seed = Seed.ofThisRun();
    private final Random random = seed.random();

    @TempDir
    private Path folder = Path.of("");

    @RepeatedTest(15)
    void theAnswerIsInTheClosure() throws IOException {
        try (var index = index("all", draw())) {
            for (var scope : scopes(index)) {
                var resolver = new Resolver(index.snapshot(), Limits.defaults(), scope);
                var closure = Range.of(index.snapshot(), scope).closure().orElseThrow();
                for (var reference : references()) {
                    var resolution = resolver.resolve(reference);
                    var resource = resolution.resource();
                    if (resource != null && scope.strategy() != Strategy.LATEST) {
                        assertThat(closure.contains(resource.packageVersion())).as("%s in %s, %s", reference, scope, seed).isTrue();
                        assertThat(resolution.path()).as(seed.toString()).isEqualTo(closure.path(resource.packageVersion()));
                    }
                    assertThat(resolver.find(reference)).as(seed.toString()).isEqualTo(Optional.ofNullable(resource));
                    assertThat(resolution.candidates().stream().filter(Candidate::chosen).map(Candidate::resource))
                            .as(seed.toString()).isEqualTo(resource == null ? List.of() : List.of(resource));
                }
            }
        }
    }

    /// The packages that are added come first in the log, so that every place and rank is another one.
    @RepeatedTest(15)
    void aPackageOutsideOfTheClosureNeverChangesTheAnswer() throws IOException {
        var inside = draw();
        var more = new ArrayList<SmallPackage>();
        for (var number = 0; number < 5; number++) {
            more.add(holding(SmallPackage.of("stranger" + number, VERSIONS.get(random.nextInt(3)))));
        }
        more.addAll(inside);
        try (var alone = index("alone", inside);
                var crowded = index("crowded", more)) {
            for (var scope : scopes(alone)) {
                for (var reference : references()) {
                    if (scope.strategy() != Strategy.LATEST) {
                        assertThat(answer(crowded, scope, reference)).as("%s in %s, %s", reference, scope, seed).isEqualTo(answer(alone, scope, reference));
                    }
                }
            }
        }
    }

    @RepeatedTest(15)
    void theOrderOfDependenciesNeverChangesTheMostRecent() throws IOException {
        var names = 2 + random.nextInt(5);
        var contents = IntStream.range(0, names).mapToObj(name -> random.nextLong()).toList();
        var dependencies = IntStream.range(0, names).mapToObj(name -> requirements(names)).toList();
        try (var one = index("one", shuffled(contents, dependencies));
                var other = index("other", shuffled(contents, dependencies))) {
            for (var scope : scopes(one)) {
                for (var reference : references()) {
                    if (scope.strategy() != Strategy.NEAREST) {
                        assertThat(answer(other, scope, reference)).as("%s in %s, %s", reference, scope, seed).isEqualTo(answer(one, scope, reference));
                    }
                }
            }
        }
    }

    @RepeatedTest(15)
    void whatCameLaterNeverChangesTheAnswerAsAtAnLsn() throws IOException {
        var packages = draw();
        var then = 1 + random.nextInt(packages.size());
        try (var early = index("early", packages.subList(0, then));
                var late = index("late", packages)) {
            for (var scope : scopes(early)) {
                for (var reference : references()) {
                    assertThat(answer(late, scope.asOf(then), reference)).as("%s in %s, %s", reference, scope, seed).isEqualTo(answer(early, scope, reference));
                }
            }
        }
    }

    private @Nullable String answer(SmallIndex index, ResolutionScope scope, String reference) {
        return new Resolver(index.snapshot(), Limits.defaults(), scope).find(reference).map(CanonicalResource::key).orElse(null);
    }

    private List<ResolutionScope> scopes(SmallIndex index) {
        var scopes = new ArrayList<ResolutionScope>();
        for (var root : index.snapshot().packages().versions()) {
            for (var strategy : Strategy.values()) {
                scopes.add(ResolutionScope.of(root).by(strategy));
            }
        }
        return scopes;
    }

    private static List<String> references() {
        return IntStream.range(0, URLS).boxed().flatMap(url -> Arrays.stream(ASKED).map(asked -> "http://example.org/" + url + asked)).toList();
    }

    private List<SmallPackage> draw() {
        var packages = new ArrayList<SmallPackage>();
        var names = 2 + random.nextInt(5);
        for (var name = 0; name < names; name++) {
            for (var version : VERSIONS.subList(0, 1 + random.nextInt(3))) {
                var drawn = holding(SmallPackage.of("p" + name, version));
                requirements(names).forEach(requirement -> drawn.dependsOn(requirement[0], requirement[1]));
                packages.add(drawn);
            }
        }
        return packages;
    }

    /// The same packages, with their dependencies in any order.
    private List<SmallPackage> shuffled(List<Long> contents, List<List<String[]>> dependencies) {
        var packages = new ArrayList<SmallPackage>();
        for (var name = 0; name < contents.size(); name++) {
            var drawn = holding(SmallPackage.of("p" + name, "1.0.0"), new Random(contents.get(name)));
            var order = new ArrayList<>(dependencies.get(name));
            Collections.shuffle(order, random);
            order.forEach(requirement -> drawn.dependsOn(requirement[0], requirement[1]));
            packages.add(drawn);
        }
        return packages;
    }

    private List<String[]> requirements(int names) {
        var requirements = new ArrayList<String[]>();
        for (var name = 0; name < names; name++) {
            if (random.nextInt(3) == 0) {
                requirements.add(new String[] {"p" + name, REQUIREMENTS[random.nextInt(REQUIREMENTS.length)]});
            }
        }
        return requirements;
    }

    private SmallPackage holding(SmallPackage drawn) {
        return holding(drawn, random);
    }

    private static SmallPackage holding(SmallPackage drawn, Random random) {
        for (var left = random.nextInt(4); left > 0; left--) {
            var version = random.nextInt(5) == 0 ? null : RESOURCE_VERSIONS[random.nextInt(RESOURCE_VERSIONS.length)];
            drawn.holding("CodeSystem-%d.json".formatted(left), SmallPackage.resource("CodeSystem", "http://example.org/" + random.nextInt(URLS), version)
                    .put("content", random.nextInt(6) == 0 ? "not-present" : "complete").put("title", "t" + random.nextInt(2)));
        }
        return drawn;
    }

    private SmallIndex index(String name, List<SmallPackage> packages) throws IOException {
        var index = SmallIndex.in(folder.resolve(name));
        for (var each : packages) {
            index.with(each);
        }
        return index.publish();
    }
}

package org.canonry.api.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class LockPropertiesTest {
    private static final int NAMES = 4;
    private static final List<String> REQUIREMENTS = List.of("1.0.0", "1.0.x", "1.x.x", "latest", "next", "9.9.9", "current");

    private final Seed seed = Seed.ofThisRun();
    private final Random random = seed.random();

    /// How many versions of each package there are.
    private final Map<Integer, Integer> published = new HashMap<>();

    @RepeatedTest(5)
    void everyFileAsAtAnLsnStaysTheSameToTheByte(@TempDir Path folder) throws IOException {
        try (var index = SmallIndex.in(folder)) {
            var written = new HashMap<Long, List<String>>();
            for (var step = 0; step < 4; step++) {
                add(index);
                written.put(index.snapshot().lsn(), files(index, index.snapshot().lsn()));
                for (var then : written.entrySet()) {
                    assertThat(files(index, then.getKey())).as("as at lsn %d, %s", then.getKey(), seed).isEqualTo(then.getValue());
                }
            }
        }
    }

    @RepeatedTest(5)
    void everyDependencyOfALockedPackageIsLockedOrListedAsUnresolved(@TempDir Path folder) throws IOException {
        try (var index = SmallIndex.in(folder)) {
            add(index);
            add(index);
            for (var root : index.snapshot().packages().versions()) {
                var lock = lock(index, root, index.snapshot().lsn());
                var edges = lock.graph().edges();
                var declared = lock.packages().stream().mapToInt(version -> version.dependencies().size()).sum();
                assertThat(edges.size() + lock.unresolved().size()).as("%s, %s", root.id(), seed).isEqualTo(declared);
                assertThat(new HashSet<>(lock.packages())).as("%s, %s", root.id(), seed).containsAll(edges.stream().map(edge -> edge.to()).toList());
            }
        }
    }

    private static List<String> files(SmallIndex index, long asOf) throws IOException {
        var files = new ArrayList<String>();
        for (var root : index.snapshot().packages(asOf).versions()) {
            for (var format : LockFormat.values()) {
                files.add(lock(index, root, asOf).write(format, Addresses.below("http://localhost")));
            }
        }
        return files;
    }

    private static Lock lock(SmallIndex index, PackageVersion root, long asOf) {
        return (Lock) Lock.of(index.snapshot(), List.of(root.id().toString()), asOf, Limits.defaults());
    }

    private void add(SmallIndex index) throws IOException {
        for (var left = 1 + random.nextInt(4); left > 0; left--) {
            var name = random.nextInt(NAMES);
            var patch = published.merge(name, 1, Integer::sum) - 1;
            var drawn = SmallPackage.of("p" + name, "1.0." + patch + (random.nextInt(4) == 0 ? "-ballot" : ""));
            for (var dependency = random.nextInt(3); dependency > 0; dependency--) {
                drawn.dependsOn("p" + random.nextInt(NAMES + 1), REQUIREMENTS.get(random.nextInt(REQUIREMENTS.size())));
            }
            drawn.holding("ValueSet", url(random.nextInt(NAMES)), "1.0." + patch);
            drawn.profile(url(NAMES + name), url(random.nextInt(2 * NAMES)), url(random.nextInt(2 * NAMES)), url(random.nextInt(NAMES)) + "|1.0.0");
            index.with(drawn);
        }
        index.publish();
    }

    private static String url(int number) {
        return "http://example.org/" + number;
    }
}

package org.canonry.api.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.canonry.api.page.Paging;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Seed;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.canonical.UseKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class UsesPropertiesTest {
    private static final List<Set<UseKind>> KINDS =
            List.of(Set.of(), EnumSet.of(UseKind.BASE_DEFINITION), EnumSet.of(UseKind.TARGET_PROFILE, UseKind.TYPE_PROFILE));

    private final Seed seed = Seed.ofThisRun();
    private final SmallIndex index;

    UsesPropertiesTest(@TempDir Path folder) throws IOException {
        index = SmallIndex.in(folder);
        fill(seed.random());
        index.publish();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @RepeatedTest(5)
    void usedByIsWhatReadingEveryResourceFinds() throws IOException {
        var uses = new Uses(index.snapshot());
        for (var kinds : KINDS) {
            for (var target = 0; target < 4; target++) {
                var url = url(target);
                assertUsers(uses, kinds, url, asked -> Reference.url(asked).equals(url));
                assertUsers(uses, kinds, url + "|1.0", asked -> asked.equals(url + "|1.0"));
            }
        }
    }

    private void assertUsers(Uses uses, Set<UseKind> kinds, String target, Predicate<String> meets) throws IOException {
        var expected = resources().stream()
                .flatMap(resource -> resource.references().stream()
                        .filter(use -> (kinds.isEmpty() || kinds.contains(use.kind())) && meets.test(use.target()))
                        .map(use -> Usage.of(resource, use)))
                .toList();
        Paging.assertEveryWayGives(expected, window -> uses.usedBy(target, kinds, window), "%s %s, %s".formatted(target, kinds, seed));
    }

    @RepeatedTest(5)
    void carriersComeInTheOrderOfTheLog() throws IOException {
        for (var resource : resources()) {
            for (var anyVersion : List.of(true, false)) {
                var expected = resources().stream()
                        .filter(other -> other.url().equals(resource.url()))
                        .filter(other -> anyVersion || Objects.equals(other.version(), resource.version()))
                        .toList();
                Paging.assertEveryWayGives(expected, window -> Carriers.of(resource, anyVersion, window), seed.toString());
            }
        }
    }

    private List<CanonicalResource> resources() {
        var snapshot = index.snapshot();
        return IntStream.range(0, snapshot.manifest().canonicals())
                .mapToObj(snapshot::resource)
                .sorted(Comparator.comparingLong(CanonicalResource::lsn).thenComparing(CanonicalResource::filename))
                .toList();
    }

    private void fill(Random random) throws IOException {
        var packages = 1 + random.nextInt(6);
        for (var number = 0; number < packages; number++) {
            var drawn = SmallPackage.of("p" + number, "1.0.0");
            for (var left = random.nextInt(6); left > 0; left--) {
                drawn.profile(url(random.nextInt(6)), target(random), targets(random));
            }
            index.with(drawn);
            if (random.nextBoolean()) {
                index.flush();
            }
        }
    }

    private static String[] targets(Random random) {
        return IntStream.range(0, random.nextInt(5)).mapToObj(at -> target(random)).toArray(String[]::new);
    }

    private static String target(Random random) {
        return url(random.nextInt(4)) + List.of("", "|1.0", "|2.0").get(random.nextInt(3));
    }

    private static String url(int number) {
        return "http://example.org/StructureDefinition/" + number;
    }
}

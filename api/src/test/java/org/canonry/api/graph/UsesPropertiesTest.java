package org.canonry.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.canonry.api.graph.UsageSummary.KindCount;
import org.canonry.api.graph.UsageSummary.PackageCount;
import org.canonry.api.graph.UsageSummary.UserCount;
import org.canonry.api.page.Paging;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Seed;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.limits.Limits;
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
        forEachQuestion(Uses.EVERYWHERE, this::assertUsers);
    }

    @RepeatedTest(5)
    void inAScopeUsedByIsWhatReadingItsResourcesFinds() throws IOException {
        forEachQuestion(somePackages(), this::assertUsers);
    }

    @RepeatedTest(5)
    void aSummaryCountsWhatUsedByLists() throws IOException {
        for (var packages : List.of(Uses.EVERYWHERE, somePackages())) {
            forEachQuestion(packages, this::assertCounts);
        }
    }

    /// What is asked of the index.
    ///
    /// @param meets whether a reference has the target, told from its text
    private record Question(String target, Set<UseKind> kinds, IntPredicate packages, Predicate<String> meets) {}

    private interface Check {
        void hold(Question question) throws IOException;
    }

    private void forEachQuestion(IntPredicate packages, Check check) throws IOException {
        for (var kinds : KINDS) {
            for (var target = 0; target < 4; target++) {
                var url = url(target);
                check.hold(new Question(url, kinds, packages, asked -> Reference.url(asked).equals(url)));
                check.hold(new Question(url + "|1.0", kinds, packages, asked -> asked.equals(url + "|1.0")));
            }
        }
    }

    private IntPredicate somePackages() {
        var chosen = seed.random().ints(index.snapshot().packages().versions().size(), 0, 2).toArray();
        return place -> chosen[place] == 1;
    }

    private void assertUsers(Question question) throws IOException {
        Paging.assertEveryWayGives(
                users(question), window -> uses().usedBy(question.target, question.kinds, question.packages, window), words(question));
    }

    private void assertCounts(Question question) throws IOException {
        var users = users(question);
        var summary = uses().summary(question.target, question.kinds, question.packages);
        var byPackage = counts(users, usage -> usage.by().packageVersion().id().name().text());
        var byResource = counts(users, Usage::by);
        assertThat(summary.totalCount()).as(words(question)).isEqualTo(users.size());
        assertThat(summary.resourceCount()).as(words(question)).isEqualTo(byResource.size());
        assertThat(summary.packageVersionCount()).isEqualTo(counts(users, usage -> usage.by().packageVersion().id()).size());
        assertThat(summary.packageCount()).isEqualTo(byPackage.size());
        assertThat(summary.kinds()).as(words(question)).extracting(KindCount::kind, KindCount::count)
                .containsExactlyInAnyOrderElementsOf(tuples(counts(users, Usage::kind)));
        assertThat(summary.packages(100)).as(words(question)).extracting(count -> count.of().name().text(), PackageCount::count)
                .containsExactlyInAnyOrderElementsOf(tuples(byPackage));
        assertThat(summary.topUsers(3)).as(words(question)).extracting(UserCount::count)
                .containsExactlyElementsOf(byResource.values().stream().sorted(Comparator.reverseOrder()).limit(3).toList());
        assertThat(summary.topUsers(3)).allSatisfy(top -> assertThat(byResource).containsEntry(top.resource(), top.count()));
    }

    private List<Usage> users(Question question) {
        var packages = index.snapshot().packages();
        return resources().stream()
                .filter(resource -> question.packages.test(packages.place(resource.packageVersion())))
                .flatMap(resource -> resource.references().stream()
                        .filter(use -> question.kinds.isEmpty() || question.kinds.contains(use.kind()))
                        .filter(use -> question.meets.test(use.target()))
                        .map(use -> Usage.of(resource, use)))
                .toList();
    }

    private static <K> Map<K, Integer> counts(List<Usage> users, Function<Usage, K> key) {
        return users.stream().collect(Collectors.groupingBy(key, Collectors.summingInt(usage -> 1)));
    }

    private static List<Tuple> tuples(Map<?, Integer> counts) {
        return counts.entrySet().stream().map(count -> tuple(count.getKey(), count.getValue())).toList();
    }

    private String words(Question question) {
        return "%s %s, %s".formatted(question.target, question.kinds, seed);
    }

    private Uses uses() {
        return new Uses(index.snapshot(), Limits.defaults());
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

package org.canonry.api.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.canonry.api.graph.ResourceTypeCount;
import org.canonry.api.graph.Usage;
import org.canonry.api.page.Paging;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class PackageDiffTest {
    private final SmallIndex index;

    PackageDiffTest(@TempDir Path folder) throws IOException {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("a", "1.0.0")
                        .dependsOn("kept", "1.0.0").dependsOn("gone", "1.0.0").dependsOn("raised", "1.0.0")
                        .holding("same.json", resource("same", "1.0.0"))
                        .holding("edition.json", resource("edition", "1.0.0").put("date", "2024-01-01"))
                        .holding("changed.json", resource("changed", "1.0.0").put("title", "Before"))
                        .holding("moved.json", resource("moved", "1.0.0"))
                        .holding("removed.json", resource("removed", "1.0.0"))
                        .holding("twice-1.json", resource("twice", "1.0.0").put("title", "One"))
                        .holding("twice-2.json", resource("twice", "1.0.0").put("title", "Two")))
                .flush()
                .with(SmallPackage.of("a", "2.0.0")
                        .dependsOn("kept", "1.0.0").dependsOn("raised", "2.0.0").dependsOn("added", "1.0.0")
                        .holding("same.json", resource("same", "1.0.0"))
                        .holding("edition.json", resource("edition", "2.0.0").put("date", "2025-01-01"))
                        .holding("changed.json", resource("changed", "2.0.0").put("title", "After"))
                        .holding("elsewhere.json", resource("moved", "2.0.0").put("title", "Now it has one"))
                        .holding("added.json", resource("added", "1.0.0"))
                        .holding("twice-2.json", resource("twice", "1.0.0").put("title", "Three")))
                .publish();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void tellsWhatCameAndWentAndSaysSomethingElse() throws IOException {
        var diff = diff("a@1.0.0", "a@2.0.0");
        assertThat(Paging.all(diff::added)).extracting(CanonicalResource::filename).containsExactly("added.json");
        assertThat(Paging.all(diff::removed)).extracting(CanonicalResource::filename).containsExactly("removed.json");
        assertThat(Paging.all(diff::changed)).extracting(change -> change.from().filename() + " " + change.to().filename())
                .containsExactly("changed.json changed.json", "moved.json elsewhere.json", "twice-2.json twice-2.json");
        Paging.assertEveryWayGives(Paging.all(diff::changed), diff::changed, "changed");
    }

    @Test
    void isTheOtherWayRoundBackwards() throws IOException {
        var forward = diff("a@1.0.0", "a@2.0.0");
        var backward = diff("a@2.0.0", "a@1.0.0");
        assertThat(Paging.all(backward::added)).isEqualTo(Paging.all(forward::removed));
        assertThat(Paging.all(backward::removed)).isEqualTo(Paging.all(forward::added));
    }

    @Test
    void findsNoChangeBetweenAVersionAndItself() throws IOException {
        var diff = diff("a@1.0.0", "a@1.0.0");
        assertThat(Paging.all(diff::added)).isEmpty();
        assertThat(Paging.all(diff::removed)).isEmpty();
        assertThat(Paging.all(diff::changed)).isEmpty();
        assertThat(diff.dependencies()).isEmpty();
    }

    @Test
    void comparesDependenciesByName() throws IOException {
        assertThat(diff("a@1.0.0", "a@2.0.0").dependencies()).containsExactly(
                new DependencyChange("added", null, "1.0.0"),
                new DependencyChange("gone", "1.0.0", null),
                new DependencyChange("raised", "1.0.0", "2.0.0"));
    }

    @Test
    void saysElementByElementWhatChanged() throws IOException {
        var change = Paging.all(diff("a@1.0.0", "a@2.0.0")::changed).getFirst();
        var differences = change.differences(new ResourceDiff(Limits.defaults()));
        assertThat(differences.changes()).containsExactly(new ElementChange("ValueSet.title", Rule.METADATA_CHANGED, "Before", "After"));
        assertThat(differences.impact()).contains(Impact.EDITORIAL);
        assertThat(differences.cut()).isEmpty();
    }

    @Test
    void listsNoMoreThanTheLimitAllowsAndSaysSo() throws IOException {
        index.with(codes("1.0.0", 0, 3)).with(codes("2.0.0", 2, 9)).publish();
        var change = Paging.all(diff("codes@1.0.0", "codes@2.0.0")::changed).getFirst();
        var differences = change.differences(new ResourceDiff(Limits.defaults().with(Limit.DIFF_ELEMENTS, 3)));
        assertThat(differences.changes()).extracting(ElementChange::rule).containsExactly(Rule.CODE_REMOVED, Rule.CODE_REMOVED, Rule.CODE_ADDED);
        assertThat(differences.counts()).isEqualTo(Map.of(Impact.BREAKING, 2, Impact.COMPATIBLE, 6));
        assertThat(differences.cut()).hasValueSatisfying(words -> assertThat(words).startsWith("5 changes are not listed").contains("diff_elements"));
    }

    private static SmallPackage codes(String version, int from, int to) {
        var system = SmallPackage.resource("CodeSystem", "http://example.org/codes", version);
        IntStream.range(from, to).forEach(code -> system.withArray("/concept").addObject().put("code", "c" + code));
        return SmallPackage.of("codes", version).holding("codes.json", system);
    }

    @Test
    void doesNotReadWhatIsTooLargeAndSaysSo() throws IOException {
        var change = Paging.all(diff("a@1.0.0", "a@2.0.0")::changed).getFirst();
        var differences = change.differences(new ResourceDiff(Limits.defaults().with(Limit.DIFF_RESOURCE_BYTES, 50)));
        assertThat(differences.impact()).isEmpty();
        assertThat(differences.cut()).hasValueSatisfying(words -> assertThat(words).startsWith("not compared").contains("diff_resource_bytes"));
    }

    @Test
    void takesTheSameTypeAndIdOrNameUnderAnotherUrlForARename() throws IOException {
        index.with(SmallPackage.of("renamed", "1.0.0")
                        .holding("1.json", resource("old-1", "1").put("id", "one"))
                        .holding("2.json", resource("old-2", "1").put("name", "Two"))
                        .holding("3.json", resource("old-3", "1").put("name", "Three")))
                .with(SmallPackage.of("renamed", "2.0.0")
                        .holding("1.json", resource("new-1", "1").put("id", "one"))
                        .holding("2.json", resource("new-2", "1").put("name", "Two"))
                        .holding("3.json", resource("new-3", "1").put("name", "Four")))
                .publish();
        var diff = diff("renamed@1.0.0", "renamed@2.0.0");
        assertThat(Paging.all(diff::renamed)).extracting(change -> change.from().url() + " " + change.to().url())
                .containsExactly("http://example.org/old-1 http://example.org/new-1", "http://example.org/old-2 http://example.org/new-2");
        assertThat(Paging.all(diff::removed)).hasSize(3);
        assertThat(Paging.all(diff::added)).hasSize(3);
        var differences = Paging.all(diff::renamed).getFirst().differences(new ResourceDiff(Limits.defaults()));
        assertThat(differences.changes()).extracting(ElementChange::rule).containsExactly(Rule.URL_CHANGED);
    }

    @Test
    void findsWhoIsTouchedInAClosure() throws IOException {
        index.with(SmallPackage.of("user", "1.0.0").dependsOn("a", "1.0.0").dependsOn("between", "1.0.0")
                        .profile("http://example.org/p", "http://example.org/changed", "http://example.org/removed", "http://example.org/same"))
                .with(SmallPackage.of("between", "1.0.0").profile("http://example.org/q", "http://example.org/same", "http://example.org/changed|1.0.0"))
                .with(SmallPackage.of("stranger", "1.0.0").profile("http://example.org/r", "http://example.org/changed"))
                .publish();
        var diff = diff("a@1.0.0", "a@2.0.0");
        var touched = Paging.all(window -> diff.touched(index.version("user@1.0.0"), window));
        assertThat(touched).extracting(touch -> touch.resource().url()).containsExactly("http://example.org/p", "http://example.org/q");
        assertThat(touched.getFirst().uses()).extracting(Usage::target).containsExactly("http://example.org/changed", "http://example.org/removed");
        assertThat(touched.getFirst().changes()).extracting(change -> change.to().filename()).containsExactly("changed.json");
        assertThat(touched.getFirst().removed()).extracting(CanonicalResource::filename).containsExactly("removed.json");
        Paging.assertEveryWayGives(touched, window -> diff.touched(index.version("user@1.0.0"), window), "touched");
    }

    @Test
    void countsTypesMostFirst() throws IOException {
        index.with(SmallPackage.of("b", "1.0.0")
                        .holding("ValueSet", "http://example.org/1", null)
                        .holding("CodeSystem", "http://example.org/2", null)
                        .holding("StructureDefinition", "http://example.org/3", null)
                        .holding("StructureDefinition", "http://example.org/4", null))
                .publish();
        assertThat(ResourceTypeCount.of(index.snapshot(), index.version("b@1.0.0"))).isEqualTo(List.of(
                new ResourceTypeCount("StructureDefinition", 2), new ResourceTypeCount("CodeSystem", 1), new ResourceTypeCount("ValueSet", 1)));
    }

    private PackageDiff diff(String from, String to) throws IOException {
        return PackageDiff.between(index.snapshot(), index.version(from), index.version(to));
    }

    private static ObjectNode resource(String name, String version) {
        return SmallPackage.resource("ValueSet", "http://example.org/" + name, version);
    }
}

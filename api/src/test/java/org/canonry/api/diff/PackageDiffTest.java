package org.canonry.api.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.canonry.api.graph.ResourceTypeCount;
import org.canonry.api.page.Paging;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
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
        assertThat(Paging.all(diff::removed)).extracting(CanonicalResource::filename).containsExactly("removed.json", "twice-1.json");
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

package org.canonry.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.canonry.api.graph.DependencyGraph.Edge;
import org.canonry.api.page.Paging;
import org.canonry.api.snapshot.Packages;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The package.json files of the real packages; what is expected was read in them by hand.
class RealDependenciesTest {
    private static List<PackageVersion> versions = List.of();
    private static Dependencies dependencies = new Dependencies(new Packages(List.of()));

    @BeforeAll
    static void readEveryManifestOnce() throws IOException {
        try (var files = Files.list(SharedFiles.packages())) {
            var read = new ArrayList<PackageVersion>();
            for (var tarball : files.filter(file -> file.toString().endsWith(".tgz")).sorted().toList()) {
                read.add(version(tarball, read.size() + 1L));
            }
            versions = read;
        }
        dependencies = new Dependencies(new Packages(versions));
    }

    @ParameterizedTest
    @CsvSource({
        "hl7.fhir.us.carin-bb@1.1.0, hl7.fhir.us.carin-bb@1.1.0 hl7.fhir.r4.core@4.0.1 hl7.fhir.us.core@3.1.1",
        "hl7.fhir.us.core@3.1.1, hl7.fhir.us.core@3.1.1 hl7.fhir.r4.core@4.0.1",
        "hl7.terminology.r5@7.0.1, hl7.terminology.r5@7.0.1 hl7.fhir.uv.extensions.r5@5.2.0 hl7.fhir.r5.core@5.0.0",
        "hl7.fhir.uv.genomics-reporting@2.0.0, hl7.fhir.uv.genomics-reporting@2.0.0 hl7.fhir.r4.core@4.0.1",
        "hl7.fhir.uv.ips@1.0.0, hl7.fhir.uv.ips@1.0.0 hl7.fhir.r4.core@4.0.1",
    })
    void findsTheWholeOfClosedPackages(String root, String nodes) {
        var graph = graph(root);
        assertThat(graph.nodes()).extracting(node -> node.packageVersion().id().toString()).containsExactlyInAnyOrder(nodes.split(" "));
        assertThat(graph.nodes().getFirst().packageVersion().id()).hasToString(root);
        assertThat(graph.unresolved()).isEmpty();
        assertThat(graph.conflicts()).isEmpty();
    }

    @Test
    void accountsForEveryDeclaredDependency() {
        var all = versions.stream().flatMap(version -> dependencies.of(version).stream()).toList();
        assertThat(all).hasSize(944);
        assertThat(all).filteredOn(requirement -> requirement.resolved() != null).hasSize(409);
        assertThat(all).filteredOn(requirement -> requirement.problem() == DependencyProblem.UNSUPPORTED_SELECTOR)
                .hasSize(21)
                .allMatch(requirement -> requirement.requirement().equals("current") || requirement.requirement().equals("dev"));
    }

    @Test
    void correctsTheOnePackageThatAsksForTheFirstR4() {
        assertThat(versions.stream().flatMap(version -> dependencies.of(version).stream()).filter(each -> each.fixup() != null))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.from().id()).hasToString("hl7.fhir.uv.subscriptions-backport.r4@1.1.0");
                    assertThat(each.resolved()).isEqualTo(version("hl7.fhir.r4.core@4.0.1"));
                });
    }

    @Test
    void leavesWildcardsOfPackagesThatAreNotThereUnresolved() {
        assertThat(graph("ch.fhir.ig.ch-lab-order@3.0.0").unresolved())
                .filteredOn(each -> each.requirement().equals("3.3.x"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.name()).isEqualTo("ch.fhir.ig.ch-term");
                    assertThat(each.problem()).isEqualTo(DependencyProblem.UNKNOWN_PACKAGE);
                });
    }

    @Test
    void findsTheDeepestOfTheRealGraphs() {
        var graph = graph("medcom.fhir.dk.hospitalnotification@3.0.1");
        assertThat(graph.nodes()).hasSize(9);
        assertThat(graph.nodes().getLast().depth()).isEqualTo(3);
        assertThat(graph.edges()).extracting(Edge::implicit).containsOnly(false);
    }

    @Test
    void turnsEveryRealEdgeAround() throws IOException {
        var core = version("hl7.fhir.r4.core@4.0.1");
        var expected = versions.stream()
                .filter(version -> dependencies.of(version).stream().anyMatch(each -> core.equals(each.resolved())))
                .map(PackageVersion::id)
                .sorted()
                .toList();
        assertThat(Paging.all(window -> dependencies.dependents(core, window))).extracting(PackageVersion::id).isEqualTo(expected);
        assertThat(expected).contains(PackageId.of("hl7.fhir.us.carin-bb", "1.1.0"), PackageId.of("hl7.fhir.us.core", "6.1.0"));
    }

    private static DependencyGraph graph(String root) {
        return (DependencyGraph) dependencies.graph(List.of(version(root)), Limits.defaults());
    }

    private static PackageVersion version(String id) {
        return versions.stream().filter(version -> version.id().toString().equals(id)).findFirst().orElseThrow();
    }

    private static PackageVersion version(Path tarball, long lsn) {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(tarball))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (("/" + entry.getName()).endsWith("/package/package.json")) {
                    return ((PackageVersion.Line.Read) PackageVersion.read(tar.readAllBytes(), lsn)).version();
                }
            }
            throw new IllegalStateException(tarball + " has no package.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

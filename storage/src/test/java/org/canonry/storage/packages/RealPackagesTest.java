package org.canonry.storage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.packages.Dependency.On;
import org.canonry.storage.packages.Manifest.Note;
import org.canonry.storage.packages.ManifestRefused.Problem;
import org.canonry.storage.packages.VersionSelector.Exact;
import org.canonry.storage.packages.VersionSelector.Tag;
import org.canonry.storage.packages.VersionSelector.Unsupported;
import org.canonry.storage.packages.VersionSelector.Wildcard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RealPackagesTest {
    private static final Map<String, String> ODD = Map.of(
            "hl7.fhir.us.davinci-pdex-plan-net-0.0.1.0.tgz", "hl7.fhir.us.davinci-pdex-plan-net@0.0.1.0",
            "invalid-package-json-1.tgz", Problem.INVALID_JSON.name(),
            "medcom.fhir.dk.document-v.1.0.1.tgz", "medcom.fhir.dk.document@v.1.0.1",
            "no-version-1.tgz", Problem.NO_VERSION.name(),
            "path-traversal-evil.tgz", "dummy-package@0.0.1",
            "placeholder-no-content.tgz", "openhie.fhir.template@1.0.0",
            "plain-tar-not-gzip.tgz", "erroneous-ig@1.0.2",
            "root-folder-not-package-1.tgz", "hl7.fhir.uv.xver.r4@0.0.1-snapshot-0",
            "scoped-name.tgz", "@fhir/example.fhir.uv.myig@0.2.0",
            "test.circular.snapshot-0.0.1.tgz", "test.circular.snapshot@0.0.1");

    private static List<Manifest> manifests = List.of();

    @BeforeAll
    static void readEveryManifestOnce() throws IOException {
        manifests = PackageJson.tarballs(SharedFiles.packages()).stream()
                .map(PackageJson::manifest)
                .toList();
    }

    @Test
    void readsTheManifestOfEveryRealPackage() throws IOException {
        assertThat(PackageJson.tarballs(SharedFiles.packages()).stream().map(Path::getFileName).map(Path::toString))
                .hasSize(241)
                .containsExactlyElementsOf(
                        manifests().map(manifest -> manifest.id().stem() + ".tgz").toList());
        assertThat(manifests().flatMap(manifest -> manifest.license().stream())).containsOnly("CC0-1.0");
        assertThat(manifests()).allMatch(manifest -> manifest.id().version().isSemver());
    }

    @Test
    void readsOddManifestsOrSaysWhyNot() throws IOException {
        var read = new TreeMap<String, String>();
        for (var tarball : PackageJson.tarballs(SharedFiles.odd())) {
            PackageJson.of(tarball)
                    .ifPresent(bytes -> read.put(tarball.getFileName().toString(), outcome(Manifest.read(bytes))));
        }
        var expected = new TreeMap<>(ODD);
        expected.put("xss-in-package-json.tgz", Problem.INVALID_NAME.name());
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void notesTheByteOrderMarksOfRealManifests() {
        assertThat(manifests().filter(manifest -> manifest.notes().contains(Note.BYTE_ORDER_MARK)))
                .extracting(Manifest::toString)
                .containsExactly(
                        "fhir.tx.support.r4@0.1.0",
                        "fhir.tx.support.r4@0.4.0",
                        "fhir.tx.support.r4@0.7.0",
                        "hl7.fhir.xver-extensions@0.0.2",
                        "hl7.fhir.xver-extensions@0.0.3",
                        "hl7.fhir.xver-extensions@0.0.6");
        assertThat(manifests().flatMap(manifest -> manifest.notes().stream()).distinct())
                .containsExactly(Note.BYTE_ORDER_MARK);
    }

    @Test
    void readsEveryDateAndFhirVersionThatRealManifestsCarry() {
        assertThat(manifests()).allSatisfy(manifest -> {
            assertThat(manifest.date().isPresent()).isEqualTo(manifest.raw().has("date"));
            assertThat(manifest.fhirVersions()).allSatisfy(
                    number -> assertThat(FhirVersion.of(number).release()).isPresent());
        });
        assertThat(manifests().filter(manifest -> manifest.fhirVersions().isEmpty())).hasSize(9);
    }

    @Test
    void understandsEveryDependencyOfRealPackages() {
        var kinds = dependencies().collect(Collectors.groupingBy(
                dependency -> kind(dependency), TreeMap::new, Collectors.counting()));
        assertThat(kinds).containsOnlyKeys("CONTINUOUS_BUILD", "LOCAL_BUILD", "exact", "wildcard");
        assertThat(kinds).containsEntry("CONTINUOUS_BUILD", 20L).containsEntry("LOCAL_BUILD", 1L);
        assertThat(kinds).containsEntry("wildcard", 2L);
    }

    @Test
    void resolvesTheRealWildcardsByTheVersionsThatAreThere() {
        var extensions = manifests()
                .map(Manifest::id)
                .filter(id -> id.name().text().equals("hl7.fhir.uv.extensions.r4"))
                .map(PackageId::version)
                .toList();
        assertThat(best("5.3.x", extensions)).isEqualTo("5.3.0");
        assertThat(best("5.3.0-*", extensions)).isEqualTo("5.3.0-ballot-tc1");
        assertThat(best("latest", extensions)).isEqualTo("5.3.0");
        assertThat(best("next", extensions)).isEqualTo("5.3.0-ballot-tc1");
    }

    private static String best(String selector, List<Version> versions) {
        return VersionSelector.parse(selector).best(versions).orElseThrow().text();
    }

    private static Stream<Dependency> dependencies() {
        return manifests().map(Manifest::dependencies).flatMap(List::stream);
    }

    private static Stream<Manifest> manifests() {
        return manifests.stream();
    }

    private static String kind(Dependency dependency) {
        return switch (dependency.meaning()) {
            case On(var target, Exact exact, var alias) -> "exact";
            case On(var target, Wildcard wildcard, var alias) -> "wildcard";
            case On(var target, Tag tag, var alias) -> "tag";
            case On(var target, Unsupported(var text, var reason, var detail), var alias) -> reason.name();
            case Dependency.Unclear(var problem, var detail) -> problem.name();
        };
    }

    private static String outcome(ManifestRead read) {
        return switch (read) {
            case Manifest manifest -> manifest.id().toString();
            case ManifestRefused refused -> refused.problem().name();
        };
    }
}

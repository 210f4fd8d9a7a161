package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.canonry.api.doctor.Doctor;
import org.canonry.api.doctor.Finding;
import org.canonry.api.doctor.FindingKind;
import org.canonry.api.doctor.Subject;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// `canonry doctor` against every real package.
@ExtendWith(RealInstallation.Shared.class)
class DoctorCommandTest {
    @TempDir
    private Path folder;

    @Test
    void findsWhatIsWrongWithARealPackageAndWhatToAdd(RealInstallation real) throws Exception {
        var ended = run(real, "hl7.fhir.us.davinci-pdex-plan-net@0.1.0");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains(
                "ERROR    References to what packages carry, but no dependency leads to (7)",
                "http://hl7.org/fhir/us/core/StructureDefinition/",
                "\"hl7.fhir.us.core\": \"3.1.1\"",
                "no fewer would do");
    }

    @ParameterizedTest
    @CsvSource({"note, 1", "warning, 0", "ERROR, 0"})
    void failsOnWhatIsAskedFor(String level, int exit, RealInstallation real) throws Exception {
        assertThat(run(real, "hl7.fhir.uv.genomics-reporting#2.0.0", "--fail-on", level).exit()).isEqualTo(exit);
    }

    @Test
    void printsEverythingAsJson(RealInstallation real) throws Exception {
        var json = JsonMapper.builder().build().readTree(run(real, "hl7.fhir.us.davinci-pdex-plan-net@0.1.0", "--json").out());
        assertThat(json.path("level").asString()).isEqualTo("ERROR");
        assertThat(json.at("/prescription/additions/0/name").asString()).isEqualTo("hl7.fhir.us.core");
        assertThat(json.path("findings").size()).isGreaterThan(20);
        assertThat(json.at("/findings/0/places/0/filename").asString()).endsWith(".json");
    }

    /// It need not be in the index: as a tarball, unpacked, and as the IG Publisher leaves it.
    @Test
    void findsTheSameInATarballAndInFolders(RealInstallation real) throws Exception {
        var tarball = SharedFiles.tarball("hl7.fhir.us.davinci-pdex-plan-net-0.1.0.tgz");
        var unpacked = unpack(tarball, folder.resolve("unpacked"));
        var guide = folder.resolve("guide");
        var output = Files.createDirectories(guide.resolve("output"));
        Files.copy(tarball, output.resolve("package.tgz"));
        var indexed = run(real, "hl7.fhir.us.davinci-pdex-plan-net@0.1.0", "--all").out();
        for (var path : List.of(tarball, unpacked, unpacked.resolve("package"), output, guide)) {
            assertThat(run(real, path.toString(), "--all").out()).as("%s", path).isEqualTo(indexed);
        }
    }

    @Test
    void tellsFilesThatAreNoJson(RealInstallation real) throws Exception {
        Files.writeString(folder.resolve("package.json"), "{\"name\":\"mine.fhir\",\"version\":\"1.0.0\",\"fhirVersions\":[\"4.0.1\"]}");
        Files.writeString(folder.resolve("ValueSet-x.json"), "{\"resourceType\":");
        var ended = run(real, folder.toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).contains("ValueSet-x.json", "Files that cannot be read (1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "broken-not-gzip-11-bytes.tgz", "broken-git-lfs-pointer-1.tgz", "plain-tar-not-gzip.tgz", "path-traversal-evil.tgz",
        "invalid-package-json-1.tgz", "no-version-1.tgz", "root-folder-not-package-1.tgz",
    })
    void cannotExamineWhatIsNoPackage(String odd, RealInstallation real) throws Exception {
        var ended = run(real, SharedFiles.odd().resolve(odd).toString());
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).startsWith("canonry: ").contains(odd).doesNotContain("\tat ");
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scoped-name.tgz", "test.circular.snapshot-0.0.1.tgz", "placeholder-no-content.tgz", "medcom.fhir.dk.document-v.1.0.1.tgz",
        "hl7.fhir.us.davinci-pdex-plan-net-0.0.1.0.tgz"})
    void examinesWhatIsMerelyOdd(String odd, RealInstallation real) throws Exception {
        var ended = run(real, SharedFiles.odd().resolve(odd).toString());
        assertThat(ended.exit()).isBetween(0, 1);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void showsNothingThatWouldHarmATerminal(RealInstallation real) throws Exception {
        Files.writeString(folder.resolve("package.json"), """
                {"name": "mine.fhir", "version": "1.0.0", "fhirVersions": ["4.0.1"], "dependencies": {"\\u001b[2Jx": "\\u0007\\u202e1"}}""");
        var ended = run(real, folder.toString(), "--all");
        assertThat(ended.out()).doesNotContain("\u001b", "\u0007", "\u202e").contains("?[2Jx");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"no.such.package@1.0.0; no such package", "/nowhere/at/all; no such package", "'   '; no such package"})
    void saysWhatItCannotFind(String named, String message, RealInstallation real) throws Exception {
        var ended = run(real, named);
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
    }

    @Test
    void saysSoWhereAFolderHoldsNoPackage(RealInstallation real) throws Exception {
        var ended = run(real, folder.toString());
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("package.json");
    }

    @Test
    void needsNoServerAndEndsWithItsExitCodeAsAProcess(RealInstallation real) throws Exception {
        var program = JavaProgram.of(Canonry.class, List.of("-Xmx256m"), List.of("doctor", "ch.fhir.ig.ch-core", "--data", real.data().toString()));
        var ended = Finished.run(program, folder);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).contains("\"hl7.terminology.r4\": \"7.0.1\"");
        var nothing = JavaProgram.of(Canonry.class, List.of("-Xmx256m"), List.of("doctor", "x", "--data", folder.resolve("none").toString()));
        assertThat(Finished.run(nothing, folder).exit()).isEqualTo(2);
    }

    @Test
    void examinesEveryRealPackage(RealInstallation real) throws Exception {
        try (var index = IndexAtHand.open(new Places(real.data()), Limits.defaults())) {
            var doctor = new Doctor(index.snapshot(), Limits.defaults());
            var versions = index.snapshot().packages().versions();
            assertThat(versions).hasSizeGreaterThan(240);
            for (var version : versions) {
                var diagnosis = doctor.examine(Subject.of(index.snapshot(), version));
                assertThat(diagnosis.findings()).as("%s", version.id()).isSortedAccordingTo(Finding.WORST_FIRST);
                assertThat(diagnosis.findings()).as("%s", version.id()).extracting(finding -> finding.kind() + finding.about()).doesNotHaveDuplicates();
            }
        }
    }

    /// Each read by hand in its package: the value set is named `corediagnosticreport` in the terminology, the profiles by a dash for a slash.
    @ParameterizedTest
    @CsvSource({
        "medcom.fhir.dk.homecareobservation, 1.0.0, http://medcomfhir.dk/ig/terminology/ValueSet/medcom-corediagnosticrepport-status",
        "fhir.argonaut.pd, 1.0.0, http://fhir.org/guides/argonaut-pd/StructureDefinition-argo-organization",
        "hl7.fhir.r2.core, 1.0.2, http://hl7.org/fhir/ValueSet/daf-substance-sct",
    })
    void findsRealSlips(String name, String version, String target, RealInstallation real) throws Exception {
        try (var index = IndexAtHand.open(new Places(real.data()), Limits.defaults())) {
            var subject = index.snapshot().packages().version(PackageId.of(name, version)).orElseThrow();
            var diagnosis = new Doctor(index.snapshot(), Limits.defaults()).examine(Subject.of(index.snapshot(), subject));
            assertThat(diagnosis.findings())
                    .filteredOn(finding -> finding.kind() == FindingKind.REFERENCE_TO_NOTHING)
                    .extracting(Finding::about)
                    .contains(target);
        }
    }

    private static Finished run(RealInstallation real, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of("doctor", "--data", real.data().toString()));
        words.addAll(List.of(arguments));
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = Canonry.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
        return new Finished(exit, out.toString(), err.toString());
    }

    private static Path unpack(Path tarball, Path target) throws Exception {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(tarball)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    var file = target.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.write(file, tar.readAllBytes());
                }
            }
        }
        return target;
    }
}

package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.registry.LogEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// HL7's own clients against the registry, in processes of their own: their libraries are other versions of what is here.
@Tag("clients")
@ExtendWith(RealInstallation.Shared.class)
class Hl7ClientsTest {
    @TempDir
    private Path home;

    private final URI registry;
    private final RealInstallation real;
    private final TestReporter reporter;

    Hl7ClientsTest(RealInstallation real, TestReporter reporter) {
        this.real = real;
        this.registry = real.running().address().resolve("pkgs");
        this.reporter = reporter;
    }

    @Test
    void packageClientAndCacheTakeItForAFhirRegistry() throws Exception {
        assertUsed(packages("FHIR"));
    }

    @Test
    void packageClientAndCacheTakeItForAnNpmRegistry() throws Exception {
        assertUsed(packages("NPM"));
    }

    /// A version or a date that it cannot read would end it.
    @Test
    void packageClientTellsALatestVersionOfEveryPackage() throws Exception {
        var names = real.events().stream()
                .filter(event -> event.id().version().isSemver())
                .map(LogEvent::name)
                .distinct()
                .toArray(String[]::new);
        var said = packages("FHIR", names);
        assertThat(said).contains("latest of hl7.fhir.us.core: 8.0.0");
        assertThat(names).hasSizeGreaterThan(5).allSatisfy(name ->
                assertThat(said).anyMatch(line -> line.matches("latest of %s: \\d+\\.\\d+\\.\\d+.*".formatted(Pattern.quote(name)))));
    }

    @Test
    void validatorLoadsGuidesByNameAndByCanonicalAndValidatesAPatient() throws Exception {
        var settings = Files.writeString(home.resolve("fhir-settings.json"), """
                {"ignoreDefaultPackageServers": true, "servers": [{"url": "%s", "type": "fhir-package", "authenticationType": "token", "token": "none",
                 "allowHttp": true, "allowPrivateNetwork": true}]}""".formatted(registry));
        var patient = Files.writeString(home.resolve("patient.json"), """
                {"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient"]},
                 "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Amy Shaw</div>"},
                 "identifier": [{"system": "http://hospital.smarthealthit.org", "value": "1032702"}],
                 "name": [{"family": "Shaw", "given": ["Amy"]}]}""");
        var said = run("oracle", "org.canonry.oracle.Validation", settings.toString(), patient.toString(),
                "hl7.fhir.us.core#3.1.1", "http://hl7.org/fhir/uv/bulkdata");
        assertThat(said).contains("loaded hl7.fhir.us.core#3.1.1", "loaded http://hl7.org/fhir/uv/bulkdata", "done");
        assertThat(said).anyMatch(line -> line.startsWith("ERROR Patient Patient.gender: minimum required = 1"));
    }

    private List<String> packages(String type, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(registry.toString(), type, home.resolve("cache").toString()));
        arguments.addAll(List.of(more));
        return run("clients", "org.canonry.clients.Hl7Packages", arguments.toArray(String[]::new));
    }

    private void assertUsed(List<String> said) throws IOException {
        assertThat(said).contains(
                "exists: true",
                "exists not: false",
                "versions: [3.1.1, 4.0.0, 5.0.1, 6.1.0, 7.0.0, 8.0.0]",
                "FHIR version: 4.0.1",
                "version by wildcard: 6.1.0",
                "search by canonical: [hl7.fhir.us.core#8.0.0]",
                "search by another FHIR version: []",
                "bytes fetched: " + Files.size(SharedFiles.tarball("hl7.fhir.us.core-6.1.0.tgz")),
                "loaded exactly: hl7.fhir.us.carin-bb#1.1.0",
                "its dependencies: [hl7.fhir.r4.core#4.0.1, hl7.fhir.us.core#3.1.1]",
                "loaded by wildcard: hl7.fhir.us.core#6.1.0",
                "loaded without version: hl7.fhir.us.vitals#1.0.0",
                "loaded by alias: hl7.fhir.us.core#3.1.1",
                "name for a canonical: hl7.fhir.us.core",
                "canonical for a name: http://hl7.org/fhir/us/core");
        assertThat(said).anyMatch(line -> line.startsWith("search by name: ") && line.contains("hl7.fhir.us.core#8.0.0"));
        assertThat(said).anyMatch(line -> line.startsWith("dependents: ") && line.contains("hl7.fhir.us.carin-bb") && line.contains("hl7.fhir.us.vitals"));
    }

    /// What the program printed, by lines.
    private List<String> run(String module, String main, String... arguments) throws IOException, InterruptedException {
        var libraries = SharedFiles.repository().resolve(module).resolve("target/lib");
        assertThat(libraries).as("`./canonry test --clients` builds it").isDirectory();
        var program = JavaProgram.of(main, libraries + "/*", List.of("-Xmx1500m", "-Duser.home=" + home), List.of(arguments));
        var finished = Finished.run(program, home);
        assertThat(finished.exit()).as(finished.err()).isZero();
        reporter.publishEntry(main, finished.out());
        return finished.out().lines().toList();
    }
}

package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What FHIR authors use against the registry, each with nothing but its address.
@Tag("clients")
@ExtendWith(RealInstallation.Shared.class)
class FhirToolsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path home;

    private final URI registry;
    private ClientProject project;

    FhirToolsTest(RealInstallation real) {
        this.registry = real.running().address().resolve("pkgs");
    }

    @BeforeEach
    void project(TestReporter reporter) throws Exception {
        project = ClientProject.in(home, registry, reporter);
    }

    @Test
    void fplInstallsByWildcardLatestAndExactVersion() throws Exception {
        var cache = home.resolve("cache");
        var out = project.node(
                        "fhir-package-loader/dist/app.js", "install", "hl7.fhir.us.core@6.1.x", "hl7.fhir.us.vitals@latest", "hl7.fhir.us.carin-bb@1.1.0",
                        "--cachePath", cache.toString())
                .out();
        assertThat(out).contains("Resolved hl7.fhir.us.core#6.1.x to concrete version 6.1.0", "Loaded hl7.fhir.us.carin-bb#1.1.0 with 97 resources");
        assertThat(cache.resolve("hl7.fhir.us.core#6.1.0/package/package.json")).exists();
        assertThat(cache.resolve("hl7.fhir.us.vitals#1.0.0/package/package.json")).exists();
    }

    @Test
    void sushiBuildsAProfileOnUsCore() throws Exception {
        project.write("sushi-config.yaml", """
                id: acme.fhir
                canonical: http://acme.example/fhir
                name: Acme
                status: draft
                version: 0.1.0
                fhirVersion: 4.0.1
                FSHOnly: true
                dependencies:
                  hl7.fhir.us.core: 3.1.x
                """);
        project.write("input/fsh/patient.fsh", """
                Profile: AcmePatient
                Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient
                Id: acme-patient
                Title: "Acme Patient"
                Description: "A patient of Acme."
                * birthDate 1..1
                """);
        assertThat(project.node("fsh-sushi/dist/app.js", "build", ".").out()).contains("Loaded hl7.fhir.us.core#3.1.1", "0 Errors");
        var profile = JSON.readTree(project.read("fsh-generated/resources/StructureDefinition-acme-patient.json"));
        assertThat(profile.path("baseDefinition").asString()).isEqualTo("http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient");
    }

    @Test
    void fhirPackageInstallerInstallsWhatAPackageNeeds() throws Exception {
        var cache = home.resolve("cache");
        assertThat(project.script("fpi.mjs", cache.toString()).out()).contains("installed hl7.terminology.r5@7.0.1");
        assertThat(cache.resolve("hl7.fhir.uv.extensions.r5#5.2.0/package/package.json")).exists();
        assertThat(cache.resolve("hl7.fhir.r5.core#5.0.0/package/package.json")).exists();
    }

    @Test
    void fhirCanonicalManagerResolvesACanonical() throws Exception {
        assertThat(project.script("fcm.mjs", home.resolve("work").toString()).out())
                .contains("resolved http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient of 3.1.1");
    }
}

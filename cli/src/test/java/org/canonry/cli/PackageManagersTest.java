package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.canonry.storage.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The package managers of Node.js against the registry, each with nothing but its address: an install of a real package with all that it needs.
@Tag("clients")
@ExtendWith(RealInstallation.Shared.class)
class PackageManagersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PACKAGE = "hl7.fhir.us.carin-bb@1.1.0";
    private static final Map<String, String> INSTALLED =
            Map.of("hl7.fhir.us.carin-bb", "1.1.0", "hl7.fhir.us.core", "3.1.1", "hl7.fhir.r4.core", "4.0.1");

    @TempDir
    private Path home;

    private final URI registry;
    private ClientProject project;

    PackageManagersTest(RealInstallation real) {
        this.registry = real.running().address().resolve("pkgs");
    }

    @BeforeEach
    void project(TestReporter reporter) throws Exception {
        project = ClientProject.in(home, registry, reporter);
    }

    @Test
    void npm11Installs() throws Exception {
        project.node("npm-11/bin/npm-cli.js", "install", PACKAGE);
        assertInstalled();
        assertLocked("package-lock.json");
    }

    @Test
    void npm12InstallsAndFindsNoWeaknesses() throws Exception {
        project.node("npm-12/bin/npm-cli.js", "install", PACKAGE);
        assertInstalled();
        assertLocked("package-lock.json");
        assertThat(project.node("npm-12/bin/npm-cli.js", "audit").out()).contains("found 0 vulnerabilities");
    }

    @Test
    void npm12Searches() throws Exception {
        var found = JSON.readTree(project.node("npm-12/bin/npm-cli.js", "search", "--json", "hl7.fhir.us.core").out());
        assertThat(found.path(0).path("name").asString()).isEqualTo("hl7.fhir.us.core");
        assertThat(found.path(0).path("version").asString()).isEqualTo("8.0.0");
        assertThat(found.path(0).path("maintainers").path(0).path("username").asString()).contains("HL7");
        assertThat(project.node("npm-12/bin/npm-cli.js", "search", "hl7.fhir.us.core").out()).contains("Version 8.0.0 published 2025-06-10");
        assertThat(project.node("npm-12/bin/npm-cli.js", "ping").err()).contains("PONG");
        assertThat(project.node("npm-12/bin/npm-cli.js", "dist-tag", "ls", "hl7.fhir.us.core").out()).contains("latest: 8.0.0");
    }

    @Test
    void pnpmInstalls() throws Exception {
        project.program(project.clients().program("@pnpm", "exe.*", "pnpm"), "add", PACKAGE);
        assertInstalled();
        assertLocked("pnpm-lock.yaml");
    }

    @Test
    void yarn1Installs() throws Exception {
        project.node("yarn-1/bin/yarn.js", "add", PACKAGE);
        assertInstalled();
        assertLocked("yarn.lock");
    }

    @Test
    void yarn4Installs() throws Exception {
        project.node("yarn-4/bin/yarn.js", "add", PACKAGE);
        assertInstalled();
        INSTALLED.forEach((name, version) -> assertThat(read("yarn.lock")).contains("%s@npm:%s".formatted(name, version)));
    }

    @Test
    void bunInstalls() throws Exception {
        project.program(project.clients().program("@oven", "bun-*", "bin/bun"), "add", PACKAGE);
        assertInstalled();
        assertLocked("bun.lock");
    }

    @Test
    void pacoteReadsAManifestByWildcardAndExtractsATarball() throws Exception {
        var out = project.script("pacote.mjs", project.folder().toString()).out();
        assertThat(out).contains("manifest hl7.fhir.us.core@6.1.0", "packument 8.0.0", "extracted " + integrity("hl7.fhir.us.core-6.1.0.tgz"));
        assertThat(project.folder().resolve("extracted/package.json")).exists();
    }

    private void assertInstalled() throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(project.folder().resolve("node_modules"))) {
            for (var file : files.filter(path -> path.endsWith("package.json") && Files.isRegularFile(path)).toList()) {
                var manifest = JSON.readTree(Files.readString(file));
                if (INSTALLED.containsKey(manifest.path("name").asString(""))) {
                    found.put(manifest.path("name").asString(), manifest.path("version").asString());
                }
            }
        }
        assertThat(found).isEqualTo(new TreeMap<>(INSTALLED));
    }

    /// Each tarball's own hash is in the lock file: whoever installs from it later gets these bytes or none.
    private void assertLocked(String lockFile) throws Exception {
        for (var tarball : List.of("hl7.fhir.us.carin-bb-1.1.0.tgz", "hl7.fhir.us.core-3.1.1.tgz", "hl7.fhir.r4.core-4.0.1.tgz")) {
            assertThat(read(lockFile)).contains(integrity(tarball));
        }
    }

    private String read(String file) {
        try {
            return project.read(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String integrity(String tarball) throws Exception {
        var digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(SharedFiles.tarball(tarball)));
        return "sha512-" + Base64.getEncoder().encodeToString(digest);
    }
}

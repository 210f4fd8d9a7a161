package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.canonry.storage.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Today's npm, as it is on this machine, against the registry.
@ExtendWith(RealInstallation.Shared.class)
class NpmTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCOPED = "@fhir/example.fhir.uv.myig";

    @TempDir
    private Path home;

    private final URI server;

    NpmTest(RealInstallation real) {
        this.server = real.running().address();
    }

    @Test
    void viewTellsVersionsTagsAndHashes() throws Exception {
        var view = JSON.readTree(succeeds(npm().run("view", "hl7.fhir.us.core", "--json")).out());
        assertThat(view.path("versions").valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder("3.1.1", "4.0.0", "5.0.1", "6.1.0", "7.0.0", "8.0.0");
        assertThat(view.at("/dist-tags/latest").asString()).isEqualTo("8.0.0");
        assertThat(view.path("version").asString()).isEqualTo("8.0.0");
        assertThat(view.at("/dist/integrity").asString()).isEqualTo(integrity("hl7.fhir.us.core-8.0.0.tgz"));
        assertThat(view.path("time").propertyNames()).contains("created", "modified", "3.1.1", "8.0.0");
    }

    @Test
    void installsAPackageWithAllThatItNeeds() throws Exception {
        var npm = npm();
        succeeds(npm.run("install", "hl7.fhir.us.carin-bb@1.1.0"));
        var integrities = new HashMap<String, String>();
        JSON.readTree(npm.project().resolve("package-lock.json").toFile()).path("packages").properties().forEach(entry ->
                integrities.put(entry.getKey(), entry.getValue().path("integrity").asString("none")));
        integrities.remove("");
        assertThat(integrities).isEqualTo(Map.of(
                "node_modules/hl7.fhir.us.carin-bb", integrity("hl7.fhir.us.carin-bb-1.1.0.tgz"),
                "node_modules/hl7.fhir.us.core", integrity("hl7.fhir.us.core-3.1.1.tgz"),
                "node_modules/hl7.fhir.r4.core", integrity("hl7.fhir.r4.core-4.0.1.tgz")));
        var manifest = JSON.readTree(npm.project().resolve("node_modules/hl7.fhir.us.core/package.json").toFile());
        assertThat(manifest.path("version").asString()).isEqualTo("3.1.1");
        succeeds(npm.run("ls", "--all"));
    }

    @Test
    void installsAgainFromTheLockFileAlone() throws Exception {
        var npm = npm();
        succeeds(npm.run("install", "hl7.fhir.us.core@3.1.1"));
        Folders.delete(npm.project().resolve("node_modules"));
        succeeds(npm.run("ci"));
        assertThat(npm.project().resolve("node_modules/hl7.fhir.us.core/package.json")).exists();
    }

    @Test
    void saysWhichPackageIsMissing() throws Exception {
        var install = npm().run("install", "hl7.fhir.us.core@4.0.0");
        assertThat(install.exit()).isNotZero();
        assertThat(install.err()).contains("E404", "us.nlm.vsac@0.3.0");
    }

    @Test
    void saysWhichVersionIsMissing() throws Exception {
        var install = npm().run("install", SCOPED);
        assertThat(install.exit()).isNotZero();
        assertThat(install.err()).contains("ETARGET", "hl7.terminology.r4@5.0.0");
    }

    @Test
    void installsAScopedPackage() throws Exception {
        var npm = npm();
        assertThat(succeeds(npm.run("view", SCOPED, "version")).out().strip()).isEqualTo("0.2.0");
        // It asks for versions that are not here: whoever wants it anyway overrides them.
        Files.writeString(npm.project().resolve("package.json"), """
                {"name": "scratch", "version": "1.0.0", "private": true,
                 "overrides": {"hl7.terminology.r4": "7.0.1", "hl7.fhir.uv.extensions.r4": "1.0.0"}}""");
        succeeds(npm.run("install", SCOPED));
        assertThat(npm.project().resolve("node_modules/@fhir/example.fhir.uv.myig/package.json")).exists();
    }

    @Test
    void packsTheVeryBytesThatWerePublished() throws Exception {
        var npm = npm();
        succeeds(npm.run("pack", "hl7.fhir.us.core@3.1.1"));
        assertThat(npm.project().resolve("hl7.fhir.us.core-3.1.1.tgz")).hasSameBinaryContentAs(SharedFiles.tarball("hl7.fhir.us.core-3.1.1.tgz"));
    }

    @Test
    void aSecondViewIsAnsweredNotModified() throws Exception {
        try (var proxy = ListeningProxy.before(server)) {
            var npm = Npm.in(home, proxy.address().resolve("pkgs"));
            var first = succeeds(npm.run("view", "hl7.fhir.us.core"));
            assertThat(proxy.heard()).containsExactly(new ListeningProxy.Exchange("/pkgs/hl7.fhir.us.core", 200));
            var second = succeeds(npm.run("view", "hl7.fhir.us.core"));
            assertThat(proxy.heard()).containsExactly(new ListeningProxy.Exchange("/pkgs/hl7.fhir.us.core", 304));
            assertThat(second.out()).isEqualTo(first.out());
        }
    }

    private Npm npm() throws IOException {
        return Npm.in(home, server.resolve("pkgs"));
    }

    private static Finished succeeds(Finished npm) {
        assertThat(npm.exit()).as(npm.err()).isZero();
        return npm;
    }

    private static String integrity(String tarball) throws Exception {
        return "sha512-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(bytes(tarball)));
    }

    private static byte[] bytes(String tarball) throws IOException {
        return Files.readAllBytes(SharedFiles.tarball(tarball));
    }
}

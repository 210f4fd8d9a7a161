package org.canonry.storage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.registry.Hashes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamTest {
    private static final PackageId A = PackageId.of("a", "1.0.0");
    private static final byte[] TARBALL = "a tarball".getBytes(StandardCharsets.UTF_8);
    private static final String OTHER_SHA1 = "18d4f7562fee8e6f0ce65de8f3b3ea6b1d3f4e1e";

    @TempDir
    Path folder;

    private RegistryServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesTheTarballThatThePackumentNames() throws IOException {
        server.answering("/a", packument("\"integrity\":\"%s\"".formatted(integrity()))).answering("/a/-/a-1.0.0.tgz", TARBALL);
        assertThat(fetch(A, Limits.defaults())).isEqualTo(new Fetch.Fetched(target()));
        assertThat(target()).hasBinaryContent(TARBALL);
    }

    @Test
    void fetchesFromServersThatNameItInUrlAndTellNoHash() throws IOException {
        server.answering("/a", "{\"versions\":{\"1.0.0\":{\"url\":\"%s/x\"}}}".formatted(server.base())).answering("/x", TARBALL);
        assertThat(fetch(A, Limits.defaults())).isInstanceOf(Fetch.Fetched.class);
    }

    @Test
    void asksForAScopedNameAsOneSegment() throws IOException {
        fetch(PackageId.of("@scope/a", "1.0.0"), Limits.defaults());
        assertThat(server.asked()).containsExactly("/@scope%2fa");
    }

    @Test
    void knowsWhatIsNotThere() throws IOException {
        assertThat(fetch(A, Limits.defaults())).isEqualTo(new Fetch.NotThere());
        server.answering("/a", "{\"versions\":{\"2.0.0\":{}}}");
        assertThat(fetch(A, Limits.defaults())).isEqualTo(new Fetch.NotThere());
        server.answering("/a", packument("\"shasum\":\"" + OTHER_SHA1 + "\""));
        assertThat(fetch(A, Limits.defaults())).isEqualTo(new Fetch.NotThere());
        assertThat(target()).doesNotExist();
    }

    @Test
    void keepsNothingThatIsNotWhatTheRegistrySaid() throws IOException {
        server.answering("/a/-/a-1.0.0.tgz", TARBALL);
        for (var dist : List.of("\"shasum\":\"" + OTHER_SHA1 + "\"", "\"integrity\":\"sha512-AAAA sha1-AAAA\"")) {
            server.answering("/a", packument(dist));
            assertThat(fetch(A, Limits.defaults())).isInstanceOfSatisfying(
                    Fetch.Rejected.class, rejected -> assertThat(rejected.detail()).contains("not what its registry says"));
            assertThat(target()).doesNotExist();
        }
    }

    @Test
    void stopsAtTheLimitOfATarball() throws IOException {
        server.answering("/a", packument("\"x\":1")).answering("/a/-/a-1.0.0.tgz", TARBALL);
        assertThat(fetch(A, Limits.defaults().with(Limit.UPSTREAM_TARBALL_BYTES, 3))).isInstanceOfSatisfying(
                Fetch.Rejected.class, rejected -> assertThat(rejected.detail()).contains("upstream_tarball_bytes (3 bytes)"));
        assertThat(target()).doesNotExist();
    }

    @Test
    void refusesAnswersThatAreNoPackumentAndAddressesOffTheWeb() throws IOException {
        server.answering("/a", "<html>");
        assertThat(fetch(A, Limits.defaults())).isInstanceOf(Fetch.Rejected.class);
        server.answering("/a", "{\"versions\":{\"1.0.0\":{\"dist\":{\"tarball\":\"file:///etc/passwd\"}}}}");
        assertThat(fetch(A, Limits.defaults())).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void asksAnUpstreamThatDoesNotAnswerOnlyOnce() throws IOException {
        var dead = new Upstream(deadAddress(), Limits.defaults());
        server.answering("/a", packument("\"x\":1")).answering("/a/-/a-1.0.0.tgz", TARBALL);
        try (dead; var alive = new Upstream(server.base(), Limits.defaults())) {
            var heard = new ArrayList<String>();
            var set = new StarterSet(List.of(dead, alive));
            var files = set.fetch(List.of(PackageId.of("b", "1.0.0"), A), folder, (id, attempts) -> heard.add(id + " " + attempts.values().stream()
                    .map(attempt -> attempt.getClass().getSimpleName()).toList()));
            assertThat(heard).containsExactly("b@1.0.0 [Unreachable, NotThere]", "a@1.0.0 [Fetched]");
            assertThat(files).containsExactly(target());
            assertThat(set.unreachable()).containsExactly(dead);
        }
    }

    @Test
    void takesNothingForARegistryThatNpmDoesNotName() {
        assertThat(NpmSettings.address("undefined")).isEmpty();
        assertThat(NpmSettings.address("")).isEmpty();
        assertThat(NpmSettings.address("not an address")).isEmpty();
        assertThat(NpmSettings.address("https://npm.example/")).contains(URI.create("https://npm.example/"));
    }

    private Fetch fetch(PackageId id, Limits limits) throws IOException {
        try (var upstream = new Upstream(server.base(), limits)) {
            return upstream.fetch(id, target());
        }
    }

    private Path target() {
        return folder.resolve("a-1.0.0.tgz");
    }

    private String packument(String dist) {
        return "{\"versions\":{\"1.0.0\":{\"dist\":{\"tarball\":\"%s/a/-/a-1.0.0.tgz\",%s}}}}".formatted(server.base(), dist);
    }

    private static String integrity() throws IOException {
        return Hashes.of(Content.of(TARBALL)).integrity();
    }

    private static URI deadAddress() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return URI.create("http://localhost:" + socket.getLocalPort());
        }
    }
}

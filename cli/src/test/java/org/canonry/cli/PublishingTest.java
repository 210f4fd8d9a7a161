package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.storage.Eventually;
import org.canonry.storage.archive.TarballBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The registry as publishers have it: with the real npm, with `curl`'s way of putting, and with the command line beside a running server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern SECRET = Pattern.compile("canonry_[A-Za-z0-9_-]{43}");

    @TempDir
    private static Path folder = Path.of("");

    private Installation.Running running;
    private GraphClient graph;
    private String name;
    private Npm npm;

    @BeforeAll
    void up() throws IOException {
        running = Installation.start(new ServerPlaces(folder.resolve("data")), 0, List.of());
        running.registry().publishViews((written, total) -> {});
        running.builder().catchUp(BuildProgress.SILENT);
        running.follow(true);
        graph = new GraphClient(running.address());
    }

    @AfterAll
    void down() {
        running.close();
    }

    /// Each test has a package of its own.
    @BeforeEach
    void aPublisher(TestInfo test) throws IOException {
        name = "acme." + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT).substring(0, 12);
        npm = Npm.in(Files.createTempDirectory(folder, "npm"), running.address().resolve("pkgs/"));
        login(secret("--packages", "acme.*", "--actions", "publish,deprecate,withdraw", "--owner", "ada"));
    }

    @Test
    void whatNpmPublishesIsThereForNpmAndForGraphQlWithinASecond() throws Exception {
        assertThat(succeeds(npm.run("whoami")).out().strip()).isEqualTo("ada");
        write("1.0.0", "first");
        succeeds(npm.run("publish"));
        Eventually.holds("GraphQL has it", () -> version("1.0.0").path("version").isString());
        assertThat(resolved("vs").asString()).isEqualTo(name + "@1.0.0");
        // Of the second one, since the first finds a cold server.
        var published = put(name, null, tarball("1.1.0", "second"), token());
        var since = Instant.now();
        assertThat(published.statusCode()).isEqualTo(201);
        Eventually.holds("GraphQL has it", () -> version("1.1.0").path("version").isString());
        System.out.printf("visible to GraphQL %d ms after the answer to its publisher%n", Duration.between(since, Instant.now()).toMillis());
        assertThat(resolved("vs").asString()).isEqualTo(name + "@1.1.0");
        var user = Npm.in(Files.createTempDirectory(folder, "npm"), npm.registry());
        succeeds(user.run("install", name));
        assertThat(user.project().resolve("node_modules/" + name + "/ValueSet-vs.json")).exists();
        assertThat(Files.readString(user.project().resolve("package-lock.json"))).contains("sha512-");
    }

    @Test
    void anotherContentForAPublishedVersionIsAConflictThatNpmPrints() throws Exception {
        write("1.0.0", "first");
        succeeds(npm.run("publish"));
        write("1.0.0", "second");
        var again = npm.run("publish");
        assertThat(again.exit()).isNotZero();
        assertThat(again.err()).containsAnyOf("409 Conflict", "cannot publish over", "previously published");
        var raw = put(name, "1.0.0", tarball("1.0.0", "third"), token());
        assertThat(raw.statusCode()).isEqualTo(409);
        assertThat(raw.body()).contains("DIFFERENT_CONTENT", "sha512-", "under another version");
    }

    @Test
    void theSameBytesAgainAreFine() throws Exception {
        var bytes = tarball("1.0.0", "first");
        assertThat(put(name, null, bytes, token()).statusCode()).isEqualTo(201);
        assertThat(put(name, null, bytes, token())).satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(put(name + "/-/" + name + "-1.0.0.tgz", null, bytes, token()).body()).contains("\"alreadyThere\":true");
        assertThat(put(name, "1.0.0", bytes, token()).statusCode()).isEqualTo(200);
        assertThat(put(name, "1.0.1", bytes, token()).body()).contains("OFFERED_UNDER_ANOTHER_NAME");
    }

    @Test
    void deprecatingWarnsWhoeverInstalls() throws Exception {
        write("1.0.0", "first");
        succeeds(npm.run("publish"));
        write("1.1.0", "second");
        succeeds(npm.run("publish"));
        succeeds(npm.run("deprecate", name + "@<1.1.0", "use 1.1.0"));
        assertThat(succeeds(npm.run("view", name + "@1.0.0", "deprecated")).out()).contains("use 1.1.0");
        assertThat(succeeds(npm.run("view", name + "@1.1.0", "deprecated")).out()).isBlank();
        var user = Npm.in(Files.createTempDirectory(folder, "npm"), npm.registry());
        assertThat(succeeds(user.run("install", name + "@1.0.0")).err()).contains("npm warn deprecated", "use 1.1.0");
        Eventually.holds("GraphQL says so", () -> version("1.0.0").path("deprecated").asString("").equals("use 1.1.0"));
        succeeds(npm.run("deprecate", name, ""));
        Eventually.holds("GraphQL says so no longer", () -> version("1.0.0").path("deprecated").isNull());
        assertThat(succeeds(npm.run("view", name + "@1.0.0", "deprecated")).out()).isBlank();
    }

    @Test
    void aWithdrawnVersionIsLeftToThoseWhoNameItAndComesBackWhenItIsRestored() throws Exception {
        write("1.0.0", "first");
        succeeds(npm.run("publish"));
        write("1.1.0", "second");
        succeeds(npm.run("publish"));
        Eventually.holds("GraphQL has both", () -> version("1.1.0").path("version").isString());
        var before = graph.ask("{ index { lsn } }").at("/index/lsn").asLong();
        assertThat(canonry("withdraw", name + "@1.1.0", "--reason", "wrong codes", "--data", folder.resolve("data").toString())).contains("is withdrawn");
        Eventually.holds("GraphQL says so", () -> version("1.1.0").path("withdrawn").asBoolean());
        assertThat(version("1.1.0").at("/withdrawal/reason").asString()).isEqualTo("wrong codes");
        assertThat(latest()).isEqualTo("1.0.0");
        assertThat(resolved("vs").asString()).isEqualTo(name + "@1.0.0");
        assertThat(searched()).containsExactly(name + "@1.0.0");
        assertThat(resolvedAsOf(before).asString()).isEqualTo(name + "@1.1.0");
        assertThat(succeeds(npm.run("view", name, "dist-tags.latest")).out().strip()).isEqualTo("1.0.0");
        assertThat(installed(name)).isEqualTo("1.0.0");
        assertThat(installed(name + "@^1.0.0")).isEqualTo("1.0.0");
        assertThat(installed(name + "@1.1.0")).isEqualTo("1.1.0");
        assertThat(get("pkgs/%s/1.1.0".formatted(name))).contains("withdrawn: wrong codes");
        assertThat(get("pkgs/catalog?name=" + name)).contains("\"version\":\"1.0.0\"").doesNotContain("1.1.0");
        assertThat(get("pkgs/catalog?name=%s%%23".formatted(name))).doesNotContain("1.1.0");
        assertThat(get("pkgs/-/v1/search?text=" + name)).doesNotContain("1.1.0");
        canonry("restore", name + "@1.1.0", "--data", folder.resolve("data").toString());
        Eventually.holds("it is latest again", () -> latest().equals("1.1.0") && !version("1.1.0").path("withdrawn").asBoolean());
        assertThat(searched()).containsExactlyInAnyOrder(name + "@1.0.0", name + "@1.1.0");
        assertThat(installed(name)).isEqualTo("1.1.0");
        assertThat(events()).containsSubsequence("LOADED", "LOADED", "WITHDRAWN wrong codes", "RESTORED");
    }

    @Test
    void unpublishingWithNpmWithdraws() throws Exception {
        write("1.0.0", "first");
        succeeds(npm.run("publish"));
        write("1.1.0", "second");
        succeeds(npm.run("publish"));
        succeeds(npm.run("unpublish", name + "@1.1.0"));
        assertThat(succeeds(npm.run("view", name, "dist-tags.latest")).out().strip()).isEqualTo("1.0.0");
        assertThat(put(name + "/1.1.0", "{\"withdrawn\":null}", token()).body()).contains("RESTORED");
        assertThat(succeeds(npm.run("view", name, "dist-tags.latest")).out().strip()).isEqualTo("1.1.0");
    }

    @Test
    void npmPrintsWhyATarballIsRefused() throws Exception {
        write("1.0.0", "first");
        Files.writeString(npm.project().resolve("package.json"), "{\"name\":\"%s\",\"version\":\"1.0.0\"}".formatted("acmewithoutadot"));
        login(secret("--packages", "*"));
        var publish = npm.run("publish");
        assertThat(publish.exit()).isNotZero();
        assertThat(publish.err()).contains("422", "acmewithoutadot is no name for a new package");
        assertThat(put(name, null, "no tarball".getBytes(StandardCharsets.UTF_8), token()).statusCode()).isEqualTo(400);
        assertThat(put(name, null, new byte[] {0x1f, (byte) 0x8b, 8, 0}, token()).body()).contains("\"code\":");
    }

    @Test
    void aNameThatLooksLikeAnotherIsANoticeOfNpm() throws Exception {
        write("1.0.0", "first");
        succeeds(npm.run("publish"));
        var other = name;
        name = name + "s";
        write("1.0.0", "second");
        assertThat(succeeds(npm.run("publish")).err()).contains("npm notice", other + ", which is there already");
    }

    @Test
    void onlyATokenThatMayGetsIn() throws Exception {
        var bytes = tarball("1.0.0", "first");
        assertThat(put(name, null, bytes, null).statusCode()).isEqualTo(401);
        assertThat(put(name, null, bytes, "canonry_" + "x".repeat(43)).body()).contains("TOKEN_UNKNOWN");
        assertThat(put(name, null, bytes, secret("--packages", "other.*")).statusCode()).isEqualTo(403);
        assertThat(put(name, null, bytes, secret("--packages", "acme.*", "--actions", "deprecate")).body()).contains("NOT_PERMITTED", "may not publish");
        assertThat(put(name, null, bytes, secret("--packages", "acme.*", "--days", "0")).body()).contains("TOKEN_NOT_GOOD", "expired");
        var revoked = secret("--packages", "acme.*");
        assertThat(put(name, null, bytes, revoked).statusCode()).isEqualTo(201);
        var list = canonry("token", "list", "--data", folder.resolve("data").toString());
        assertThat(list).contains("acme.*", "publish,deprecate").doesNotContain(revoked);
        var id = list.lines().skip(1).findFirst().orElseThrow().split(" ")[0];
        canonry("token", "revoke", id, "--data", folder.resolve("data").toString());
        assertThat(put(name, null, bytes, revoked).body()).contains("revoked");
        var view = npm.run("publish");
        assertThat(view.err()).doesNotContain(revoked);
    }

    @Test
    void whatIsNotUnderstoodChangesNothing() throws Exception {
        assertThat(put(name, "1.0.0", tarball("1.0.0", "first"), token()).statusCode()).isEqualTo(201);
        for (var body : List.of("{\"withdrawn\":false}", "{\"withdrawn\":5}", "{\"deprecated\":{}}", "[]", "", "{")) {
            assertThat(put(name + "/1.0.0", body, token())).as(body).satisfies(
                    answer -> assertThat(answer.statusCode()).isEqualTo(400), answer -> assertThat(answer.body()).contains("restores"));
        }
        assertThat(put(name + "/1.0.0", "{\"withdrawn\":\"%s\"}".formatted("x".repeat(20_000)), token()).body()).contains("publish_standing_bytes");
        assertThat(put(name + "/9.9.9", "{\"withdrawn\":\"x\"}", token()).body()).contains("/pkgs/" + name + " tells");
        assertThat(put("-/nowhere", "{}", token()).body()).contains("/pkgs/NAME/VERSION");
        assertThat(get("pkgs/%s/1.0.0".formatted(name))).doesNotContain("deprecated", "withdrawn");
    }

    @Test
    void aReasonThatIsEncodedBadlyIsTakenAsItStands() throws Exception {
        assertThat(put(name, "1.0.0", tarball("1.0.0", "first"), token()).statusCode()).isEqualTo(201);
        // Plainly, since Java's client refuses such an address itself.
        try (var socket = new Socket("localhost", running.address().getPort())) {
            socket.getOutputStream().write("DELETE /pkgs/%s/1.0.0?reason=%%zz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                    .formatted(name, token()).getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("WITHDRAWN");
        }
        assertThat(get("pkgs/%s/1.0.0".formatted(name))).contains("withdrawn: %zz");
    }

    @Test
    void aTarballIsTheOneThatAnyOfItsHashesPromises() throws Exception {
        var bytes = tarball("1.0.0", "first");
        var hash = "sha512-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(bytes));
        assertThat(put(name, document(bytes, "sha512-AAAA"), token()).body()).contains("TARBALL_DAMAGED");
        assertThat(put(name, document(bytes, "sha1-x sha512-AAAA"), token()).body()).contains("TARBALL_DAMAGED");
        assertThat(put(name, document(bytes, "sha1-x %s?from=here".formatted(hash)), token()).statusCode()).isEqualTo(201);
    }

    private String document(byte[] tarball, String integrity) {
        return "{\"name\":\"%s\",\"versions\":{\"1.0.0\":{\"dist\":{\"integrity\":\"%s\"}}},\"_attachments\":{\"x.tgz\":{\"data\":\"%s\"}}}"
                .formatted(name, integrity, Base64.getEncoder().encodeToString(tarball));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "--packages acme.* --days -1; --days", "--packages acme.* --days 999999999; --days", "--packages ,; packages", "--packages acme.* --owner _; --owner"
    })
    void aTokenOfNobodyOrForNothingIsNotMade(String words, String told) {
        var err = new StringWriter();
        var all = new ArrayList<>(List.of("token", "create", "--data", folder.resolve("data").toString()));
        all.addAll(Stream.of(words.split(" ")).map(word -> word.replace('_', ' ')).toList());
        assertThat(Canonry.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err)).execute(all.toArray(String[]::new))).isNotZero();
        assertThat(err.toString()).contains(told);
    }

    @Test
    void aServerThatIsNotToldToPublishSaysHow() throws Exception {
        try (var closed = Installation.start(new ServerPlaces(Files.createTempDirectory(folder, "closed")), 0, List.of())) {
            closed.follow(false);
            var request = HttpRequest.newBuilder(closed.address().resolve("pkgs/acme.x")).PUT(BodyPublishers.ofString("{}")).build();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.body()).contains("PUBLISHING_OFF", "--publish");
        }
    }

    private void write(String version, String title) throws IOException {
        Files.writeString(npm.project().resolve("package.json"), manifest(version));
        Files.writeString(npm.project().resolve("ValueSet-vs.json"), valueSet(version, title));
    }

    private String manifest(String version) {
        return "{\"name\":\"%s\",\"version\":\"%s\",\"fhirVersions\":[\"4.0.1\"],\"description\":\"A test\"}".formatted(name, version);
    }

    private String valueSet(String version, String title) {
        return "{\"resourceType\":\"ValueSet\",\"id\":\"vs\",\"url\":\"http://%s/vs\",\"version\":\"%s\",\"name\":\"Vs\",\"title\":\"%s\",\"status\":\"active\"}"
                .formatted(name, version, title);
    }

    private byte[] tarball(String version, String title) throws IOException {
        return TarballBuilder.withManifest(manifest(version)).file("package/ValueSet-vs.json", valueSet(version, title)).tgz().open().readAllBytes();
    }

    private JsonNode version(String version) throws Exception {
        return graph.ask("query($n: String!, $v: String!) { packageVersion(name: $n, version: $v) { version withdrawn deprecated withdrawal { lsn at reason } } }",
                Map.of("n", name, "v", version)).path("packageVersion");
    }

    private String latest() throws Exception {
        return graph.ask("query($n: String!) { package(name: $n) { latest { version } } }", Map.of("n", name)).at("/package/latest/version").asString("");
    }

    private JsonNode resolved(String id) throws Exception {
        return package_(graph.ask("query($r: String!) { canonical(reference: $r) { packageVersion { name version } } }",
                Map.of("r", "http://%s/%s".formatted(name, id))).at("/canonical/packageVersion"));
    }

    private JsonNode resolvedAsOf(long lsn) throws Exception {
        return package_(graph.ask("query($r: String!, $l: Long!) { canonical(reference: $r, scope: {asOf: $l}) { packageVersion { name version } } }",
                Map.of("r", "http://%s/vs".formatted(name), "l", lsn)).at("/canonical/packageVersion"));
    }

    private static JsonNode package_(JsonNode version) {
        return JSON.getNodeFactory().stringNode(version.path("name").asString() + "@" + version.path("version").asString());
    }

    private List<String> searched() throws Exception {
        return graph.ask("query($p: [String!]) { canonicals(first: 10, collapse: NONE, filter: {package: $p}) { nodes { packageVersion { name version } } } }",
                Map.of("p", List.of(name))).at("/canonicals/nodes").valueStream().map(node -> package_(node.path("packageVersion")).asString()).toList();
    }

    private List<String> events() throws Exception {
        return graph.ask("{ feed(first: 100) { nodes { event message packageVersion { name } } } }").at("/feed/nodes").valueStream()
                .filter(node -> node.at("/packageVersion/name").asString().equals(name))
                .map(node -> (node.path("event").asString() + " " + node.path("message").asString("")).strip())
                .toList();
    }

    private String installed(String spec) throws Exception {
        var user = Npm.in(Files.createTempDirectory(folder, "npm"), npm.registry());
        succeeds(user.run("install", spec));
        return JSON.readTree(user.project().resolve("node_modules/%s/package.json".formatted(name)).toFile()).path("version").asString();
    }

    private String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(running.address().resolve(path)).header("Accept", "application/json").build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> put(String path, @Nullable String version, byte[] body, @Nullable String token) throws Exception {
        return put(version == null ? path : path + "/" + version, BodyPublishers.ofByteArray(body), token);
    }

    private HttpResponse<String> put(String path, String json, String token) throws Exception {
        return put(path, BodyPublishers.ofString(json), token);
    }

    private HttpResponse<String> put(String path, HttpRequest.BodyPublisher body, @Nullable String token) throws Exception {
        var request = HttpRequest.newBuilder(running.address().resolve("pkgs/" + path)).PUT(body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private String token() throws IOException {
        return SECRET.matcher(Files.readString(npm.home().resolve("user.npmrc"))).results().findFirst().orElseThrow().group();
    }

    private void login(String secret) throws IOException {
        Files.writeString(npm.home().resolve("user.npmrc"), "//localhost:%d/pkgs/:_authToken=%s\n".formatted(running.address().getPort(), secret));
    }

    private static String secret(String... words) {
        var all = new ArrayList<>(List.of("token", "create", "--data", folder.resolve("data").toString()));
        all.addAll(List.of(words));
        var found = SECRET.matcher(canonry(all.toArray(String[]::new)));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String canonry(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = Canonry.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
        assertThat(exit).as(err.toString()).isZero();
        return out.toString();
    }

    private static Finished succeeds(Finished npm) {
        assertThat(npm.exit()).as(npm.err()).isZero();
        return npm;
    }
}

package org.canonry.api.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.canonry.api.ops.RunningServer;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bucket's files over HTTP.
class PublicFilesTest {
    @TempDir
    private static Path folder;

    private static Bucket bucket;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
        put("pkgs/a.fhir", "{\"name\":\"a.fhir\"}");
        put("pkgs/a.fhir/1.0.0", "{\"version\":\"1.0.0\"}");
        put("pkgs/a.fhir/-/a.fhir-1.0.0.tgz", "0123456789");
        put("-/a.fhir-1.0.0.tgz", "0123456789");
        put("rs/a.fhir-1.0.0.ndjson.gz", "lines");
        put("feed.ndjson.gz", "feed");
        put("pkgs.ndjson.gz", "catalogue");
        put("pkgs/@scope/b", "{\"name\":\"@scope/b\"}");
        put("log/000000000001.json", "{}");
        put("index/snapshot.json.old", "{}");
        put("quarantine/x.json", "{}");
        server = RunningServer.over(bucket, folder, Limits.defaults());
    }

    private static void put(String key, String content) throws IOException {
        bucket.put(Key.of(key), Content.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        bucket.close();
    }

    @Test
    void servesEveryKindOfPublicFileAsWhatItIs() throws Exception {
        assertThat(type("/pkgs/a.fhir")).isEqualTo("application/json");
        assertThat(type("/pkgs/a.fhir/1.0.0", "Accept", "application/json")).isEqualTo("application/json");
        assertThat(type("/pkgs/a.fhir/-/a.fhir-1.0.0.tgz")).isEqualTo("application/octet-stream");
        assertThat(type("/-/a.fhir-1.0.0.tgz")).isEqualTo("application/octet-stream");
        for (var gzip : List.of("/rs/a.fhir-1.0.0.ndjson.gz", "/feed.ndjson.gz", "/pkgs.ndjson.gz")) {
            assertThat(type(gzip)).isEqualTo("application/gzip");
            assertThat(header(server.get(gzip), "Content-Encoding")).isEmpty();
        }
    }

    private static String type(String path, String... headers) throws Exception {
        var response = server.get(path, headers);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(response.body().length()));
        return header(response, "Content-Type");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void doesNotSendAgainWhatTheClientHas() throws Exception {
        var tag = header(server.get("/pkgs/a.fhir"), "ETag");
        var again = server.get("/pkgs/a.fhir", "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(server.get("/pkgs/a.fhir", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void sendsTheAskedPart() throws Exception {
        assertPart("bytes=2-4", "234", "bytes 2-4/10");
        assertPart("bytes=7-", "789", "bytes 7-9/10");
        assertPart("bytes=-3", "789", "bytes 7-9/10");
        assertPart("bytes=5-500", "56789", "bytes 5-9/10");
        assertThat(server.get("/-/a.fhir-1.0.0.tgz", "Range", "bytes=10-").statusCode()).isEqualTo(416);
        for (var passedOver : List.of("bytes=0-1,3-4", "lines=1-2", "bytes=x", "bytes=4-2", "bytes=-")) {
            assertThat(server.get("/-/a.fhir-1.0.0.tgz", "Range", passedOver).statusCode()).as(passedOver).isEqualTo(200);
        }
        var changed = server.get("/-/a.fhir-1.0.0.tgz", "Range", "bytes=2-4", "If-Range", "\"other\"");
        assertThat(changed.body()).isEqualTo("0123456789");
    }

    private static void assertPart(String range, String part, String contentRange) throws Exception {
        var response = server.get("/-/a.fhir-1.0.0.tgz", "Range", range);
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(part);
        assertThat(header(response, "Content-Range")).isEqualTo(contentRange);
    }

    @Test
    void tellsTheSameByHeadWithoutTheContent() throws Exception {
        var head = server.send("/pkgs/a.fhir", request -> request.HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo("17");
        assertThat(header(head, "ETag")).isEqualTo(header(server.get("/pkgs/a.fhir"), "ETag"));
    }

    @Test
    void keepsTarballsForEverAndPackumentsForNoTime() throws Exception {
        assertThat(header(server.get("/pkgs/a.fhir/-/a.fhir-1.0.0.tgz"), "Cache-Control")).contains("immutable");
        assertThat(header(server.get("/pkgs/a.fhir"), "Cache-Control")).contains("no-cache");
    }

    @Test
    void takesScopesInBothSpellingsAndASlashBehindAName() throws Exception {
        for (var path : List.of("/pkgs/@scope/b", "/pkgs/@scope%2fb", "/pkgs/@scope%2Fb", "/pkgs/%40scope%2fb", "/pkgs/@scope/b/")) {
            assertThat(server.get(path).body()).as(path).isEqualTo("{\"name\":\"@scope/b\"}");
        }
        assertThat(server.get("/pkgs/a.fhir/").body()).isEqualTo("{\"name\":\"a.fhir\"}");
    }

    @Test
    void saysWhatItsOwnAddressIsFor() throws Exception {
        assertThat(server.get("/pkgs").body()).isEqualTo(server.get("/pkgs/").body()).contains("npm install --registry");
    }

    @Test
    void answersWithJsonWhatIsNotThereOrNobodysBusiness() throws Exception {
        for (var path : List.of(
                "/pkgs/none", "/pkgs/none/-/none-1.tgz", "/-/none.tgz", "/pkgs/%00", "/pkgs/a%0ab", "/pkgs/..%2flog%2f000000000001.json",
                "/pkgs/a.fhir/..%2f..%2flog/000000000001.json", "/rs/%2e%2e%2findex%2fsnapshot.json.old", "/pkgs/%ff", "/pkgs/" + "x".repeat(2_000))) {
            var response = server.get(path);
            assertThat(response.statusCode()).as(path).isIn(400, 404);
            assertThat(response.body()).as(path).doesNotContain("{}");
        }
        for (var path : List.of("/log/000000000001.json", "/index/snapshot.json.old", "/quarantine/x.json")) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(server.get("/pkgs/none").body()).contains("\"error\"");
        assertThat(header(server.get("/pkgs/none"), "Content-Type")).startsWith("application/json");
    }

    @Test
    void isReadAndNotWritten() throws Exception {
        for (var method : List.of("PUT", "DELETE", "POST", "PATCH")) {
            var response = server.send("/pkgs/a.fhir", request -> request.method(method, BodyPublishers.ofString("{}")));
            assertThat(response.statusCode()).as(method).isEqualTo(405);
            assertThat(response.body()).contains("\"error\"");
        }
    }

    @Test
    void answersWhatNpmAsksBeside() throws Exception {
        assertThat(server.get("/pkgs/-/ping").body()).isEqualTo("{}");
        var audit = server.send("/pkgs/-/npm/v1/security/advisories/bulk", request -> request.POST(BodyPublishers.ofString("{}")));
        assertThat(audit.statusCode()).isEqualTo(200);
        assertThat(audit.body()).isEqualTo("{}");
    }

    @Test
    void takesQueriesAsFhirClientsWriteThem() throws Exception {
        var raw = RawRequest.get(server.url(""), "/pkgs/a.fhir?canonical=http://x|1.0&y={z}");
        assertThat(raw).startsWith("HTTP/1.1 200");
    }
}

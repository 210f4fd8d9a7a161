package org.canonry.api.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Eventually;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    private static final String READINESS = "/actuator/health/readiness";

    @TempDir
    private Path folder;

    @Test
    void isReadyWhenASnapshotAnswersAndNotBefore() throws Exception {
        var quick = Limits.defaults().with(Limit.POINTER_POLL_MILLISECONDS, 20);
        try (var index = SmallIndex.in(folder);
                var server = RunningServer.over(index, folder, quick)) {
            assertThat(server.get(READINESS).statusCode()).isEqualTo(503);
            assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(server.code("{ index { lsn } }")).isEqualTo("INDEX_UNAVAILABLE");
            assertThat(server.data("{ __schema { queryType { name } } }").at("/__schema/queryType/name").stringValue()).isEqualTo("Query");
            index.with(SmallPackage.of("a.fhir", "1.0.0").holding("ValueSet", "http://a/vs", "1.0")).publish();
            Eventually.holds("it is ready", () -> server.get(READINESS).statusCode() == 200);
            assertThat(server.data("{ index { lsn packages } }").at("/index/lsn").intValue()).isEqualTo(1);
        }
    }

    @Test
    void goesOnAnsweringFromTheSnapshotBeforeWhenTheNextCannotBeOpened() throws Exception {
        var quick = Limits.defaults().with(Limit.POINTER_POLL_MILLISECONDS, 20);
        try (var index = SmallIndex.in(folder).with(SmallPackage.of("a.fhir", "1.0.0").holding("ValueSet", "http://a/vs", "1.0")).publish();
                var server = RunningServer.over(index, folder, quick)) {
            index.bucket().put(SnapshotManifest.POINTER, Content.of("{}".getBytes(StandardCharsets.UTF_8)));
            Eventually.holds("it tells of its trouble", () -> server.get(READINESS).body().contains("trouble"));
            assertThat(server.data("{ index { lsn } }").at("/index/lsn").intValue()).isEqualTo(1);
        }
    }

    @Test
    void letsPagesOfOtherOriginsCall() throws Exception {
        try (var bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
                var server = RunningServer.over(bucket, folder, Limits.defaults())) {
            var asked = server.send("/graphql", request -> request.method("OPTIONS", BodyPublishers.noBody())
                    .header("Origin", "https://tool.example").header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "content-type"));
            assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
            assertThat(asked.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(server.get("/pkgs/none", "Origin", "https://tool.example").headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        }
    }

    @Test
    void showsAPageThatMayNotCallAnywhereElse() throws Exception {
        try (var bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
                var server = RunningServer.over(bucket, folder, Limits.defaults())) {
            var page = server.get("/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'", "connect-src 'self'");
            assertThat(server.get("/graphql").statusCode()).isEqualTo(400);
            assertThat(server.get("/nothing").statusCode()).isEqualTo(404);
            assertThat(server.get("/actuator/env").statusCode()).isEqualTo(404);
        }
    }

    /// Such as Tomcat itself refuses, before any servlet is found.
    @Test
    void refusesAnAddressThatIsNoneInJson() throws Exception {
        try (var bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
                var server = RunningServer.over(bucket, folder, Limits.defaults())) {
            for (var path : List.of("/-/%00", "/pkgs/%zz", "/graphql%00")) {
                var refused = plainly(server.port(), path);
                assertThat(refused).as(path).contains("400", "application/json", "{\"error\":").doesNotContain("<html", "<!doctype");
            }
        }
    }

    @Test
    void refusesUnderFhirWithAnOperationOutcome() throws Exception {
        try (var bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
                var server = RunningServer.over(bucket, folder, Limits.defaults())) {
            assertThat(plainly(server.port(), "/fhir/r4/ValueSet/%00")).contains("400", "application/fhir+json", "OperationOutcome", "encoded");
        }
    }

    @Test
    void saysWhereSomethingIsWhereNothingIs() throws Exception {
        try (var bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
                var server = RunningServer.over(bucket, folder, Limits.defaults())) {
            assertThat(server.get("/nothing").body()).contains("/graphql", "/pkgs", "/fhir");
            assertThat(server.send("/pkgs/x", request -> request.method("TRACE", BodyPublishers.noBody())).body()).contains("this method").doesNotContain("encoded");
        }
    }

    /// As it is written: a client of Java refuses such an address itself.
    private static String plainly(int port, String path) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void signsCursorsWithNoShortKey() throws Exception {
        try (var bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
                var database = Database.open("postgresql://nobody@localhost:1/nothing", Limits.defaults())) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ApiSettings(
                    0, bucket, database, folder, new byte[15], Optional.empty(), ApiSettings.ANY_ORIGIN, Limits.defaults()));
        }
    }
}

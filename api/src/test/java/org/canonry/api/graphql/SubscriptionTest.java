package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Eventually;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Layout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Following what happens, as server-sent events.
class SubscriptionTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CHANGES = "subscription($after: Long) { changes(afterLsn: $after) { lsn event at name version packageVersion { lsn } } }";
    private static final Limits QUICK = Limits.defaults().with(Limit.POINTER_POLL_MILLISECONDS, 10).with(Limit.GRAPHQL_HEARTBEAT_MILLISECONDS, 50);

    @TempDir
    private Path folder;

    private SmallIndex index;
    private HttpClient client;

    @BeforeEach
    void build() throws Exception {
        index = SmallIndex.in(folder).with(SmallPackage.of("a.fhir", "1.0.0")).with(SmallPackage.of("b.fhir", "1.0.0")).publish();
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void close() throws Exception {
        client.shutdownNow();
        index.close();
    }

    @Test
    void tellsWhatWasAndThenWhatComes() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK); var stream = open(server, CHANGES, Map.of("after", 0))) {
            assertThat(stream.next().at("/data/changes/name").asString()).isEqualTo("a.fhir");
            var second = stream.next().at("/data/changes");
            assertThat(second.path("lsn").asLong()).isEqualTo(2);
            assertThat(second.path("event").asString()).isEqualTo("LOADED");
            assertThat(second.at("/packageVersion/lsn").asLong()).isEqualTo(2);
            stream.beat();
            index.with(SmallPackage.of("c.fhir", "2.0.0")).publish();
            var third = stream.next().at("/data/changes");
            assertThat(third.path("name").asString() + "@" + third.path("version").asString()).isEqualTo("c.fhir@2.0.0");
        }
    }

    @Test
    void tellsOnlyWhatIsNewWhenAskedFromNowOn() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK); var stream = open(server, CHANGES, Map.of())) {
            index.with(SmallPackage.of("c.fhir", "2.0.0")).publish();
            assertThat(stream.next().at("/data/changes/lsn").asLong()).isEqualTo(3);
        }
    }

    @Test
    void losesNothingAndTellsNothingTwiceHoweverOftenItIsCutOff() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK)) {
            var writer = Thread.ofVirtual().start(() -> publish(40));
            var seen = new ArrayList<Long>();
            while (seen.size() < 42) {
                try (var stream = open(server, CHANGES, Map.of("after", seen.isEmpty() ? 0 : seen.getLast()))) {
                    for (var event = 0; event < 3 && seen.size() < 42; event++) {
                        seen.add(stream.next().at("/data/changes/lsn").asLong());
                    }
                }
            }
            writer.join();
            assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 42).boxed().toList());
        }
    }

    private void publish(int packages) {
        try {
            for (var number = 0; number < packages; number++) {
                index.with(SmallPackage.of("n.fhir", number + ".0.0")).publish();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsOnlyWhatIsWanted() throws Exception {
        var document = "subscription { changes(afterLsn: 0, filter: {package: [\"b.fhir\", \"c.fhir\"], event: [LOADED]}) { lsn name } }";
        try (var server = RunningServer.over(index, folder, QUICK); var stream = open(server, document, Map.of())) {
            assertThat(stream.next().at("/data/changes/name").asString()).isEqualTo("b.fhir");
            index.with(SmallPackage.of("d.fhir", "1.0.0")).with(SmallPackage.of("c.fhir", "1.0.0")).publish();
            assertThat(stream.next().at("/data/changes/lsn").asLong()).isEqualTo(4);
        }
    }

    /// As a registry writes it, of which the catalogue tells nothing but what was loaded.
    @Test
    void tellsEveryEventOfTheLogFromWhereTheLogBegins() throws Exception {
        index.bucket().put(Layout.event(2), event(2, "LOADED", "b.fhir"));
        index.bucket().put(Layout.event(3), event(3, "WITHDRAWN", "b.fhir"));
        index.with(SmallPackage.of("c.fhir", "1.0.0")).publish();
        try (var server = RunningServer.over(index, folder, QUICK); var stream = open(server, CHANGES, Map.of("after", 0))) {
            assertThat(stream.next().at("/data/changes/at").isNull()).isTrue();
            assertThat(stream.next().at("/data/changes/at").asString()).isEqualTo("2026-01-02T03:04:05Z");
            var third = stream.next().at("/data/changes");
            assertThat(third.path("event").asString()).isEqualTo("WITHDRAWN");
            assertThat(third.path("name").asString()).isEqualTo("b.fhir");
        }
    }

    private static Content event(long lsn, String kind, String name) {
        return Content.of("""
                {"lsn": %d, "event": "%s", "name": "%s", "version": "1.0.0", "at": "%s", "tarball": "", "resources": "", "integrity": "", "shasum": "",
                 "sizeBytes": 0, "files": {"lines": 0, "others": 0, "refused": 0, "appleDouble": 0}, "refused": [], "manifest": {}}"""
                .formatted(lsn, kind, name, Instant.parse("2026-01-02T03:04:05Z")).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void completesWhenTheServerStops() throws Exception {
        var server = RunningServer.over(index, folder, QUICK);
        try (var stream = open(server, CHANGES, Map.of())) {
            Thread.ofVirtual().start(server::close);
            assertThat(stream.end()).isEqualTo("complete");
        }
    }

    @Test
    void servesOnlySoManyAtOnce() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK.with(Limit.GRAPHQL_SUBSCRIBERS, 1))) {
            try (var first = open(server, CHANGES, Map.of("after", 1))) {
                first.next();
                var second = send(server, CHANGES, Map.of(), BodyHandlers.ofString());
                assertThat(second.statusCode()).isEqualTo(503);
                assertThat(second.body()).contains("TOO_MANY_SUBSCRIBERS", "graphql_subscribers");
            }
            Eventually.holds("the place is given back", () -> {
                try (var again = open(server, CHANGES, Map.of("after", 1))) {
                    return again.response.statusCode() == 200;
                }
            });
        }
    }

    @Test
    void sendsAwayWhoTakesNothing() throws Exception {
        Enormous.publish(index);
        var document = "subscription { changes(afterLsn: 2) { %s } }".formatted(Enormous.EVENT);
        try (var server = RunningServer.over(index, folder, Limits.defaults().with(Limit.GRAPHQL_SUBSCRIBER_MILLISECONDS, 1_000));
                var socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
            socket.getOutputStream().write(("GET /graphql?query=%s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n")
                    .formatted(URLEncoder.encode(document, StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII));
            // More than the head has: the first event is on its way, and cannot arrive before it is read.
            var beginning = new String(socket.getInputStream().readNBytes(4_000), StandardCharsets.UTF_8);
            Thread.sleep(1_100);
            var rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(beginning.split("event: next", -1)).hasSize(2);
            assertThat(rest.split("event: next", -1)).as("only the reason comes behind the first event").hasSize(2);
            var end = rest.substring(rest.indexOf("event: next"));
            assertThat(end).contains("SUBSCRIBER_TOO_SLOW", "graphql_subscriber_milliseconds", "event: complete\ndata:\n\n");
        }
    }

    @Test
    void answersAQueryAsAStreamOfOneEvent() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK); var stream = open(server, "{ index { lsn } }", Map.of())) {
            assertThat(stream.next().at("/data/index/lsn").asLong()).isEqualTo(2);
            assertThat(stream.end()).isEqualTo("complete");
        }
        try (var server = RunningServer.over(index, folder, QUICK); var stream = open(server, "subscription { changes { nothing } }", Map.of())) {
            assertThat(stream.next().at("/errors/0/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
            assertThat(stream.end()).isEqualTo("complete");
        }
    }

    private Stream open(RunningServer server, String document, Map<String, ?> variables) throws Exception {
        return new Stream(send(server, document, variables, BodyHandlers.ofInputStream()));
    }

    private <T> HttpResponse<T> send(RunningServer server, String document, Map<String, ?> variables, HttpResponse.BodyHandler<T> body)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url("/graphql")))
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", document, "variables", variables))))
                        .headers("Content-Type", "application/json", "Accept", "text/event-stream")
                        .build(),
                body);
    }

    /// The events of one answer.
    private static final class Stream implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Stream(HttpResponse<InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        JsonNode next() throws IOException {
            var event = event();
            assertThat(event.getFirst()).isEqualTo("event: next");
            return JSON.readTree(event.get(1).substring("data: ".length()));
        }

        /// Waits for a sign of life, before which nothing else comes.
        void beat() throws IOException {
            var line = lines.readLine();
            while (line != null && line.isEmpty()) {
                line = lines.readLine();
            }
            assertThat(line).startsWith(":");
        }

        String end() throws IOException {
            var event = event();
            assertThat(event.get(1)).isEqualTo("data:");
            assertThat(lines.readLine()).isNull();
            return event.getFirst().substring("event: ".length());
        }

        /// Its lines, signs of life left out.
        private List<String> event() throws IOException {
            var event = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !event.isEmpty()) {
                    return event;
                }
                if (!line.isEmpty() && !line.startsWith(":")) {
                    event.add(line);
                }
            }
            throw new AssertionError("the stream ended after " + event);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}

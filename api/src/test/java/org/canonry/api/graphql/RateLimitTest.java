package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What questions cost, and who may ask how many.
class RateLimitTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final String ASKED = "{ rateLimit { limit cost remaining resetAt } }";

    @TempDir
    private static Path folder;

    private static SmallIndex index;

    @BeforeAll
    static void build() throws Exception {
        index = SmallIndex.in(folder).with(SmallPackage.of("a.fhir", "1.0.0")).publish();
    }

    @AfterAll
    static void close() throws Exception {
        index.close();
    }

    @Test
    void tellsWhatEveryDocumentCosts() throws Exception {
        try (var server = RunningServer.over(index, folder)) {
            var cost = server.ask("{ index { lsn packages } }").at("/extensions/cost");
            assertThat(cost.path("requested").asInt()).isEqualTo(3);
            assertThat(cost.path("limit").asLong()).isEqualTo(Limit.GRAPHQL_COST_POINTS.defaultValue());
            var refused = server.ask("{ canonicals(first: 100) { nodes { usedBy(first: 100) { nodes { by { carriers(first: 100) { nodes { url } } } } } } } }");
            assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("QUERY_TOO_COMPLEX");
            assertThat(refused.at("/extensions/cost/requested").asLong()).isGreaterThan(50_000);
            assertThat(server.ask("{ nothing }").has("extensions")).isFalse();
        }
    }

    @Test
    void tellsHowMuchIsLeft() throws Exception {
        try (var server = RunningServer.over(index, folder, Limits.defaults().with(Limit.GRAPHQL_CLIENT_POINTS, 1_000))) {
            var before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            var limit = server.data(ASKED).path("rateLimit");
            var after = Instant.now();
            assertThat(limit.path("limit").asInt()).isEqualTo(1_000);
            assertThat(limit.path("cost").asInt()).isEqualTo(5);
            // Five points are taken when the question is weighed, and may be back when it is answered.
            assertThat(limit.path("remaining").asInt()).isBetween(990, 1_000);
            assertThat(Instant.parse(limit.path("resetAt").asString())).isBetween(before, after.plusSeconds(1));
        }
        try (var server = RunningServer.over(index, folder, Limits.defaults().with(Limit.GRAPHQL_CLIENT_POINTS, 0))) {
            var limit = server.data(ASKED).path("rateLimit");
            assertThat(limit.path("limit").isNull()).isTrue();
            assertThat(limit.path("remaining").isNull()).isTrue();
            assertThat(limit.path("resetAt").isNull()).isTrue();
            assertThat(limit.path("cost").asInt()).isEqualTo(5);
        }
    }

    @Test
    void refusesWhoAskedForTooMuchAndSaysWhenToAskAgain() throws Exception {
        try (var server = RunningServer.over(index, folder, Limits.defaults().with(Limit.GRAPHQL_CLIENT_POINTS, 20))) {
            var granted = grantedUntilRefused(server, "{\"query\":\"{ index { lsn packages } }\"}");
            assertThat(granted.questions() * 3).isBetween(18, 20 + granted.pointsThatCameBack(20));
            var refused = granted.refusal();
            assertThat(refused.body()).contains("RATE_LIMITED", "graphql_client_points", "retryAfterSeconds");
            assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 10);
        }
        // All points of a minute, of which the second question gets none back.
        try (var server = RunningServer.over(index, folder, Limits.defaults().with(Limit.GRAPHQL_CLIENT_POINTS, 3))) {
            assertThat(server.get("/graphql?query=%7Bindex%7Blsn%20packages%7D%7D").statusCode()).isEqualTo(200);
            assertThat(server.get("/graphql?query=%7Bindex%7Blsn%20packages%7D%7D").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void chargesForWhatIsNoGoodAsWell() throws Exception {
        try (var server = RunningServer.over(index, folder, Limits.defaults().with(Limit.GRAPHQL_CLIENT_POINTS, 10))) {
            var granted = grantedUntilRefused(server, "{\"query\":\"{\"}");
            assertThat(granted.questions()).isBetween(10, 10 + granted.pointsThatCameBack(10));
        }
    }

    @Test
    void believesOnlyTheProxiesThatThereAre() throws Exception {
        var few = Limits.defaults().with(Limit.GRAPHQL_CLIENT_POINTS, 2);
        try (var server = RunningServer.over(index.bucket(), folder.resolve("alone"), few)) {
            exhaust(server, "203.0.113.1");
            assertThat(ask(server, "203.0.113.2").statusCode()).isEqualTo(429);
        }
        var behindOne = new GraphQlSettings(Optional.empty(), 1);
        try (var server = RunningServer.over(index.bucket(), folder.resolve("behind"), few, behindOne)) {
            exhaust(server, "203.0.113.1");
            assertThat(ask(server, "203.0.113.2").statusCode()).isEqualTo(200);
            // What the client itself wrote stands ahead of what the proxy added.
            assertThat(ask(server, "203.0.113.9, 203.0.113.1").statusCode()).isEqualTo(429);
            exhaust(server, "2001:db8:1:2::1");
            assertThat(ask(server, "2001:db8:1:2:ffff::7").statusCode()).isEqualTo(429);
            assertThat(ask(server, "2001:db8:1:3::1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void givesPointsBackEvenly() {
        var allowance = new Allowance(60, 0);
        assertThat(allowance.take(60, 0)).isTrue();
        assertThat(allowance.isSpent(0)).isTrue();
        assertThat(allowance.take(1, 0)).isFalse();
        assertThat(allowance.remaining(MINUTE / 2)).isEqualTo(30);
        assertThat(allowance.take(31, MINUTE / 2)).isFalse();
        assertThat(allowance.take(30, MINUTE / 2)).isTrue();
        assertThat(allowance.refusal(10, MINUTE / 2).details()).containsEntry(Allowance.RETRY_AFTER, 10L);
        assertThat(allowance.remaining(2 * MINUTE)).isEqualTo(60);
    }

    @Test
    void grantsOnceWhatCostsMoreThanThereEverIs() {
        var allowance = new Allowance(60, 0);
        assertThat(allowance.take(90, 0)).isTrue();
        assertThat(allowance.take(1, MINUTE / 4)).isFalse();
        assertThat(allowance.take(90, MINUTE / 4)).isFalse();
        assertThat(allowance.take(90, 2 * MINUTE)).isTrue();
    }

    /// What a client was granted who asked the same again and again.
    ///
    /// @param refusal the first
    /// @param elapsed from before the first question to behind the refusal
    private record Granted(int questions, HttpResponse<String> refusal, Duration elapsed) {
        /// More than that came back meanwhile to nobody.
        int pointsThatCameBack(int pointsInAMinute) {
            return (int) (pointsInAMinute * elapsed.toMillis() / 60_000) + 1;
        }
    }

    private static Granted grantedUntilRefused(RunningServer server, String body) throws Exception {
        var start = System.nanoTime();
        for (var questions = 0; questions < 1_000; questions++) {
            var answer = server.post(body);
            if (answer.statusCode() != 200) {
                return new Granted(questions, answer, Duration.ofNanos(System.nanoTime() - start));
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private static void exhaust(RunningServer server, String client) throws Exception {
        for (var tries = 0; tries < 10 && ask(server, client).statusCode() == 200; tries++) {
            // Each costs two points.
        }
    }

    private static HttpResponse<String> ask(RunningServer server, String client) throws Exception {
        return server.send("/graphql", request -> request.POST(BodyPublishers.ofString("{\"query\":\"{ index { lsn } }\"}"))
                .headers("Content-Type", "application/json", "X-Forwarded-For", client));
    }
}

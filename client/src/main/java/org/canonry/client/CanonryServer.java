package org.canonry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// A Canonry, over HTTP. Thread-safe; connections are kept.
final class CanonryServer {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int EXCERPT = 200;

    /// What a server answers with that cannot answer now, or a gateway in front of it. Source: RFC 9110, section 15.6.
    private static final Set<Integer> AWAY = Set.of(429, 502, 503, 504);

    private static final Set<String> AWAY_CODES = Set.of("BUCKET_UNAVAILABLE", "DATABASE_UNAVAILABLE", "INDEX_UNAVAILABLE", "RATE_LIMITED", "TIMEOUT");

    /// Decimals as written: in FHIR 1.10 is not 1.1.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String address;
    private final HttpClient http;

    /// @param address of the server, such as `http://localhost:8080`
    CanonryServer(URI address) {
        var text = address.toString();
        this.address = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.http = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    /// The data that a GraphQL document is answered with.
    ///
    /// @throws CanonryFailure when there is no answer without errors
    JsonNode ask(String document, Map<String, ?> variables) {
        var answer = tree(send(HttpRequest.newBuilder(URI.create(address + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(bytes(Map.of("query", document, "variables", variables))))));
        var error = answer.path("errors").path(0);
        if (!error.isMissingNode()) {
            var away = AWAY_CODES.contains(error.path("extensions").path("code").asText());
            throw new CanonryFailure(
                    away ? CanonryFailure.Reason.AWAY : CanonryFailure.Reason.REFUSED, "Canonry at %s: %s".formatted(address, error.path("message").asText()));
        }
        if (!answer.path("data").isObject()) {
            throw unreadable(answer.toString());
        }
        return answer.path("data");
    }

    /// What a FHIR address is answered with.
    ///
    /// @param path below the server's address, or an address of its own, as the links of a page are
    /// @throws CanonryFailure when there is no answer
    String fhir(String path) {
        var uri = path.startsWith("/") ? URI.create(address + path) : URI.create(path);
        return send(HttpRequest.newBuilder(uri).header("Accept", "application/fhir+json"));
    }

    /// Reads JSON.
    ///
    /// @throws CanonryFailure when it is none
    JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw unreadable(json);
        }
    }

    private static byte[] bytes(Map<String, ?> question) {
        try {
            return JSON.writeValueAsBytes(question);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    private String send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(ANSWER).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofInputStream());
            return checked(response.statusCode(), text(response));
        } catch (IOException e) {
            throw new CanonryFailure(CanonryFailure.Reason.AWAY, "Canonry at %s does not answer: %s".formatted(address, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CanonryFailure(CanonryFailure.Reason.AWAY, "interrupted while Canonry at %s was asked".formatted(address), e);
        }
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        var pressed = response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
        try (var body = response.body();
                var plain = pressed ? new GZIPInputStream(body) : body) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A GraphQL refusal comes with a status of its own, and is read like any other answer.
    private String checked(int status, String body) {
        if (AWAY.contains(status)) {
            throw new CanonryFailure(CanonryFailure.Reason.AWAY, "Canonry at %s cannot answer now: %s".formatted(address, excerpt(body)));
        }
        if (status >= 500) {
            throw new CanonryFailure(CanonryFailure.Reason.REFUSED, "Canonry at %s failed: %s".formatted(address, excerpt(body)));
        }
        if (status >= 400 && !body.startsWith("{\"errors\"")) {
            throw new CanonryFailure(CanonryFailure.Reason.REFUSED, "Canonry at %s answered %d: %s".formatted(address, status, excerpt(body)));
        }
        return body;
    }

    private CanonryFailure unreadable(String body) {
        return new CanonryFailure(CanonryFailure.Reason.UNREADABLE, "what answers at %s is no Canonry: %s".formatted(address, excerpt(body)));
    }

    private static String excerpt(String body) {
        return body.length() > EXCERPT ? body.substring(0, EXCERPT) + '…' : body;
    }
}

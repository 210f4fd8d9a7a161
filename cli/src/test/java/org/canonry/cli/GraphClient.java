package org.canonry.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.canonry.storage.Eventually;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a running server over HTTP, as its users do.
///
/// @param server its address, with a slash at the end
record GraphClient(URI server) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// The whole answer, with its errors.
    JsonNode answer(String document, Map<String, ?> variables) throws IOException, InterruptedException {
        var body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
        var request = request("graphql").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
        return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    /// The data of an answer that has no errors.
    JsonNode ask(String document, Map<String, ?> variables) throws IOException, InterruptedException {
        var answer = answer(document, variables);
        if (answer.has("errors")) {
            throw new AssertionError("errors in %s, asked %s".formatted(answer, document));
        }
        return answer.path("data");
    }

    /// The data of an answer that has no errors.
    JsonNode ask(String document) throws IOException, InterruptedException {
        return ask(document, Map.of());
    }

    /// Every node of a connection, read page by page from its start; `document` has the variables `$first` and `$after`.
    List<JsonNode> all(String document, String pointer, int page) throws IOException, InterruptedException {
        var nodes = new ArrayList<JsonNode>();
        var variables = Map.<String, Object>of("first", page);
        while (true) {
            var connection = ask(document, variables).at(pointer);
            nodes.addAll(connection.path("nodes").valueStream().toList());
            if (!connection.at("/pageInfo/hasNextPage").asBoolean()) {
                return nodes;
            }
            variables = Map.of("first", page, "after", connection.at("/pageInfo/endCursor").asString());
        }
    }

    /// Every node of a connection, read page by page from its end; `document` has the variables `$last` and `$before`.
    List<JsonNode> allFromTheEnd(String document, String pointer, int page) throws IOException, InterruptedException {
        var nodes = new ArrayList<JsonNode>();
        var variables = Map.<String, Object>of("last", page);
        while (true) {
            var connection = ask(document, variables).at(pointer);
            nodes.addAll(0, connection.path("nodes").valueStream().toList());
            if (!connection.at("/pageInfo/hasPreviousPage").asBoolean()) {
                return nodes;
            }
            variables = Map.of("last", page, "before", connection.at("/pageInfo/startCursor").asString());
        }
    }

    /// Fetches a path of the server, given without its first slash.
    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Eventually.PATIENCE);
    }
}

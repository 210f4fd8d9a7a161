package org.canonry.api.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.canonry.api.graphql.GraphQlSettings;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real server on a port of its own, asked over HTTP. Its database is away.
public final class RunningServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] KEY = "a key for the tests of this module".getBytes(StandardCharsets.UTF_8);

    private final ApiServer server;
    private final Database database;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(ApiServer server, Database database) {
        this.server = server;
        this.database = database;
    }

    /// Over an index, with limits of its own.
    public static RunningServer over(SmallIndex index, Path folder, Limits limits) throws IOException {
        return over(index.bucket(), folder, limits);
    }

    /// Over an index.
    public static RunningServer over(SmallIndex index, Path folder) throws IOException {
        return over(index.bucket(), folder, Limits.defaults());
    }

    /// Over a bucket, which may hold no index.
    public static RunningServer over(Bucket bucket, Path folder, Limits limits) throws IOException {
        return over(bucket, folder, limits, GraphQlSettings.OPEN);
    }

    /// Over a bucket, with settings of its own.
    public static RunningServer over(Bucket bucket, Path folder, Limits limits, GraphQlSettings graphQl) throws IOException {
        var database = Database.open("postgresql://nobody@localhost:1/nothing", limits.with(Limit.DATABASE_CONNECT_MILLISECONDS, 300));
        var settings = new ApiSettings(
                0, bucket, database, Files.createDirectories(folder.resolve("server")), Optional.empty(), KEY, Optional.empty(), ApiSettings.ANY_ORIGIN,
                limits, graphQl);
        return new RunningServer(ApiServer.start(settings), database);
    }

    /// What a GraphQL document is answered with.
    public JsonNode ask(String document) throws IOException, InterruptedException {
        return ask(document, Map.of());
    }

    /// What a GraphQL document with variables is answered with.
    public JsonNode ask(String document, Map<String, ?> variables) throws IOException, InterruptedException {
        return JSON.readTree(post(JSON.writeValueAsString(Map.of("query", document, "variables", variables))).body());
    }

    /// The data of an answer that has no errors.
    public JsonNode data(String document, Map<String, ?> variables) throws IOException, InterruptedException {
        var answer = ask(document, variables);
        if (answer.has("errors")) {
            throw new AssertionError("errors in " + answer);
        }
        return answer.path("data");
    }

    /// The data of an answer that has no errors.
    public JsonNode data(String document) throws IOException, InterruptedException {
        return data(document, Map.of());
    }

    /// The code of the first error.
    public String code(String document) throws IOException, InterruptedException {
        return ask(document).at("/errors/0/extensions/code").asString("none");
    }

    /// The message of the first error.
    public String message(String document) throws IOException, InterruptedException {
        return ask(document).at("/errors/0/message").asString("none");
    }

    /// Sends a body to `/graphql`.
    public HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send("/graphql", request -> request.POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
    }

    /// Sends a request to a path as it is written.
    public HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> how) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(path)));
        how.accept(request);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Fetches a path.
    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(path, request -> {
            if (headers.length > 0) {
                request.headers(headers);
            }
        });
    }

    /// Where it listens.
    public int port() {
        return server.port();
    }

    /// The whole address of a path.
    public String url(String path) {
        return "http://localhost:" + server.port() + path;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        database.close();
    }
}

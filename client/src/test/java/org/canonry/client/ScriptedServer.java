package org.canonry.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers like a Canonry that has the resources that it is given, and remembers what it was asked.
final class ScriptedServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, String> resources = new ConcurrentHashMap<>();
    private final List<List<String>> asked = new CopyOnWriteArrayList<>();
    private final List<JsonNode> scopes = new CopyOnWriteArrayList<>();
    private volatile long lsn = 7;
    private volatile int status = 200;
    private volatile String refusal = "";

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/graphql", this::resolve);
        server.createContext("/fhir", this::search);
        server.start();
    }

    /// Has a resource, under its url; single quotes stand for double ones.
    ScriptedServer with(String url, String json) {
        resources.put(url, json.replace('\'', '"'));
        return this;
    }

    /// Is at another state of the index from now on.
    void is(long later) {
        lsn = later;
    }

    /// Answers with a status and a body from now on.
    void refuses(int with, String body) {
        status = with;
        refusal = body;
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + '/');
    }

    /// The references of each question, in order.
    List<List<String>> asked() {
        return asked;
    }

    /// The scopes of the questions, in order.
    List<JsonNode> scopes() {
        return scopes;
    }

    private void resolve(HttpExchange exchange) throws IOException {
        var question = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("variables");
        var references = StreamSupport.stream(question.path("references").spliterator(), false).map(JsonNode::asString).toList();
        asked.add(references);
        scopes.add(question.path("scope"));
        var found = references.stream().map(reference -> resources.containsKey(reference)
                ? "{\"resource\":{\"resource\":%s}}".formatted(resources.get(reference))
                : "{\"resource\":null}").collect(Collectors.joining(","));
        answer(exchange, "{\"data\":{\"index\":{\"lsn\":%d},\"resolve\":[%s]}}".formatted(lsn, found));
    }

    /// One page of everything of the type, in two pages where there is more than one.
    private void search(HttpExchange exchange) throws IOException {
        var type = exchange.getRequestURI().getPath().replaceAll(".*/", "");
        var all = resources.values().stream().filter(json -> json.contains("\"resourceType\":\"%s\"".formatted(type))).sorted().toList();
        var second = exchange.getRequestURI().toString().contains("_cursor");
        var shown = all.size() < 2 ? all : second ? all.subList(1, all.size()) : all.subList(0, 1);
        var link = all.size() < 2 || second ? "" : "{\"relation\":\"next\",\"url\":\"%sfhir/r4/%s?_cursor=x\"}".formatted(address(), type);
        asked.add(List.of(exchange.getRequestURI().toString()));
        answer(exchange, "{\"resourceType\":\"Bundle\",\"link\":[%s],\"entry\":[%s]}".formatted(
                link, shown.stream().map("{\"resource\":%s}"::formatted).collect(Collectors.joining(","))));
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        var bytes = (refusal.isEmpty() ? body : refusal).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

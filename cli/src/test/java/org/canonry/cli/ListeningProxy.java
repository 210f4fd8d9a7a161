package org.canonry.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Stands between a client and a server, hands everything on, and remembers what was asked and how it was answered.
final class ListeningProxy implements AutoCloseable {
    private static final List<String> HANDED_ON = List.of("If-None-Match", "If-Modified-Since", "Accept");
    private static final List<String> HANDED_BACK = List.of("ETag", "Last-Modified", "Cache-Control", "Content-Type", "Vary");

    private final HttpServer server;
    private final GraphClient target;
    private final List<Exchange> seen = new CopyOnWriteArrayList<>();

    /// @param path what was asked for
    /// @param status how it was answered
    record Exchange(String path, int status) {}

    private ListeningProxy(HttpServer server, URI target) {
        this.server = server;
        this.target = new GraphClient(target);
    }

    static ListeningProxy before(URI target) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var proxy = new ListeningProxy(server, target);
        server.createContext("/", proxy::handOn);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return proxy;
    }

    URI address() {
        return URI.create("http://localhost:%d/".formatted(server.getAddress().getPort()));
    }

    /// What was seen since the last call.
    List<Exchange> heard() {
        var heard = List.copyOf(seen);
        seen.clear();
        return heard;
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = HANDED_ON.stream()
                    .filter(exchange.getRequestHeaders()::containsKey)
                    .flatMap(name -> List.of(name, exchange.getRequestHeaders().getFirst(name)).stream());
            var path = exchange.getRequestURI().toString();
            var answer = target.get(path.substring(1), headers.toArray(String[]::new));
            seen.add(new Exchange(path, answer.statusCode()));
            HANDED_BACK.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

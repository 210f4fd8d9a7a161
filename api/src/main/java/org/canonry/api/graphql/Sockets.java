package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.springframework.http.HttpHeaders;

/// All WebSockets that are open. Thread-safe.
final class Sockets implements AutoCloseable {
    /// The one protocol that is spoken. Source: graphql-ws, "GraphQL over WebSocket Protocol".
    static final String PROTOCOL = "graphql-transport-ws";

    private static final int PATIENCE = 6;
    /// An address at which nobody answers any more gets so many signs of life.
    private static final int BEATS = 4;
    private static final String READ_TIMEOUT = "org.apache.tomcat.websocket.READ_IDLE_TIMEOUT_MS";
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final Desk desk;
    private final Visitors visitors;
    private final Subscribers subscribers;
    private final Limits limits;
    private final Set<GraphQlSocket> open = ConcurrentHashMap.newKeySet();

    Sockets(Desk desk, Visitors visitors, Subscribers subscribers, Limits limits) {
        this.desk = desk;
        this.visitors = visitors;
        this.subscribers = subscribers;
        this.limits = limits;
    }

    /// What a socket needs of the house.
    Desk desk() {
        return desk;
    }

    Visitors visitors() {
        return visitors;
    }

    Subscribers subscribers() {
        return subscribers;
    }

    Limits limits() {
        return limits;
    }

    void opened(GraphQlSocket socket) {
        open.add(socket);
    }

    void closed(GraphQlSocket socket) {
        open.remove(socket);
    }

    /// Whether a request asks for a WebSocket.
    boolean isMeant(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    /// Turns a request into a WebSocket.
    ///
    /// @param allowance what its client may ask for
    void open(HttpServletRequest request, HttpServletResponse response, Allowance allowance) throws IOException {
        var container = (ServerContainer) request.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.upgradeHttpToWebSocket(request, response, config(new GraphQlSocket(this, allowance)), Map.of());
        } catch (DeploymentException e) {
            throw new IOException(e);
        }
    }

    private ServerEndpointConfig config(GraphQlSocket socket) {
        var config = ServerEndpointConfig.Builder.create(GraphQlSocket.class, GraphQlServlet.PATH)
                .subprotocols(List.of(PROTOCOL))
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(socket);
                    }
                })
                .build();
        // Whoever takes nothing at all for so long is cut off; who is only slow can still be told.
        config.getUserProperties().put(READ_TIMEOUT, BEATS * limits.of(Limit.GRAPHQL_HEARTBEAT_MILLISECONDS));
        config.getUserProperties().put(SEND_TIMEOUT, PATIENCE * limits.of(Limit.GRAPHQL_SUBSCRIBER_MILLISECONDS));
        return config;
    }

    /// Closes every socket, after what is under way on it. Idempotent.
    @Override
    public void close() {
        // One moment for all: who is slow would hold up the server once for each of its sockets.
        var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.of(Limit.GRAPHQL_FAREWELL_MILLISECONDS));
        open.forEach(socket -> socket.leave(until, CloseCodes.GOING_AWAY.getCode(), "the server is stopping: connect again"));
    }
}

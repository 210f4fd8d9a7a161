package org.canonry.api.graphql;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.canonry.storage.limits.Limit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One WebSocket, over which a client asks as often as it likes and follows what happens. Messages come one by one; each operation has a thread.
///
/// Source: graphql-ws, "GraphQL over WebSocket Protocol"; the numbers and words of closing are its own.
final class GraphQlSocket extends Endpoint {
    private static final int BAD_REQUEST = 4400;
    private static final int UNAUTHORIZED = 4401;
    private static final int PROTOCOL_NOT_ACCEPTABLE = 4406;
    private static final int INITIALISATION_TIMEOUT = 4408;
    private static final int ALREADY_EXISTS = 4409;
    private static final int TOO_MANY_INITIALISATIONS = 4429;
    /// Source: RFC 6455, section 5.5.1: a control frame has 125 bytes at most, two of them for the number.
    private static final int LONGEST_REASON = 120;

    private final Sockets house;
    private final Allowance allowance;
    private final Map<String, SocketOperation> operations = new ConcurrentHashMap<>();
    private final ReentrantLock sending = new ReentrantLock();
    private volatile @Nullable Session session;
    private volatile boolean isInitialised;

    GraphQlSocket(Sockets house, Allowance allowance) {
        this.house = house;
        this.allowance = allowance;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        house.opened(this);
        opened.setMaxTextMessageBufferSize(house.limits().intOf(Limit.GRAPHQL_BODY_BYTES));
        if (opened.getNegotiatedSubprotocol().isEmpty()) {
            close(PROTOCOL_NOT_ACCEPTABLE, "Subprotocol not acceptable");
        } else {
            opened.addMessageHandler(String.class, this::heard);
            Thread.ofVirtual().name("graphql-socket").start(this::watch);
        }
    }

    /// Sends signs of life, and closes the connection of a client that does not introduce itself.
    private void watch() {
        var introduction = Duration.ofMillis(house.limits().of(Limit.GRAPHQL_SOCKET_MILLISECONDS));
        var heartbeat = Duration.ofMillis(house.limits().of(Limit.GRAPHQL_HEARTBEAT_MILLISECONDS));
        var opened = System.nanoTime();
        try {
            while (open().isOpen()) {
                Thread.sleep(heartbeat.compareTo(introduction) < 0 ? heartbeat : introduction);
                if (!isInitialised && System.nanoTime() - opened >= introduction.toNanos()) {
                    close(INITIALISATION_TIMEOUT, "Connection initialisation timeout");
                } else {
                    beat();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            close(CloseCodes.CLOSED_ABNORMALLY.getCode(), "");
        }
    }

    private void heard(String text) {
        try {
            heard(Question.JSON.readTree(text));
        } catch (JacksonException e) {
            close(BAD_REQUEST, "Invalid message received: it is no JSON");
        } catch (IOException e) {
            close(CloseCodes.CLOSED_ABNORMALLY.getCode(), "");
        }
    }

    private void heard(JsonNode message) throws IOException {
        switch (message.path("type").asString("")) {
            case "connection_init" -> initialise();
            case "ping" -> send(Map.of("type", "pong"));
            case "pong" -> {
                // A sign of life, by which alone the connection is kept.
            }
            case "subscribe" -> subscribe(message.path("id").asString(""), message.path("payload"));
            case "complete" -> complete(message.path("id").asString(""));
            default -> close(BAD_REQUEST, "Invalid message received: its type is none of graphql-transport-ws");
        }
    }

    private void initialise() throws IOException {
        if (isInitialised) {
            close(TOO_MANY_INITIALISATIONS, "Too many initialisation requests");
        } else {
            isInitialised = true;
            send(Map.of("type", "connection_ack"));
        }
    }

    private void subscribe(String id, JsonNode payload) throws IOException {
        if (!isInitialised) {
            close(UNAUTHORIZED, "Unauthorized");
        } else if (id.isEmpty()) {
            close(BAD_REQUEST, "Invalid message received: it has no id");
        } else {
            switch (Question.parse(payload)) {
                case Question.Put put -> start(id, put);
                case Question.Unreadable unreadable -> close(BAD_REQUEST, "Invalid message received: its payload is no GraphQL request");
            }
        }
    }

    private void start(String id, Question.Put question) throws IOException {
        var operation = new SocketOperation(this, id);
        if (operations.size() >= house.limits().of(Limit.GRAPHQL_SOCKET_OPERATIONS)) {
            send("error", id, List.of(Errors.member(tooMany())));
        } else if (operations.putIfAbsent(id, operation) != null) {
            close(ALREADY_EXISTS, "Subscriber for " + id + " already exists");
        } else {
            Thread.ofVirtual().name("graphql-socket-operation").start(() -> operation.run(question));
        }
    }

    private Refused tooMany() {
        return new Refused(
                ErrorCode.TOO_MANY_SUBSCRIBERS,
                "as much is under way on this connection as can be: " + house.limits().describe(Limit.GRAPHQL_SOCKET_OPERATIONS));
    }

    private void complete(String id) {
        var operation = operations.remove(id);
        if (operation != null) {
            operation.cancel();
        }
    }

    Sockets house() {
        return house;
    }

    Visit visit() {
        return house.visitors().of(allowance);
    }

    /// Nothing more will be said about an operation. Idempotent.
    void end(SocketOperation operation, String id) {
        operations.remove(id, operation);
    }

    /// Sends the last message about an operation, unless it has ended already. From then on its id is free, and not a moment before the message
    /// is on its way: whoever waits for the end of all operations would close the connection under it.
    void end(SocketOperation operation, String id, String type, @Nullable Object payload) throws IOException {
        sending.lock();
        try {
            if (operations.remove(id, operation)) {
                send(type, id, payload);
            }
        } finally {
            sending.unlock();
        }
    }

    /// Sends a message about an operation.
    void send(String type, String id, @Nullable Object payload) throws IOException {
        var message = new LinkedHashMap<String, Object>();
        message.put("id", id);
        message.put("type", type);
        if (payload != null) {
            message.put("payload", payload);
        }
        send(message);
    }

    private void send(Map<String, Object> message) throws IOException {
        var text = Question.JSON.writeValueAsString(message);
        sending.lock();
        try {
            open().getBasicRemote().sendText(text);
        } catch (IllegalStateException e) {
            throw new IOException(e);
        } finally {
            sending.unlock();
        }
    }

    /// A sign of life, which the client answers with another.
    private void beat() throws IOException {
        sending.lock();
        try {
            open().getBasicRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IllegalStateException e) {
            throw new IOException(e);
        } finally {
            sending.unlock();
        }
    }

    private Session open() {
        return Objects.requireNonNull(session);
    }

    /// Closes the connection, and ends what is under way on it. Idempotent.
    ///
    /// @param reason is cut where the protocol has no room for more
    void close(int code, String reason) {
        try {
            if (open().isOpen()) {
                open().close(new CloseReason(CloseCodes.getCloseCode(code), reason.substring(0, Math.min(LONGEST_REASON, reason.length()))));
            }
        } catch (IOException | IllegalStateException e) {
            // It is closed then.
        }
        forget();
    }

    /// Closes the connection when nothing is under way any more, or it takes too long.
    ///
    /// @param until of [System#nanoTime()]
    void leave(long until, int code, String reason) {
        try {
            while (!isQuiet() && System.nanoTime() - until < 0) {
                Thread.sleep(Duration.ofMillis(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(code, reason);
    }

    private boolean isQuiet() {
        if (!sending.tryLock()) {
            return false;
        }
        try {
            return operations.isEmpty();
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        forget();
    }

    @Override
    public void onError(Session failed, Throwable thrown) {
        // The connection is gone, which `onClose` is told as well.
        forget();
    }

    private void forget() {
        house.closed(this);
        List.copyOf(operations.keySet()).forEach(this::complete);
    }
}

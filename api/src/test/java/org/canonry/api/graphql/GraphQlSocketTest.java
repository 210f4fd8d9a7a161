package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Eventually;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a WebSocket does that real clients do not bring about: GraphQlClientsTest has those.
class GraphQlSocketTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Limits QUICK = Limits.defaults().with(Limit.POINTER_POLL_MILLISECONDS, 10);
    /// A server that stops gives up nobody who is only slow.
    private static final Limits UNHURRIED = QUICK.with(Limit.GRAPHQL_FAREWELL_MILLISECONDS, 60_000);
    private static final String FOLLOW = "subscription { changes { lsn } }";

    @TempDir
    private Path folder;

    private SmallIndex index;

    @BeforeEach
    void build() throws Exception {
        index = SmallIndex.in(folder).with(SmallPackage.of("a.fhir", "1.0.0")).publish();
    }

    @AfterEach
    void close() throws Exception {
        index.close();
    }

    @Test
    void completesWhatIsFollowedAndGoesAwayWhenTheServerStops() throws Exception {
        // Four times that without a sign of life, and the server takes the client for gone.
        var server = RunningServer.over(index, folder, UNHURRIED.with(Limit.GRAPHQL_HEARTBEAT_MILLISECONDS, 2_000));
        try (var client = Client.of(server, true)) {
            client.subscribe("1", FOLLOW);
            client.pinged.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Thread.ofVirtual().start(server::close);
            assertThat(client.next().path("type").asString()).isEqualTo("complete");
            assertThat(client.closed()).startsWith("1001 the server is stopping");
        }
    }

    @Test
    void saysOfEachThatItIsCompleteBeforeTheConnectionCloses() throws Exception {
        var server = RunningServer.over(index, folder, UNHURRIED.with(Limit.GRAPHQL_SOCKET_OPERATIONS, 200));
        try (var client = Client.of(server, true)) {
            var ids = IntStream.range(0, 200).mapToObj(String::valueOf).toList();
            ids.forEach(id -> client.subscribe(id, FOLLOW));
            client.awaitHeard();
            Thread.ofVirtual().start(server::close);
            assertThat(client.closed()).startsWith("1001");
            assertThat(client.messages).extracting(message -> message.path("type").asString()).containsOnly("complete");
            assertThat(client.messages).extracting(message -> message.path("id").asString()).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void endsAnOperationAndGoesOnWithOthers() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK); var client = Client.of(server, true)) {
            client.subscribe("1", FOLLOW);
            client.send("{\"id\":\"1\",\"type\":\"complete\"}");
            client.send("{\"id\":\"none\",\"type\":\"complete\"}");
            client.awaitHeard();
            client.subscribe("2", "subscription { changes(afterLsn: 1) { lsn } }");
            index.with(SmallPackage.of("b.fhir", "1.0.0")).publish();
            var event = client.next();
            assertThat(event.path("id").asString()).isEqualTo("2");
            assertThat(event.at("/payload/data/changes/lsn").asLong()).isEqualTo(2);
            client.awaitHeard();
        }
    }

    @Test
    void letsOneConnectionDoOnlySoMuchAtOnce() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK.with(Limit.GRAPHQL_SOCKET_OPERATIONS, 2)); var client = Client.of(server, true)) {
            IntStream.range(0, 3).forEach(number -> client.subscribe(String.valueOf(number), FOLLOW));
            var refused = client.next();
            assertThat(refused.path("type").asString()).isEqualTo("error");
            assertThat(refused.at("/payload/0/extensions/code").asString()).isEqualTo("TOO_MANY_SUBSCRIBERS");
            assertThat(refused.at("/payload/0/message").asString()).contains("graphql_socket_operations");
        }
    }

    @Test
    void isHeldToTheSameAllowance() throws Exception {
        // The question costs both points of a minute.
        try (var server = RunningServer.over(index, folder, QUICK.with(Limit.GRAPHQL_CLIENT_POINTS, 2)); var client = Client.of(server, true)) {
            client.subscribe("1", "{ index { lsn } }");
            assertThat(client.next().path("type").asString()).isEqualTo("next");
            assertThat(client.next().path("type").asString()).isEqualTo("complete");
            client.subscribe("2", "{ index { lsn } }");
            assertThat(client.next().at("/payload/0/extensions/code").asString()).isEqualTo("RATE_LIMITED");
        }
    }

    @Test
    void closesTheConnectionOfWhoTakesNothing() throws Exception {
        Enormous.publish(index);
        // Six times that for one message, and the server breaks the connection off without a word: it is taken late, but fast.
        var limits = QUICK.with(Limit.GRAPHQL_SUBSCRIBER_MILLISECONDS, 3_000);
        try (var server = RunningServer.over(index, folder, limits); var client = Client.of(server, false)) {
            client.take();
            client.subscribe("1", "subscription { changes(afterLsn: 1) { %s } }".formatted(Enormous.EVENT));
            client.take();
            assertThat(client.messages).as("the first event has begun, and not ended").hasSize(1);
            Thread.sleep(3_100);
            client.socket.request(Long.MAX_VALUE);
            assertThat(client.closed()).startsWith("1008 SUBSCRIBER_TOO_SLOW");
            assertThat(client.messages).extracting(message -> message.path("type").asString()).containsExactly("connection_ack", "next", "error");
        }
    }

    /// A client of Java's own, which reads only when it is told to.
    private static final class Client implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final Semaphore parts = new Semaphore(0);
        private final CompletableFuture<Boolean> pinged = new CompletableFuture<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final HttpClient http = HttpClient.newHttpClient();
        private final WebSocket socket;
        private final boolean reads;

        private Client(RunningServer server, boolean reads) throws Exception {
            this.reads = reads;
            this.socket = http.newWebSocketBuilder().subprotocols("graphql-transport-ws")
                    .buildAsync(URI.create(server.url("/graphql").replace("http", "ws")), this).get();
        }

        static Client of(RunningServer server, boolean reads) throws Exception {
            var client = new Client(server, reads);
            client.send("{\"type\":\"connection_init\"}");
            if (reads) {
                assertThat(client.next().path("type").asString()).isEqualTo("connection_ack");
            }
            return client;
        }

        void send(String message) {
            socket.sendText(message, true).join();
        }

        void subscribe(String id, String document) {
            send(JSON.writeValueAsString(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", document))));
        }

        /// Returns when the server has heard everything that was sent before.
        void awaitHeard() throws InterruptedException {
            send("{\"type\":\"ping\"}");
            assertThat(next().path("type").asString()).isEqualTo("pong");
        }

        /// Takes a part of a message, and nothing more.
        void take() throws InterruptedException {
            socket.request(1);
            assertThat(parts.tryAcquire(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("a part of a message").isTrue();
        }

        /// Waits for the end of the connection: its number and words.
        String closed() throws Exception {
            return closed.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        JsonNode next() throws InterruptedException {
            var message = messages.poll(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return message;
        }

        @Override
        public void onOpen(WebSocket opened) {
            if (reads) {
                opened.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                messages.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            parts.release();
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            pinged.complete(true);
            // Is no part of a message.
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code + " " + reason);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable thrown) {
            closed.completeExceptionally(thrown);
        }

        @Override
        public void close() {
            socket.abort();
            http.shutdownNow();
        }
    }
}

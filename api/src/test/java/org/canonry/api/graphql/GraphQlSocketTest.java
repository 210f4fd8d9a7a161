package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
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
    private static final Limits QUICK = Limits.defaults().with(Limit.POINTER_POLL_MILLISECONDS, 10).with(Limit.GRAPHQL_HEARTBEAT_MILLISECONDS, 100);
    private static final String FOLLOW = "{\"id\":\"%s\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { changes { lsn } }\"}}";

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
        var server = RunningServer.over(index, folder, QUICK);
        try (var client = Client.of(server, true)) {
            client.send(FOLLOW.formatted("1"));
            Thread.sleep(350);
            assertThat(client.pings).hasPositiveValue();
            Thread.ofVirtual().start(server::close);
            assertThat(client.next().path("type").asString()).isEqualTo("complete");
            assertThat(client.closed.get(10, TimeUnit.SECONDS)).startsWith("1001 the server is stopping");
        }
    }

    @Test
    void saysOfEachThatItIsCompleteBeforeTheConnectionCloses() throws Exception {
        var server = RunningServer.over(index, folder, QUICK.with(Limit.GRAPHQL_SOCKET_OPERATIONS, 200));
        try (var client = Client.of(server, true)) {
            var ids = IntStream.range(0, 200).mapToObj(String::valueOf).toList();
            ids.forEach(id -> client.send(FOLLOW.formatted(id)));
            client.send("{\"type\":\"ping\"}");
            assertThat(client.next().path("type").asString()).isEqualTo("pong");
            Thread.ofVirtual().start(server::close);
            assertThat(client.closed.get(10, TimeUnit.SECONDS)).startsWith("1001");
            assertThat(client.messages).extracting(message -> message.path("type").asString()).containsOnly("complete");
            assertThat(client.messages).extracting(message -> message.path("id").asString()).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void endsAnOperationAndGoesOnWithOthers() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK); var client = Client.of(server, true)) {
            client.send(FOLLOW.formatted("1"));
            client.send("{\"id\":\"1\",\"type\":\"complete\"}");
            client.send("{\"id\":\"none\",\"type\":\"complete\"}");
            client.send(FOLLOW.formatted("2"));
            Thread.sleep(200);
            index.with(SmallPackage.of("b.fhir", "1.0.0")).publish();
            var event = client.next();
            assertThat(event.path("id").asString()).isEqualTo("2");
            assertThat(event.at("/payload/data/changes/lsn").asLong()).isEqualTo(2);
            client.send("{\"type\":\"ping\"}");
            assertThat(client.next().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void letsOneConnectionDoOnlySoMuchAtOnce() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK.with(Limit.GRAPHQL_SOCKET_OPERATIONS, 2)); var client = Client.of(server, true)) {
            IntStream.range(0, 3).forEach(number -> client.send(FOLLOW.formatted(number)));
            var refused = client.next();
            assertThat(refused.path("type").asString()).isEqualTo("error");
            assertThat(refused.at("/payload/0/extensions/code").asString()).isEqualTo("TOO_MANY_SUBSCRIBERS");
            assertThat(refused.at("/payload/0/message").asString()).contains("graphql_socket_operations");
        }
    }

    @Test
    void isHeldToTheSameAllowance() throws Exception {
        try (var server = RunningServer.over(index, folder, QUICK.with(Limit.GRAPHQL_CLIENT_POINTS, 3)); var client = Client.of(server, true)) {
            for (var number = 0; number < 3; number++) {
                client.send("{\"id\":\"%d\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ index { lsn } }\"}}".formatted(number));
                Thread.sleep(50);
            }
            assertThat(client.next().path("type").asString()).isEqualTo("next");
            assertThat(client.next().path("type").asString()).isEqualTo("complete");
            assertThat(client.next().at("/payload/0/extensions/code").asString()).isEqualTo("RATE_LIMITED");
        }
    }

    @Test
    void closesTheConnectionOfWhoTakesNothing() throws Exception {
        for (var number = 0; number < 100; number++) {
            index.with(SmallPackage.of("long.fhir", number + ".0.0").put("description", "long ".repeat(4_000)));
        }
        index.publish();
        var fields = IntStream.range(0, 40).mapToObj(number -> "d%d: description".formatted(number)).collect(Collectors.joining(" "));
        var patient = Limits.defaults().with(Limit.GRAPHQL_SUBSCRIBER_MILLISECONDS, 1_000);
        try (var server = RunningServer.over(index, folder, patient); var client = Client.of(server, false)) {
            client.socket.request(1);
            client.next();
            client.send("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { changes(afterLsn: 0) { lsn packageVersion { %s } } }\"}}".formatted(fields));
            Thread.sleep(4_000);
            client.socket.request(Long.MAX_VALUE);
            assertThat(client.closed.get(60, TimeUnit.SECONDS)).startsWith("1008 SUBSCRIBER_TOO_SLOW");
        }
    }

    /// A client of Java's own, which reads only when it is told to.
    private static final class Client implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final AtomicInteger pings = new AtomicInteger();
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

        JsonNode next() throws InterruptedException {
            var message = messages.poll(10, TimeUnit.SECONDS);
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
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            pings.incrementAndGet();
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

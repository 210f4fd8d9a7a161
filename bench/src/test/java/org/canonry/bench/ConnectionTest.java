package org.canonry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    @Test
    void readsABodyWhoseLengthIsTold() throws IOException {
        assertThat(ask("HTTP/1.1 200\r\nContent-Length: 7\r\n\r\n{\"a\":1}")).isEqualTo("{\"a\":1}");
    }

    @Test
    void readsABodyInPieces() throws IOException {
        assertThat(ask("HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n0\r\n\r\n")).contains("{\"a\":1}");
    }

    @Test
    void takesWhatIsNotModifiedForAnAnswerWithoutABody() throws IOException {
        assertThat(ask("HTTP/1.1 304\r\nETag: \"a\"\r\n\r\n")).isEmpty();
    }

    @Test
    void refusesAnythingButAnAnswer() {
        assertThatThrownBy(() -> ask("HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n")).hasMessageContaining("503");
    }

    @Test
    void noticesThatTheServerHangsUp() {
        assertThatThrownBy(() -> ask("HTTP/1.1 200\r\nContent-Length: 9\r\n\r\nhalf")).hasMessageContaining("closed");
    }

    /// What comes of an answer that a server of one answer gives byte by byte.
    private static String ask(String answer) throws IOException {
        try (var server = new ServerSocket(0)) {
            var answering = Thread.startVirtualThread(() -> answer(server, answer));
            try (var connection = new Connection(server.getLocalPort())) {
                return connection.ask(Connection.post("/", "{}")).toString();
            } finally {
                answering.interrupt();
            }
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (var socket = server.accept()) {
            socket.getInputStream().read(new byte[1024]);
            for (var one : answer.getBytes(StandardCharsets.UTF_8)) {
                socket.getOutputStream().write(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.canonry.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// One kept connection to a server on this machine, with as little HTTP as measuring needs: a client of the library's kind would cost more than
/// what it measures. Not thread-safe.
final class Connection implements AutoCloseable {
    private static final int LONGEST = 1 << 20;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[LONGEST];
    private int filled;

    Connection(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// A request by POST, head and body in one.
    static byte[] post(String path, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head = """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Accept: application/graphql-response+json\r
                Content-Length: %d\r
                \r
                """.formatted(path, body.length).getBytes(StandardCharsets.ISO_8859_1);
        var request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /// A request by GET.
    static byte[] get(String path, Map<String, String> headers) {
        var head = new StringBuilder("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: application/json, */*\r\n".formatted(path));
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Sends a request, and tells the tag of its answer.
    ///
    /// @throws IOException as [#ask], or when the answer has none
    String tag(byte[] request) throws IOException {
        var answer = ask(request);
        var head = new String(answer.bytes(), 0, answer.start(), StandardCharsets.ISO_8859_1);
        var at = head.indexOf("\r\nETag: ");
        if (at < 0) {
            throw new IOException("the answer has no tag: " + head);
        }
        var from = at + "\r\nETag: ".length();
        return head.substring(from, head.indexOf('\r', from));
    }

    /// Sends a request and waits for the whole answer, whose body begins where this returns. It is valid until the next one.
    ///
    /// @throws IOException when the answer is neither 200 nor 304, or the connection ends
    Answer ask(byte[] request) throws IOException {
        out.write(request);
        filled = 0;
        var head = readHead();
        var text = new String(buffer, 0, head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("HTTP/1.1 304")) {
            return new Answer(buffer, head, head);
        }
        if (!text.startsWith("HTTP/1.1 200")) {
            throw new IOException("the server answered " + text);
        }
        var length = contentLength(text);
        return length >= 0 ? rest(head, length) : chunks(head);
    }

    /// @param bytes with the answer in them
    /// @param start of the body; where it came in pieces, what tells their lengths is still in it
    record Answer(byte[] bytes, int start, int end) {
        @Override
        public String toString() {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }

        boolean contains(byte[] text) {
            return indexOf(bytes, start, end, text) >= 0;
        }
    }

    private int readHead() throws IOException {
        var from = 0;
        while (true) {
            read();
            var at = indexOf(buffer, from, filled, END_OF_HEAD);
            if (at >= 0) {
                return at + END_OF_HEAD.length;
            }
            from = Math.max(0, filled - END_OF_HEAD.length);
        }
    }

    private Answer rest(int start, int length) throws IOException {
        while (filled < start + length) {
            read();
        }
        return new Answer(buffer, start, filled);
    }

    /// A body in pieces ends in an empty one.
    private Answer chunks(int start) throws IOException {
        while (!endsInEmptyChunk(start)) {
            read();
        }
        return new Answer(buffer, start, filled);
    }

    private boolean endsInEmptyChunk(int start) {
        return filled - start >= 5
                && buffer[filled - 5] == '0'
                && Arrays.equals(buffer, filled - END_OF_HEAD.length, filled, END_OF_HEAD, 0, END_OF_HEAD.length);
    }

    private void read() throws IOException {
        var count = in.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            throw new EOFException("the server closed the connection, or its answer is longer than " + LONGEST + " bytes");
        }
        filled += count;
    }

    /// -1 when the head does not say.
    private static int contentLength(String head) {
        var name = "\r\nContent-Length: ";
        var at = head.indexOf(name);
        return at < 0 ? -1 : Integer.parseInt(head.substring(at + name.length(), head.indexOf('\r', at + name.length())));
    }

    private static int indexOf(byte[] bytes, int from, int end, byte[] text) {
        for (var at = from; at <= end - text.length; at++) {
            if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

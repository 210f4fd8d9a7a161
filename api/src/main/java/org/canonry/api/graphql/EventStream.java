package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// An answer as server-sent events: `next` for each result, `complete` at the end, a comment as a sign of life. Each is flushed.
///
/// Source: graphql-sse, "Distinct connections mode"; WHATWG HTML, "Server-sent events".
final class EventStream implements Subscribers.Listener {
    private static final byte[] NEXT = "event: next\ndata: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] COMPLETE = "event: complete\ndata:\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /// Begins the answer, so that the client knows that it is heard.
    static EventStream begin(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=utf-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // A proxy that gathers an answer before it passes it on would gather this one for ever. Source: nginx, `proxy_buffering`.
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        return new EventStream(response.getOutputStream());
    }

    @Override
    public void next(Map<String, Object> result) throws IOException {
        out.write(NEXT);
        // JSON has no line feed of its own, which would end the event's data.
        out.write(Question.JSON.writeValueAsBytes(result));
        out.write(END);
        out.flush();
    }

    @Override
    public void beat() throws IOException {
        out.write(BEAT);
        out.flush();
    }

    @Override
    public void failed(Refused reason) throws IOException {
        next(Errors.body(reason));
        ended();
    }

    @Override
    public void ended() throws IOException {
        out.write(COMPLETE);
        out.flush();
    }
}

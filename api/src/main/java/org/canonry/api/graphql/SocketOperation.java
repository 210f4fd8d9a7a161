package org.canonry.api.graphql;

import graphql.ExecutionResult;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// One operation on a WebSocket: a question with one answer, or a subscription, until either side ends it.
final class SocketOperation implements Subscribers.Listener {
    private final GraphQlSocket socket;
    private final String id;
    private volatile @Nullable Events events;
    private volatile boolean isCancelled;

    /// @param id as the client calls it
    SocketOperation(GraphQlSocket socket, String id) {
        this.socket = socket;
        this.id = id;
    }

    /// Asks, and tells what comes of it.
    void run(Question.Put question) {
        try {
            answer(socket.house().desk().ask(question, socket.visit(), id));
        } catch (Refused e) {
            fail(e);
        } catch (IOException e) {
            socket.close(CloseCodes.CLOSED_ABNORMALLY.getCode(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.end(this, id);
        }
    }

    private void answer(Desk.Answer answer) throws IOException, InterruptedException {
        var stream = answer.events();
        if (stream != null) {
            follow(stream);
        } else if (answer.isDataPresent()) {
            next(answer.body());
            ended();
        } else {
            socket.end(this, id, "error", answer.body().get("errors"));
        }
    }

    private void follow(Publisher<ExecutionResult> stream) throws IOException, InterruptedException {
        try (var place = socket.house().subscribers().enter();
                var opened = Events.of(stream)) {
            events = opened;
            if (!isCancelled) {
                place.tell(opened, this);
            }
        }
    }

    private void fail(Refused reason) {
        try {
            failed(reason);
        } catch (IOException e) {
            socket.close(CloseCodes.CLOSED_ABNORMALLY.getCode(), "");
        }
    }

    /// The client wants no more. Idempotent; for any thread.
    void cancel() {
        isCancelled = true;
        var open = events;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void next(Map<String, Object> result) throws IOException {
        if (!isCancelled) {
            socket.send("next", id, result);
        }
    }

    /// The socket does so, whatever is under way on it.
    @Override
    public void beat() {}

    /// Who is too slow for one operation is too slow for all that share the connection.
    @Override
    public void failed(Refused reason) throws IOException {
        socket.end(this, id, "error", List.of(Errors.member(reason)));
        if (reason.code() == ErrorCode.SUBSCRIBER_TOO_SLOW) {
            socket.close(CloseCodes.VIOLATED_POLICY.getCode(), reason.code() + ": " + reason.getMessage());
        }
    }

    @Override
    public void ended() throws IOException {
        socket.end(this, id, "complete", null);
    }
}

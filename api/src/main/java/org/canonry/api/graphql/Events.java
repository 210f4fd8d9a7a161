package org.canonry.api.graphql;

import graphql.ExecutionResult;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Hands what a subscription tells to the one thread that sends it. Nothing is asked for before what came before was taken, so that nothing piles up.
final class Events implements Subscriber<ExecutionResult>, AutoCloseable {
    private final BlockingQueue<Event> arrived = new LinkedBlockingQueue<>();
    private volatile @Nullable Subscription subscription;
    private boolean isAsked;

    private Events() {}

    /// Subscribes; nothing is asked for yet.
    static Events of(Publisher<ExecutionResult> publisher) {
        var events = new Events();
        publisher.subscribe(events);
        return events;
    }

    /// What may come of waiting.
    sealed interface Event {
        /// Something happened.
        record Next(ExecutionResult result) implements Event {}

        /// The stream broke.
        record Failed(Throwable thrown) implements Event {}

        /// Nothing happened so far.
        record Silence() implements Event {}

        /// Nothing more will happen.
        record Ended() implements Event {}
    }

    /// Waits for what comes next. For one thread.
    ///
    /// @param patience until there is silence instead
    Event next(Duration patience) throws InterruptedException {
        var asked = subscription;
        if (!isAsked && asked != null) {
            isAsked = true;
            asked.request(1);
        }
        var event = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        isAsked = isAsked && !(event instanceof Event.Next);
        return event == null ? new Event.Silence() : event;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(ExecutionResult result) {
        arrived.add(new Event.Next(result));
    }

    @Override
    public void onError(Throwable thrown) {
        arrived.add(new Event.Failed(thrown));
    }

    @Override
    public void onComplete() {
        arrived.add(new Event.Ended());
    }

    /// Asks for nothing more, and ends what waits. Idempotent; for any thread.
    @Override
    public void close() {
        var open = subscription;
        if (open != null) {
            open.cancel();
        }
        arrived.add(new Event.Ended());
    }
}

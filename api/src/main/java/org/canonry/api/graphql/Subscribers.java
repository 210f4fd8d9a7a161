package org.canonry.api.graphql;

import graphql.ExecutionResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.reactivestreams.Publisher;

/// Serves subscriptions, a bounded number at once, each by the thread of whoever opened it. Thread-safe.
///
/// A subscriber that takes nothing for longer than it may is sent away: its connection would be kept for somebody who is not there.
final class Subscribers {
    private final Limits limits;
    private final Semaphore places;
    private final Duration heartbeat;
    private final Duration patience;

    Subscribers(Limits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.intOf(Limit.GRAPHQL_SUBSCRIBERS));
        this.heartbeat = Duration.ofMillis(limits.of(Limit.GRAPHQL_HEARTBEAT_MILLISECONDS));
        this.patience = Duration.ofMillis(limits.of(Limit.GRAPHQL_SUBSCRIBER_MILLISECONDS));
    }

    /// How one subscriber is told. Each method returns when the words are on their way.
    interface Listener {
        /// An event.
        void next(Map<String, Object> result) throws IOException;

        /// A sign of life.
        void beat() throws IOException;

        /// Nothing more will come, since something went wrong.
        void failed(Refused reason) throws IOException;

        /// Nothing more will come.
        void ended() throws IOException;
    }

    /// How many places are taken.
    int size() {
        return limits.intOf(Limit.GRAPHQL_SUBSCRIBERS) - places.availablePermits();
    }

    /// A place for one subscriber, to be given back.
    ///
    /// @throws Refused when all are taken
    Place enter() {
        if (!places.tryAcquire()) {
            throw new Refused(
                    ErrorCode.TOO_MANY_SUBSCRIBERS, "as many subscriptions are served as can be: " + limits.describe(Limit.GRAPHQL_SUBSCRIBERS));
        }
        return new Place();
    }

    /// A subscriber's place. For one thread.
    final class Place implements AutoCloseable {
        /// Tells what happens until it ends or the subscriber is gone.
        ///
        /// @throws IOException when the subscriber cannot be reached
        void tell(Events events, Listener listener) throws IOException, InterruptedException {
            var goesOn = true;
            while (goesOn) {
                var event = events.next(heartbeat);
                var started = System.nanoTime();
                goesOn = tell(event, listener);
                if (goesOn && System.nanoTime() - started > patience.toNanos()) {
                    listener.failed(tooSlow());
                    goesOn = false;
                }
            }
        }

        /// Whether more may come.
        private static boolean tell(Events.Event event, Listener listener) throws IOException {
            switch (event) {
                case Events.Event.Next(var result) -> listener.next(result.toSpecification());
                case Events.Event.Silence() -> listener.beat();
                case Events.Event.Failed(var thrown) -> listener.failed(Errors.ofStream(thrown));
                case Events.Event.Ended() -> listener.ended();
            }
            return event instanceof Events.Event.Next || event instanceof Events.Event.Silence;
        }

        /// Tells what a publisher brings.
        ///
        /// @throws IOException when the subscriber cannot be reached
        void tell(Publisher<ExecutionResult> publisher, Listener listener) throws IOException, InterruptedException {
            try (var events = Events.of(publisher)) {
                tell(events, listener);
            }
        }

        private Refused tooSlow() {
            return new Refused(
                    ErrorCode.SUBSCRIBER_TOO_SLOW,
                    "an event was not taken within %s: subscribe again behind the last lsn that came"
                            .formatted(limits.describe(Limit.GRAPHQL_SUBSCRIBER_MILLISECONDS)));
        }

        @Override
        public void close() {
            places.release();
        }
    }
}

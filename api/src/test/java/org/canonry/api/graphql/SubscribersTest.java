package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/// How long a subscriber may take what it is told.
class SubscribersTest {
    private static final Publisher<ExecutionResult> TWO = Flux.just(1, 2).map(lsn -> ExecutionResult.newExecutionResult().data(Map.of("lsn", lsn)).build());
    private static final Limits IMPATIENT = Limits.defaults().with(Limit.GRAPHQL_SUBSCRIBER_MILLISECONDS, 20);

    @Test
    void tellsEverythingToWhoTakesItInTime() throws Exception {
        var patient = Limits.defaults().with(Limit.GRAPHQL_SUBSCRIBER_MILLISECONDS, Duration.ofDays(1).toMillis());
        assertThat(told(TWO, patient)).containsExactly("next", "next", "ended");
    }

    @Test
    void sendsAwayWhoTakesAnEventForLongerThanItMay() throws Exception {
        assertThat(told(TWO, IMPATIENT)).containsExactly("next", "SUBSCRIBER_TOO_SLOW");
    }

    @Test
    void sendsAwayWhoTakesNotEvenASignOfLife() throws Exception {
        assertThat(told(Flux.never(), IMPATIENT.with(Limit.GRAPHQL_HEARTBEAT_MILLISECONDS, 1))).containsExactly("beat", "SUBSCRIBER_TOO_SLOW");
    }

    private static List<String> told(Publisher<ExecutionResult> publisher, Limits limits) throws Exception {
        var slow = new Slow();
        try (var place = new Subscribers(limits).enter()) {
            place.tell(publisher, slow);
        }
        return slow.told;
    }

    /// Takes 40 milliseconds for all that comes.
    private static final class Slow implements Subscribers.Listener {
        private final List<String> told = new ArrayList<>();

        @Override
        public void next(Map<String, Object> result) {
            take("next");
        }

        @Override
        public void beat() {
            take("beat");
        }

        @Override
        public void failed(Refused reason) {
            take(reason.code().name());
        }

        @Override
        public void ended() {
            take("ended");
        }

        private void take(String words) {
            told.add(words);
            try {
                Thread.sleep(40);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

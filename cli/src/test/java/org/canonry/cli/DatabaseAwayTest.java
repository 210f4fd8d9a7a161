package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.canonry.storage.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// PostgreSQL is stopped under load. What the snapshot holds goes on being answered; only history and quarantine wait for its return.
@ExtendWith(RealInstallation.Shared.class)
class DatabaseAwayTest {
    /// As many as the smallest machine has processors: more would only wait for each other, and some for longer than a question may take.
    private static final int ASKING = 2;
    private static final int ANSWERS_IN_EACH_STATE = 200;
    private static final String FEED = "{ feed(first: 1) { nodes { lsn } } }";
    private static final String QUARANTINE = "{ quarantine(first: 1) { nodes { reason } } }";

    private static final List<String> OF_THE_SNAPSHOT = List.of(
            "{ package(name: \"hl7.fhir.us.core\") { title latest { version } versions { nodes { version publishedAt } } } }",
            "{ packages(query: \"blue button\") { nodes { name } } }",
            "{ canonical(reference: \"http://hl7.org/fhir/StructureDefinition/Patient|4.0.1\") { title resource } }",
            "{ resolve(references: [\"http://hl7.org/fhir/ValueSet/administrative-gender\", \"http://x.org/none\"]) { outcome candidates { reason } } }",
            "{ canonicals(query: \"patient\", first: 5) { totalCount nodes { url } facets(fields: [RESOURCE_TYPE]) { values { value count } } } }",
            "{ dependencyGraph(packages: [\"hl7.fhir.us.carin-bb@1.1.0\"]) { nodes { depth packageVersion { name } } } }",
            "{ uses(target: \"http://hl7.org/fhir/ValueSet/administrative-gender\", first: 5) { totalCount nodes { path by { url } } } }",
            "{ diff(from: \"hl7.fhir.us.core@6.1.0\", to: \"hl7.fhir.us.core@7.0.0\") { added { totalCount } changed { totalCount } } }",
            "{ suggest(prefix: \"us-core-p\") { text } index { lsn canonicals quarantined } }");

    private final RealInstallation real;

    DatabaseAwayTest(RealInstallation real) {
        this.real = real;
    }

    @Test
    void everythingOfTheSnapshotGoesOnAnswering() throws Exception {
        var expected = answers();
        try (var load = new Load(real.client(), expected)) {
            load.awaitMore();
            real.stopPostgres();
            try {
                assertThat(codeOf(FEED)).isEqualTo("DATABASE_UNAVAILABLE");
                assertThat(codeOf(QUARANTINE)).isEqualTo("DATABASE_UNAVAILABLE");
                assertThat(real.client().get("actuator/health/readiness").statusCode()).isEqualTo(200);
                assertThat(real.client().get("pkgs/hl7.fhir.us.core").statusCode()).isEqualTo(200);
                load.awaitMore();
            } finally {
                real.startPostgres();
            }
            Eventually.holds("feed and quarantine answer again", () -> codeOf(FEED).equals("none") && codeOf(QUARANTINE).equals("none"));
            load.awaitMore();
            assertThat(load.wrong).isEmpty();
        }
    }

    @Test
    void onlyTheFieldThatNeedsTheDatabaseFailsInAQuestionOfSeveral() throws Exception {
        real.stopPostgres();
        try {
            var answer = real.client().answer("{ index { lsn } feed { nodes { lsn } } }", Map.of());
            assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("DATABASE_UNAVAILABLE");
            assertThat(answer.path("errors")).hasSize(1);
        } finally {
            real.startPostgres();
        }
        Eventually.holds("the feed answers again", () -> codeOf(FEED).equals("none"));
    }

    private String codeOf(String document) throws Exception {
        return real.client().answer(document, Map.of()).at("/errors/0/extensions/code").asString("none");
    }

    private Map<String, JsonNode> answers() throws Exception {
        var answers = new LinkedHashMap<String, JsonNode>();
        for (var document : OF_THE_SNAPSHOT) {
            answers.put(document, real.client().ask(document));
        }
        return answers;
    }

    /// Threads that ask everything again and again, and keep what is not answered as before.
    private static final class Load implements AutoCloseable {
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicBoolean goesOn = new AtomicBoolean(true);
        private final ExecutorService threads = Executors.newFixedThreadPool(ASKING);

        Load(GraphClient client, Map<String, JsonNode> expected) {
            for (var i = 0; i < ASKING; i++) {
                var from = i;
                threads.execute(() -> ask(client, new ArrayList<>(expected.entrySet()), from));
            }
        }

        private void ask(GraphClient client, List<Map.Entry<String, JsonNode>> expected, int from) {
            for (var i = from; goesOn.get(); i++) {
                var one = expected.get(i % expected.size());
                try {
                    var answer = client.answer(one.getKey(), Map.of());
                    if (answer.has("errors") || !answer.path("data").equals(one.getValue())) {
                        wrong.add("%s gave %s".formatted(one.getKey(), answer));
                    }
                } catch (Exception e) {
                    wrong.add("%s gave %s".formatted(one.getKey(), e));
                }
                asked.incrementAndGet();
            }
        }

        /// Returns once a good many more were answered.
        void awaitMore() {
            var enough = asked.get() + ANSWERS_IN_EACH_STATE;
            Eventually.holds("%d answers, %d so far".formatted(enough, asked.get()), () -> asked.get() >= enough);
        }

        @Override
        public void close() {
            goesOn.set(false);
            threads.close();
        }
    }
}

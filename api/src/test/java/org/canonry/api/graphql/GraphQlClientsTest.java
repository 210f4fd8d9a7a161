package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The audits, clients and linters that others have written for GraphQL, from npm, against the real thing: `graphql-checks` tells what each does.
@Tag("clients")
class GraphQlClientsTest {
    private static final int PACKAGES = 60;
    private static final Limits QUICK = Limits.defaults()
            .with(Limit.POINTER_POLL_MILLISECONDS, 10)
            .with(Limit.GRAPHQL_HEARTBEAT_MILLISECONDS, 2_000)
            .with(Limit.GRAPHQL_SOCKET_MILLISECONDS, 5_000);

    @TempDir
    private Path folder;

    @Test
    void keepsToTheRulesOfGraphqlEslint() throws Exception {
        assertThat(NodeProgram.run("lint", Map.of())).contains("rules held");
    }

    @Test
    void breaksNothingThatWasReleasedAsGraphqlInspectorSees() throws Exception {
        assertThat(NodeProgram.run("breaking", Map.of())).contains(", 0 of them breaking");
    }

    @Test
    void meetsEveryAuditOfGraphqlHttpAndIsFollowedByGraphqlSseAndGraphqlWs() throws Exception {
        try (var index = SmallIndex.in(folder).with(SmallPackage.of("a.fhir", "1.0.0")).publish();
                var server = RunningServer.over(index, folder, QUICK)) {
            var over = new AtomicBoolean();
            var writer = Thread.ofVirtual().start(() -> publish(index, over));
            try {
                var said = NodeProgram.run("transport", Map.of("CANONRY_URL", server.url("/")));
                assertThat(said.lines().filter(line -> line.contains("ok ") && line.matches("(?:# )?ok [0-9A-Z]{4} (?:MUST|SHOULD|MAY) .*"))).hasSize(61);
            } finally {
                over.set(true);
                writer.join();
            }
        }
    }

    /// Packages come while the clients follow.
    private static void publish(SmallIndex index, AtomicBoolean over) {
        try {
            for (var number = 0; number < PACKAGES && !over.get(); number++) {
                Thread.sleep(200);
                index.with(SmallPackage.of("n.fhir", number + ".0.0")).publish();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

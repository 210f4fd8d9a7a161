package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.canonry.api.graphql.GraphQlSettings;
import org.canonry.api.graphql.TrustedDocuments;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who may ask the GraphQL API what, and how much.
final class GraphQlOptions {
    @Option(
            names = "--trusted-documents",
            paramLabel = "PATH",
            description = "Answer only these GraphQL documents: a list that a tool wrote (JSON, id to document), a .graphql file, or a folder of them; may be given several times.")
    private List<Path> trusted = List.of();

    @Option(
            names = "--rate-limit",
            paramLabel = "POINTS",
            defaultValue = "${env:CANONRY_RATE_LIMIT}",
            description = "What one client may ask GraphQL for within a minute, by what its documents cost; 0 for any (default: 60 million; CANONRY_RATE_LIMIT).")
    private @Nullable Long points;

    @Option(
            names = "--proxies",
            paramLabel = "COUNT",
            defaultValue = "${env:CANONRY_PROXIES:-0}",
            description = "How many proxies stand in front, each adding who asked it to X-Forwarded-For (default: 0; CANONRY_PROXIES).")
    private int proxies;

    /// @throws IOException when the trusted documents cannot be read
    GraphQlSettings settings() throws IOException {
        return new GraphQlSettings(trusted.isEmpty() ? Optional.empty() : Optional.of(TrustedDocuments.read(trusted)), proxies);
    }

    /// The bounds with what was given set in them.
    Limits limits(Limits others) {
        return points == null ? others : others.with(Limit.GRAPHQL_CLIENT_POINTS, points);
    }
}

package org.canonry.api.graphql;

import java.util.Optional;

/// What whoever runs a server decides about its GraphQL API, beside [org.canonry.storage.limits.Limits].
///
/// @param trusted the only documents that are answered; empty for any
/// @param proxies how many proxies stand in front, each of which adds who asked it to `X-Forwarded-For`; 0 where clients connect themselves
public record GraphQlSettings(Optional<TrustedDocuments> trusted, int proxies) {
    /// Any document, and no proxy.
    public static final GraphQlSettings OPEN = new GraphQlSettings(Optional.empty(), 0);

    /// @throws IllegalArgumentException when `proxies` is negative
    public GraphQlSettings {
        if (proxies < 0) {
            throw new IllegalArgumentException("there cannot be %d proxies".formatted(proxies));
        }
    }
}

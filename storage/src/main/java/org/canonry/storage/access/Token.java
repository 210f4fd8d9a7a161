package org.canonry.storage.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.canonry.storage.packages.PackageName;
import org.jspecify.annotations.Nullable;

/// A permission to change some packages in some ways. Its secret is not part of it.
///
/// @param id by which it is listed and revoked
/// @param owner who has it, in the words of whoever made it
/// @param actions at least one
/// @param packages at least one
/// @param expiresAt from when on it is no longer good; null for never
/// @param revokedAt when it was revoked; null while it is good
/// @param lastUsedAt to the minute; null when never
public record Token(
        String id,
        String owner,
        Set<Action> actions,
        List<NamePattern> packages,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /// Copies the collections.
    public Token {
        actions = Set.copyOf(EnumSet.copyOf(actions));
        packages = List.copyOf(packages);
    }

    /// Whether it is good for anything at a time.
    public boolean isGood(Instant at) {
        return revokedAt == null && (expiresAt == null || at.isBefore(expiresAt));
    }

    /// Whether it is good for that, if it is good at all.
    public boolean permits(Action action, PackageName name) {
        return actions.contains(action) && packages.stream().anyMatch(pattern -> pattern.matches(name));
    }
}

package org.canonry.api.graph;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.Set;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// The [Users] that were asked for, kept as long as the snapshot lasts and there is room: a hub is asked for page by page, and by many. Thread-safe.
final class KeptUsers {
    /// What an entry costs beside its documents, counted in documents.
    private static final int ENTRY = 16;

    private final Cache<Asked, Users> kept;

    private record Asked(Target target, Set<UseKind> kinds) {}

    private KeptUsers(Limits limits) {
        kept = Caffeine.newBuilder()
                .maximumWeight(limits.of(Limit.USERS_KEPT))
                .weigher((Asked asked, Users users) -> users.size() + ENTRY)
                .build();
    }

    /// @param limits those of the first caller count
    static KeptUsers of(Snapshot snapshot, Limits limits) {
        return snapshot.derived(KeptUsers.class, of -> new KeptUsers(limits));
    }

    Users get(Snapshot snapshot, Target target, Set<UseKind> kinds) throws IOException {
        var asked = new Asked(target, kinds);
        var known = kept.getIfPresent(asked);
        if (known != null) {
            return known;
        }
        var users = Users.of(snapshot, target, kinds);
        kept.put(asked, users);
        return users;
    }
}

package org.canonry.api.graphql;

import java.util.List;
import org.canonry.api.history.Change;
import org.canonry.api.history.ChangeStream;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/// What happens to packages, as it happens.
@Controller
class ChangeController {
    private final ChangeStream changes;

    ChangeController(ChangeStream changes) {
        this.changes = changes;
    }

    @SubscriptionMapping
    Flux<Change> changes(@Argument @Nullable Long afterLsn, Wanted wanted) {
        return changes.after(afterLsn == null ? changes.now() : afterLsn).filter(wanted::has);
    }

    @SchemaMapping
    String name(Change source) {
        return source.id().name().text();
    }

    @SchemaMapping
    String version(Change source) {
        return source.id().version().text();
    }

    @SchemaMapping
    @Nullable PackageVersion packageVersion(Change source, Snapshot snapshot) {
        return snapshot.packages().version(source.id()).orElse(null);
    }

    /// Which changes are wanted.
    ///
    /// @param packages names; empty for any
    /// @param events kinds of events; empty for any
    record Wanted(List<String> packages, List<String> events) {
        boolean has(Change change) {
            return (packages.isEmpty() || packages.contains(change.id().name().text()))
                    && (events.isEmpty() || events.contains(change.event().name()));
        }
    }
}

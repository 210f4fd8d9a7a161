package org.canonry.api.graphql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/// What an id is the id of.
@Controller
class NodeController {
    private final Limits limits;

    NodeController(Limits limits) {
        this.limits = limits;
    }

    @QueryMapping
    @Nullable Object node(@Argument String id, Snapshot snapshot) throws IOException {
        return find(id, snapshot).orElse(null);
    }

    @QueryMapping
    List<@Nullable Object> nodes(@Argument List<String> ids, Snapshot snapshot) throws IOException {
        Bounds.refuseMore("ids", ids.size(), Limit.GRAPHQL_IDS, limits);
        var nodes = new ArrayList<@Nullable Object>(ids.size());
        for (var id : ids) {
            nodes.add(find(id, snapshot).orElse(null));
        }
        return nodes;
    }

    private static Optional<? extends Object> find(String text, Snapshot snapshot) throws IOException {
        var id = NodeId.read(text);
        return id.isEmpty() ? Optional.empty() : find(id.get(), snapshot);
    }

    private static Optional<? extends Object> find(NodeId id, Snapshot snapshot) throws IOException {
        return switch (id.type()) {
            case PACKAGE -> snapshot.packages().named(id.key());
            case PACKAGE_VERSION -> PackageId.parse(id.key()).valid().flatMap(snapshot.packages()::version);
            case CANONICAL_RESOURCE -> snapshot.resource(id.key());
        };
    }
}

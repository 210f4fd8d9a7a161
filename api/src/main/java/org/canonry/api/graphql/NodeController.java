package org.canonry.api.graphql;

import graphql.GraphQLContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/// What an id, or another key, is the key of.
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

    /// The engine has seen to it that there is exactly one key.
    @QueryMapping
    @Nullable Object lookup(@Argument Map<String, Object> by, Snapshot snapshot, GraphQLContext context) throws IOException {
        var key = by.entrySet().iterator().next();
        var found = switch (key.getKey()) {
            case "id" -> find(String.valueOf(key.getValue()), snapshot);
            case "package" -> snapshot.packages().named(String.valueOf(key.getValue()));
            case "packageVersion" -> version(key.getValue(), snapshot);
            case "reference" -> new Resolver(RequestSnapshot.range(context, ResolutionScope.WHOLE_INDEX), limits).find(String.valueOf(key.getValue()));
            default -> file((Map<?, ?>) key.getValue(), snapshot);
        };
        return found.orElse(null);
    }

    private static Optional<PackageVersion> version(@Nullable Object spec, Snapshot snapshot) {
        return PackageSpec.parse(String.valueOf(spec)).valid().flatMap(snapshot.packages()::version);
    }

    private static Optional<CanonicalResource> file(Map<?, ?> file, Snapshot snapshot) throws IOException {
        var version = version(file.get("packageVersion"), snapshot);
        return version.isEmpty() ? Optional.empty() : snapshot.resource(version.get().id() + "/" + file.get("filename"));
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

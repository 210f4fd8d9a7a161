package org.canonry.api.graphql;

import graphql.GraphQLContext;
import java.io.IOException;
import java.util.List;
import org.canonry.api.graph.Carriers;
import org.canonry.api.graph.Usage;
import org.canonry.api.page.Window;
import org.canonry.api.resolve.Resolution;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// Canonicals: what a reference means, and who carries one.
@Controller
class CanonicalController {
    private static final Window ALL = Window.first(Integer.MAX_VALUE);

    private final Limits limits;

    CanonicalController(Limits limits) {
        this.limits = limits;
    }

    @QueryMapping
    @Nullable CanonicalResource canonical(@Argument String reference, Scope where) {
        return new Resolver(where.range(), limits).find(reference).orElse(null);
    }

    @QueryMapping
    List<Resolution> resolve(@Argument List<String> references, Scope where) {
        Bounds.refuseMore("references", references.size(), Limit.GRAPHQL_REFERENCES, limits);
        var resolver = new Resolver(where.range(), limits);
        return references.stream().map(resolver::resolve).toList();
    }

    @SchemaMapping
    CanonicalConnection<CanonicalResource> carriers(CanonicalResource source, @Argument boolean anyVersion, Paging paging)
            throws IOException {
        return CanonicalConnection.of(
                Carriers.of(source, anyVersion, paging.window()), paging, () -> Carriers.of(source, anyVersion, ALL));
    }

    /// In the closure of the package that holds the reference.
    @SchemaMapping(typeName = "CanonicalUse")
    @Nullable CanonicalResource resolved(Usage source, GraphQLContext context) {
        var range = RequestSnapshot.range(context, ResolutionScope.of(source.by().packageVersion()));
        return new Resolver(range, limits).find(source.target()).orElse(null);
    }
}

package org.canonry.api.graphql;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.canonry.api.query.CanonicalFilter;
import org.canonry.api.query.CanonicalQuery;
import org.canonry.api.query.CanonicalSearch;
import org.canonry.api.query.CanonicalSort;
import org.canonry.api.query.Collapse;
import org.canonry.api.query.Facet;
import org.canonry.api.query.FacetField;
import org.canonry.api.query.PackageContents;
import org.canonry.api.query.ScoreExplanation;
import org.canonry.api.query.Suggest;
import org.canonry.api.query.Suggestion;
import org.canonry.api.query.Understood;
import org.canonry.api.query.packages.PackageFilter;
import org.canonry.api.query.packages.PackageHit;
import org.canonry.api.query.packages.PackageQuery;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// Search and completion.
@Controller
class SearchController {
    private final Limits limits;

    SearchController(Limits limits) {
        this.limits = limits;
    }

    @QueryMapping
    CanonicalConnection<CanonicalResource> canonicals(
            @Argument @Nullable String query, CanonicalFilter wanted, @Argument Collapse collapse, @Argument CanonicalSort sort,
            Paging paging, Snapshot snapshot)
            throws IOException {
        return search(query, wanted, collapse, sort, paging, snapshot);
    }

    @SchemaMapping
    CanonicalConnection<CanonicalResource> canonicals(
            PackageVersion source, @Argument @Nullable String query, CanonicalFilter wanted, Paging paging, Snapshot snapshot)
            throws IOException {
        return query == null || query.isBlank()
                ? CanonicalConnection.of(PackageContents.of(source, wanted, paging.window(), snapshot, limits), paging)
                : search(query, wanted.within(List.of(source.id().toString())), Collapse.NONE, CanonicalSort.RELEVANCE, paging, snapshot);
    }

    private CanonicalConnection<CanonicalResource> search(
            @Nullable String text, CanonicalFilter filter, Collapse collapse, CanonicalSort sort, Paging paging, Snapshot snapshot)
            throws IOException {
        var query = new CanonicalQuery(Optional.ofNullable(text), filter, collapse, sort, paging.window());
        return CanonicalConnection.of(CanonicalSearch.run(query, snapshot, limits), paging);
    }

    @QueryMapping
    Connection<PackageHistory> packages(@Argument @Nullable String query, PackageFilter wanted, Paging paging, Snapshot snapshot)
            throws IOException {
        var page = new PackageQuery(Optional.ofNullable(query), wanted, paging.window()).run(snapshot, limits);
        return Connection.of(page, paging, PackageHit::history, SearchController::score);
    }

    private static @Nullable Double score(PackageHit hit) {
        return hit.score().isPresent() ? Double.valueOf(hit.score().getAsDouble()) : null;
    }

    @QueryMapping
    List<Suggestion> suggest(@Argument String prefix, @Argument int first, Snapshot snapshot) {
        return Suggest.complete(prefix, Bounds.page("first", first, limits), snapshot, limits);
    }

    @SchemaMapping
    Object target(Suggestion source) {
        return switch (source.target()) {
            case Suggestion.Target.OfResource(var resource) -> resource;
            case Suggestion.Target.OfPackage(var history) -> history;
        };
    }

    @SchemaMapping(typeName = "CanonicalConnection")
    List<Facet> facets(CanonicalConnection<CanonicalResource> source, @Argument List<FacetField> fields, @Argument int size)
            throws IOException {
        return source.whole().facets(fields, Bounds.page("size", size, limits));
    }

    @SchemaMapping(typeName = "CanonicalConnection")
    @Nullable Understood understood(CanonicalConnection<CanonicalResource> source) {
        return source.whole().understood().orElse(null);
    }

    @SchemaMapping(typeName = "CanonicalConnection")
    @Nullable String didYouMean(CanonicalConnection<CanonicalResource> source) throws IOException {
        return source.whole().didYouMean().orElse(null);
    }

    @SchemaMapping(typeName = "CanonicalEdge")
    @Nullable ScoreExplanation explanation(CanonicalConnection.Edge source) throws IOException {
        return source.hit().isPresent() ? source.hit().get().explanation().orElse(null) : null;
    }
}

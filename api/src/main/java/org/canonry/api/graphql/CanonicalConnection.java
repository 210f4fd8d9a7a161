package org.canonry.api.graphql;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.canonry.api.graphql.Connection.PageInfo;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.query.CanonicalHit;
import org.canonry.api.query.CanonicalHits;
import org.canonry.api.query.Facet;
import org.canonry.api.query.FacetField;
import org.canonry.api.query.Highlight;
import org.canonry.api.query.Understood;
import org.canonry.api.snapshot.CanonicalResource;
import org.jspecify.annotations.Nullable;

/// A page of canonicals as the schema shows it, whether a search found them or a list has them.
///
/// @param <T> always [CanonicalResource]; from it the schema's check knows what is in the list
/// @param edges the items with their cursors
/// @param pageInfo whether the list goes on
/// @param totalCount length of the whole list
/// @param whole tells of the whole list
record CanonicalConnection<T>(List<Edge> edges, PageInfo pageInfo, int totalCount, Whole whole) {

    /// Of a search.
    static CanonicalConnection<CanonicalResource> of(CanonicalHits hits, Paging paging) {
        var edges = hits.page().items().stream().map(item -> Edge.of(item, paging)).toList();
        return of(edges, hits.page(), new Searched(hits));
    }

    /// Of a list.
    ///
    /// @param all the whole list, for whoever wants it counted
    static CanonicalConnection<CanonicalResource> of(Page<CanonicalResource> page, Paging paging, All all) {
        var edges = page.items().stream().map(item -> Edge.plain(item, paging)).toList();
        return of(edges, page, new Listed(all));
    }

    private static CanonicalConnection<CanonicalResource> of(List<Edge> edges, Page<?> page, Whole whole) {
        var info = edges.isEmpty()
                ? new PageInfo(page.hasNext(), page.hasPrevious(), () -> null, () -> null)
                : new PageInfo(page.hasNext(), page.hasPrevious(), () -> edges.getFirst().cursor(), () -> edges.getLast().cursor());
        return new CanonicalConnection<>(edges, info, page.total(), whole);
    }

    /// The items alone.
    public List<CanonicalResource> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /// What of the search means nothing, in words.
    public List<String> remarks() {
        return whole.remarks();
    }

    /// What can be told of a list beside its items; worked out when it is asked for.
    sealed interface Whole {
        List<Facet> facets(Collection<FacetField> fields, int size) throws IOException;

        Optional<Understood> understood();

        Optional<String> didYouMean() throws IOException;

        List<String> remarks();
    }

    private record Searched(CanonicalHits hits) implements Whole {
        @Override
        public List<Facet> facets(Collection<FacetField> fields, int size) throws IOException {
            return hits.facets(fields, size);
        }

        @Override
        public Optional<Understood> understood() {
            return hits.understood();
        }

        @Override
        public Optional<String> didYouMean() throws IOException {
            return hits.didYouMean();
        }

        @Override
        public List<String> remarks() {
            return hits.remarks();
        }
    }

    /// Nothing was searched for.
    private record Listed(All all) implements Whole {
        @Override
        public List<Facet> facets(Collection<FacetField> fields, int size) throws IOException {
            return Tally.facets(all.page(), fields, size);
        }

        @Override
        public Optional<Understood> understood() {
            return Optional.empty();
        }

        @Override
        public Optional<String> didYouMean() {
            return Optional.empty();
        }

        @Override
        public List<String> remarks() {
            return List.of();
        }
    }

    /// A list as one page.
    interface All {
        Page<CanonicalResource> page() throws IOException;
    }

    /// An item, its place, and why it is there.
    ///
    /// @param hit what a search knows of it; empty in a list that no search has found
    record Edge(
            CanonicalResource node, Position position, Paging paging, @Nullable Double score, int foldedCount, Optional<CanonicalHit> hit) {
        private static Edge of(Page.Item<CanonicalHit> item, Paging paging) {
            var hit = item.node();
            var score = hit.score().isPresent() ? Double.valueOf(hit.score().getAsDouble()) : null;
            return new Edge(hit.resource(), item.position(), paging, score, hit.foldedCount(), Optional.of(hit));
        }

        private static Edge plain(Page.Item<CanonicalResource> item, Paging paging) {
            return new Edge(item.node(), item.position(), paging, null, 0, Optional.empty());
        }

        public String cursor() {
            return paging.cursor(position);
        }

        /// Where it matches; looked for only when it is asked for.
        public List<Highlight> highlights() {
            return hit.map(CanonicalHit::highlights).orElse(List.of());
        }
    }
}

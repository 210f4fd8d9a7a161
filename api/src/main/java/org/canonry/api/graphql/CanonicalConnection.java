package org.canonry.api.graphql;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.canonry.api.graphql.Connection.PageInfo;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.query.CanonicalHit;
import org.canonry.api.query.CanonicalHits;
import org.canonry.api.query.Facet;
import org.canonry.api.query.FacetField;
import org.canonry.api.query.Highlight;
import org.canonry.api.snapshot.CanonicalResource;
import org.jspecify.annotations.Nullable;

/// A page of canonicals as the schema shows it, whether a search found them or a list has them.
///
/// @param <T> always [CanonicalResource]; from it the schema's check knows what is in the list
/// @param edges the items with their cursors
/// @param pageInfo whether the list goes on
/// @param totalCount length of the whole list
/// @param counts counts the whole list
record CanonicalConnection<T>(List<Edge> edges, PageInfo pageInfo, int totalCount, Counts counts) {

    /// Of a search.
    static CanonicalConnection<CanonicalResource> of(CanonicalHits hits, Paging paging) {
        var edges = hits.page().items().stream().map(item -> Edge.of(item, paging)).toList();
        return of(edges, hits.page(), hits::facets);
    }

    /// Of a list.
    ///
    /// @param all the whole list, for whoever wants it counted
    static CanonicalConnection<CanonicalResource> of(Page<CanonicalResource> page, Paging paging, Whole all) {
        var edges = page.items().stream().map(item -> Edge.plain(item, paging)).toList();
        return of(edges, page, (fields, size) -> Tally.facets(all.page(), fields, size));
    }

    private static CanonicalConnection<CanonicalResource> of(List<Edge> edges, Page<?> page, Counts counts) {
        var info = edges.isEmpty()
                ? new PageInfo(page.hasNext(), page.hasPrevious(), () -> null, () -> null)
                : new PageInfo(page.hasNext(), page.hasPrevious(), () -> edges.getFirst().cursor(), () -> edges.getLast().cursor());
        return new CanonicalConnection<>(edges, info, page.total(), counts);
    }

    /// The items alone.
    public List<CanonicalResource> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /// Counts a list by fields.
    interface Counts {
        List<Facet> facets(Collection<FacetField> fields, int size) throws IOException;
    }

    /// A list as one page.
    interface Whole {
        Page<CanonicalResource> page() throws IOException;
    }

    /// An item, its place, and why it is there.
    record Edge(
            CanonicalResource node, Position position, Paging paging, @Nullable Double score, int foldedCount, Reasons reasons) {
        private static Edge of(Page.Item<CanonicalHit> item, Paging paging) {
            var hit = item.node();
            var score = hit.score().isPresent() ? Double.valueOf(hit.score().getAsDouble()) : null;
            return new Edge(hit.resource(), item.position(), paging, score, hit.foldedCount(), hit::highlights);
        }

        private static Edge plain(Page.Item<CanonicalResource> item, Paging paging) {
            return new Edge(item.node(), item.position(), paging, null, 0, List::of);
        }

        public String cursor() {
            return paging.cursor(position);
        }

        public List<Highlight> highlights() {
            return reasons.highlights();
        }
    }

    /// Where a hit matches; looked for only when it is asked for.
    interface Reasons {
        List<Highlight> highlights();
    }
}

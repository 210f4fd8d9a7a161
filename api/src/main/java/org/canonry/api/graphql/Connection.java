package org.canonry.api.graphql;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.jspecify.annotations.Nullable;

/// A page as the schema shows it.
///
/// @param edges the items with their cursors
/// @param pageInfo whether the list goes on
/// @param totalCount length of the whole list
record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, int totalCount) {

    static <T> Connection<T> of(Page<T> page, Paging paging) {
        return of(page, paging, node -> node, node -> null);
    }

    /// Of things that a search found.
    ///
    /// @param found what is shown of each
    /// @param score how well it matches; null where nothing was searched for
    static <H, T> Connection<T> of(Page<H> page, Paging paging, Function<H, T> found, Function<H, @Nullable Double> score) {
        List<Edge<T>> edges = page.items().stream()
                .map(item -> new Edge<>(found.apply(item.node()), item.position(), paging, score.apply(item.node())))
                .toList();
        return new Connection<>(edges, PageInfo.of(edges, page.hasPrevious(), page.hasNext()), page.total());
    }

    /// The items alone.
    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /// An item and its place. The cursor is signed only when it is asked for.
    ///
    /// @param score how well it matches; null where nothing was searched for
    record Edge<T>(T node, Position position, Paging paging, @Nullable Double score) {
        public String cursor() {
            return paging.cursor(position);
        }
    }

    /// Whether a list goes on, and from where.
    record PageInfo(
            boolean hasNextPage, boolean hasPreviousPage, Supplier<@Nullable String> start, Supplier<@Nullable String> end) {
        static <T> PageInfo of(List<Edge<T>> edges, boolean hasPrevious, boolean hasNext) {
            return edges.isEmpty()
                    ? new PageInfo(hasNext, hasPrevious, () -> null, () -> null)
                    : new PageInfo(hasNext, hasPrevious, () -> edges.getFirst().cursor(), () -> edges.getLast().cursor());
        }

        public @Nullable String startCursor() {
            return start.get();
        }

        public @Nullable String endCursor() {
            return end.get();
        }
    }
}

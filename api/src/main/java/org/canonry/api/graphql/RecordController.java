package org.canonry.api.graphql;

import java.util.List;
import java.util.Optional;
import org.canonry.api.history.HistoryPages;
import org.canonry.api.page.Page;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.database.DatabaseUnavailable;
import org.canonry.storage.database.History;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Quarantined;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// Feed and quarantine, from the database.
@Controller
class RecordController {
    private static final int FEED = 20;

    private final HistoryPages history;
    private final Limits limits;

    RecordController(HistoryPages history, Limits limits) {
        this.history = history;
        this.limits = limits;
    }

    @QueryMapping
    FeedPage<History.Event> feed(
            @Argument @Nullable Long afterLsn, @Argument @Nullable Integer first, @Argument @Nullable String after, Snapshot snapshot)
            throws DatabaseUnavailable {
        var size = first == null ? FEED : Bounds.page("first", first, limits);
        return FeedPage.of(history.feed(Math.max(afterLsn == null ? -1 : afterLsn, after == null ? -1 : lsn(after)), size, snapshot.lsn()));
    }

    private static long lsn(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Refused.input("`after` is a cursor of `feed`, which is an lsn");
        }
    }

    @QueryMapping
    Connection<Quarantined> quarantine(@Argument("package") @Nullable String name, Paging paging, Snapshot snapshot, Visit visit)
            throws DatabaseUnavailable {
        // A refused tarball is no event of the log: it is told of as soon as it is known.
        visit.fleeting();
        return paging.connection(history.quarantine(Optional.ofNullable(name), paging.window(), snapshot.lsn()));
    }

    /// An event of the log up to the snapshot's lsn is about a package version that the snapshot has.
    @SchemaMapping(typeName = "FeedEntry")
    PackageVersion packageVersion(History.Event entry, Snapshot snapshot) {
        return snapshot.packages().version(entry.id()).orElseThrow(() -> new IllegalStateException("the index lacks " + entry.id()));
    }

    @SchemaMapping(typeName = "QuarantinedItem", field = "package")
    @Nullable String packageName(Quarantined item) {
        return item.packageName();
    }

    /// The part of the log as the schema shows it; its cursors are lsn, so that they mean the same to `afterLsn`.
    record FeedPage<T>(List<FeedEdge<T>> edges, List<T> nodes, Connection.PageInfo pageInfo) {
        static FeedPage<History.Event> of(Page<History.Event> page) {
            var edges = page.items().stream().map(item -> new FeedEdge<>(Long.toString(item.node().lsn()), item.node())).toList();
            var ends = edges.stream().map(FeedEdge::cursor).toList();
            var info = new Connection.PageInfo(
                    page.hasNext(), page.hasPrevious(),
                    () -> ends.isEmpty() ? null : ends.getFirst(), () -> ends.isEmpty() ? null : ends.getLast());
            return new FeedPage<>(edges, edges.stream().map(FeedEdge::node).toList(), info);
        }
    }

    record FeedEdge<T>(String cursor, T node) {}
}

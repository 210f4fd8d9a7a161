package org.canonry.api.graph;

import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.DocumentOrder;
import org.canonry.api.snapshot.Snapshot;

/// Some documents of a snapshot in the order of their lsn, then of their file name. Each becomes a resource when it is looked at.
public final class Listing extends AbstractList<CanonicalResource> {
    /// The order of positions, and of their first two values where they have more.
    static final Comparator<Position> ORDER = Comparator.comparingLong(Listing::lsn).thenComparing(Listing::filename);

    private final Snapshot snapshot;
    private final DocumentOrder order;
    private final int[] places;

    /// @param snapshot that has them
    /// @param places of the documents in [DocumentOrder], ascending
    public Listing(Snapshot snapshot, int[] places) {
        this.snapshot = snapshot;
        this.order = DocumentOrder.of(snapshot);
        this.places = places;
    }

    @Override
    public CanonicalResource get(int index) {
        return snapshot.resource(order.document(places[index]));
    }

    @Override
    public int size() {
        return places.length;
    }

    /// The part that a window asks for.
    ///
    /// @param list name of the list for its positions
    public Page<CanonicalResource> page(String list, Window window) {
        return Page.of(this, resource -> position(list, resource), ORDER, window);
    }

    static Position position(String list, CanonicalResource resource) {
        return new Position(list, List.of(Long.toString(resource.lsn()), resource.filename()));
    }

    private static long lsn(Position position) {
        return Long.parseLong(position.values().getFirst());
    }

    private static BytesRef filename(Position position) {
        return new BytesRef(position.values().get(1));
    }
}

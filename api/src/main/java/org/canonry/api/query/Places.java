package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;
import org.canonry.api.page.Position;
import org.canonry.api.page.PositionExpired;
import org.canonry.api.page.PositionMisplaced;
import org.canonry.api.query.Ranking.Place;
import org.canonry.api.query.Ranking.Ranked;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;

/// Positions of hits, there and back: by the texts that order them, so that they hold when the index has changed. A position by score holds in
/// its own snapshot only.
///
/// Values: the snapshot's edition when ordered by score, the key, the url, and where each carrier is a hit its package version and file name.
final class Places {
    private final CanonicalQuery query;
    private final Snapshot snapshot;
    private final SnapshotColumns columns;
    private final String edition;

    Places(CanonicalQuery query, Snapshot snapshot) {
        this.query = query;
        this.snapshot = snapshot;
        this.columns = SnapshotColumns.of(snapshot);
        this.edition = query.sort() == CanonicalSort.RELEVANCE ? snapshot.manifest().edition() : "";
    }

    /// Where a hit stands.
    Position of(Ranked ranked, CanonicalResource resource) {
        var values = new ArrayList<>(List.of(edition, Long.toString(ranked.key()), resource.url()));
        if (query.collapse() == Collapse.NONE) {
            values.add(carrier(resource));
            values.add(resource.filename());
        }
        return new Position(query.list(), values);
    }

    /// The place that a position means; the start, or the end, when there is none.
    ///
    /// @throws PositionMisplaced when it was given by another list
    /// @throws PositionExpired when it was given by another snapshot whose scores order this list
    Place of(Optional<Position> position, Place absent) {
        return position.map(this::place).orElse(absent);
    }

    private Place place(Position position) {
        var values = position.values();
        var texts = query.collapse() == Collapse.NONE ? 3 : 1;
        if (!position.list().equals(query.list()) || values.size() != 2 + texts) {
            throw new PositionMisplaced();
        }
        if (!values.getFirst().equals(edition)) {
            throw new PositionExpired();
        }
        var wanted = values.subList(2, values.size());
        return new Place(key(values.get(1)), firstWhere(wanted, 0), firstWhere(wanted, 1));
    }

    private static long key(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new PositionMisplaced();
        }
    }

    /// The first place whose texts compare at least so with the wanted ones.
    private int firstWhere(List<String> wanted, int least) {
        var low = 0;
        var high = columns.documents();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (compare(snapshot.resource(columns.at(middle)), wanted) < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// In the order of the index, which is that of UTF-8.
    private static int compare(CanonicalResource resource, List<String> wanted) {
        var texts = List.of(resource.url(), carrier(resource), resource.filename());
        for (var i = 0; i < wanted.size(); i++) {
            var compared = new BytesRef(texts.get(i)).compareTo(new BytesRef(wanted.get(i)));
            if (compared != 0) {
                return Integer.signum(compared);
            }
        }
        return 0;
    }

    private static String carrier(CanonicalResource resource) {
        return resource.packageVersion().id().toString();
    }
}

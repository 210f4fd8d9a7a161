package org.canonry.api.query;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Fields;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// What one package version holds, by file name.
public final class PackageContents {
    private static final Comparator<Position> BY_FILENAME = Comparator.comparing(position -> position.values().getFirst());

    private PackageContents() {}

    /// The resources of a package version that a filter leaves.
    ///
    /// @throws IOException when the index cannot be read
    public static CanonicalHits of(PackageVersion version, CanonicalFilter filter, Window window, Snapshot snapshot, Limits limits)
            throws IOException {
        var id = version.id().toString();
        var all = Window.first(Math.max(1, snapshot.documents(Fields.PACKAGE_VERSION, id).length));
        var within = filter.within(List.of(id));
        var hits = CanonicalSearch.run(new CanonicalQuery(Optional.empty(), within, Collapse.NONE, CanonicalSort.URL, all), snapshot, limits);
        var files = hits.page().items().stream()
                .map(Page.Item::node)
                .sorted(Comparator.comparing(hit -> hit.resource().filename()))
                .toList();
        return hits.with(Page.of(files, PackageContents::position, BY_FILENAME, window));
    }

    private static Position position(CanonicalHit hit) {
        return new Position("files", List.of(hit.resource().filename()));
    }
}

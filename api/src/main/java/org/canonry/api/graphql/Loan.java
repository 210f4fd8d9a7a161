package org.canonry.api.graphql;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.canonry.api.resolve.Range;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.index.SnapshotManifest;
import org.jspecify.annotations.Nullable;

/// The snapshot of one answer, borrowed when it is first asked for. Thread-safe: fields that do I/O run beside each other.
final class Loan implements AutoCloseable {
    private final Snapshots snapshots;
    private final Map<ResolutionScope, Range> ranges = new ConcurrentHashMap<>();
    private Snapshots.@Nullable Borrowed borrowed;
    private @Nullable SnapshotManifest manifest;
    private boolean over;

    Loan(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /// Valid until this is closed.
    synchronized Snapshot snapshot() {
        if (over) {
            throw new IllegalStateException("the request is over");
        }
        if (borrowed == null) {
            borrowed = snapshots.borrow();
            manifest = borrowed.snapshot().manifest();
        }
        return borrowed.snapshot();
    }

    /// What the snapshot is, also after it was given back; empty when none was asked for.
    synchronized Optional<SnapshotManifest> manifest() {
        return Optional.ofNullable(manifest);
    }

    /// What a scope means in the snapshot. Worked out once, however many fields ask in it.
    Range range(ResolutionScope scope) {
        return ranges.computeIfAbsent(scope, asked -> Range.of(snapshot(), asked));
    }

    @Override
    public synchronized void close() {
        over = true;
        if (borrowed != null) {
            borrowed.close();
            borrowed = null;
        }
    }
}

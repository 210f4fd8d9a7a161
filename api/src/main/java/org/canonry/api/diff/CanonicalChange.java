package org.canonry.api.diff;

import java.io.IOException;
import org.canonry.api.snapshot.CanonicalResource;
import org.jspecify.annotations.Nullable;

/// A canonical that says something else than before. Thread-safe.
///
/// That it does is known from the index; what it says is read from the bucket when it is asked for, and kept.
public final class CanonicalChange {
    private final CanonicalResource from;
    private final CanonicalResource to;
    private @Nullable Differences differences;

    CanonicalChange(CanonicalResource from, CanonicalResource to) {
        this.from = from;
        this.to = to;
    }

    /// Before.
    public CanonicalResource from() {
        return from;
    }

    /// After.
    public CanonicalResource to() {
        return to;
    }

    /// What differs, element by element.
    ///
    /// @throws IOException when the bucket cannot be read
    public synchronized Differences differences(ResourceDiff diff) throws IOException {
        if (differences == null) {
            differences = diff.between(from, to);
        }
        return differences;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalChange that && from.equals(that.from) && to.equals(that.to);
    }

    @Override
    public int hashCode() {
        return 31 * from.hashCode() + to.hashCode();
    }

    @Override
    public String toString() {
        return from + " → " + to;
    }
}

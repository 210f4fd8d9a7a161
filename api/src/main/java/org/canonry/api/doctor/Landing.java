package org.canonry.api.doctor;

import org.canonry.api.resolve.MatchKind;
import org.canonry.api.snapshot.CanonicalResource;

/// Where a reference leads.
sealed interface Landing {
    /// To a resource of the subject itself.
    record Own() implements Landing {}

    /// To a resource of another package.
    record In(CanonicalResource resource, MatchKind matchKind, boolean ambiguous) implements Landing {}

    /// Nowhere that can be reached.
    record Nowhere() implements Landing {}
}

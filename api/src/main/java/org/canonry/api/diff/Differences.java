package org.canonry.api.diff;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What differs between two resources, noise left out. Immutable.
///
/// @param changes the gravest first, those of the same impact in the order of the resource
/// @param counts how many changes there are of each impact, whether they are listed or not
/// @param cut what is not listed or not compared, in words, with the limit; empty when nothing is
public record Differences(List<ElementChange> changes, Map<Impact, Integer> counts, Optional<String> cut) {

    /// The gravest impact of any change; empty when nothing but noise differs, or nothing was compared.
    public Optional<Impact> impact() {
        return counts.keySet().stream().min(Impact::compareTo);
    }
}

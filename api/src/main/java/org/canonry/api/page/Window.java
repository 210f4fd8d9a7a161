package org.canonry.api.page;

import java.util.Optional;

/// Which part of a list is asked for.
///
/// @param size at most so many items
/// @param forward from the start or from `after` on; otherwise backward, from the end or from `before`
/// @param after only items behind this place
/// @param before only items ahead of this place
public record Window(int size, boolean forward, Optional<Position> after, Optional<Position> before) {

    /// The first items.
    public static Window first(int size) {
        return new Window(size, true, Optional.empty(), Optional.empty());
    }
}

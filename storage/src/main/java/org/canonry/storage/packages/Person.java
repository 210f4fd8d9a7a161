package org.canonry.storage.packages;

import java.util.Optional;

/// Someone whom a manifest names, by whatever it tells of them.
public record Person(Optional<String> name, Optional<String> email, Optional<String> url) {
    /// Whether anything at all is told.
    boolean isNamed() {
        return name.isPresent() || email.isPresent() || url.isPresent();
    }
}

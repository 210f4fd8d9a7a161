package org.canonry.bench;

import java.util.Locale;

/// What can be measured.
enum Row {
    BUILD,
    RESOLVE,
    HTTP,
    REGISTRY,
    CLOSURE,
    SCOPE,
    SEARCH,
    MEANING,
    FACADE,
    MEMORY,
    SIZE,
    START;

    /// As people write it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

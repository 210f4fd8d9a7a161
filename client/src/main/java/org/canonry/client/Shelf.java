package org.canonry.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What references mean, as far as they were asked; of too many, those that were not wanted for the longest time are forgotten. Thread-safe.
final class Shelf {
    private final Map<String, Held> held;

    /// @param most so many references
    Shelf(int most) {
        this.held = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
                return size() > most;
            }
        };
    }

    /// What a reference means; null when that is not known.
    synchronized @Nullable Held get(String reference) {
        return held.get(reference);
    }

    /// Whether it is known what a reference means.
    synchronized boolean has(String reference) {
        return held.containsKey(reference);
    }

    synchronized void put(String reference, Held meaning) {
        held.put(reference, meaning);
    }

    synchronized void clear() {
        held.clear();
    }
}

package org.canonry.api.diff;

import java.util.List;
import org.canonry.api.graph.Usage;
import org.canonry.api.snapshot.CanonicalResource;

/// A resource that refers to something that changed or went.
///
/// @param resource that refers
/// @param uses its references to that, in the order of their appearance
/// @param changes what it refers to that says something else, each once
/// @param removed what it refers to that is gone, each once
public record Touch(CanonicalResource resource, List<Usage> uses, List<CanonicalChange> changes, List<CanonicalResource> removed) {

    /// With no more than so many items in each list.
    public Touch atMost(int items) {
        return new Touch(resource, first(uses, items), first(changes, items), first(removed, items));
    }

    private static <T> List<T> first(List<T> list, int items) {
        return list.subList(0, Math.min(items, list.size()));
    }
}

package org.canonry.api.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.canonry.api.snapshot.CanonicalResource;
import org.jspecify.annotations.Nullable;

/// Finds canonicals that have another url and are the same in all likelihood: of one type, and with one id or else one name, that no other has.
final class Renamed {
    private final List<CanonicalChange> found = new ArrayList<>();
    private final Set<CanonicalResource> gone;
    private final Set<CanonicalResource> came;

    private Renamed(Collection<CanonicalResource> removed, Collection<CanonicalResource> added) {
        this.gone = new LinkedHashSet<>(removed);
        this.came = new LinkedHashSet<>(added);
    }

    /// Pairs of what went and what came.
    static List<CanonicalChange> among(Collection<CanonicalResource> removed, Collection<CanonicalResource> added) {
        var renamed = new Renamed(removed, added);
        renamed.pair(CanonicalResource::resourceId);
        renamed.pair(CanonicalResource::name);
        return renamed.found;
    }

    private void pair(Function<CanonicalResource, @Nullable String> trait) {
        var after = single(came, trait);
        single(gone, trait).forEach((key, from) -> {
            var to = after.get(key);
            if (to != null && !from.url().equals(to.url())) {
                found.add(new CanonicalChange(from, to));
                gone.remove(from);
                came.remove(to);
            }
        });
    }

    private static Map<String, CanonicalResource> single(Set<CanonicalResource> resources, Function<CanonicalResource, @Nullable String> trait) {
        var single = new LinkedHashMap<String, CanonicalResource>();
        var several = new ArrayList<String>();
        for (var resource : resources) {
            var value = trait.apply(resource);
            var key = resource.resourceType() + ' ' + value;
            if (value != null && single.putIfAbsent(key, resource) != null) {
                several.add(key);
            }
        }
        several.forEach(single::remove);
        return single;
    }
}

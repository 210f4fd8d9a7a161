package org.canonry.api.registry;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.canonry.api.page.Window;
import org.canonry.api.query.CanonicalFilter;
import org.canonry.api.query.CanonicalQuery;
import org.canonry.api.query.CanonicalSearch;
import org.canonry.api.query.CanonicalSort;
import org.canonry.api.query.Collapse;
import org.canonry.api.query.Facet;
import org.canonry.api.query.FacetField;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// Which packages carry a canonical resource.
final class Carriers {
    private Carriers() {}

    /// The versions that carry the url, or `url|version`; where none does, the packages with a resource whose url begins so.
    ///
    /// @throws IOException when the index cannot be read
    static Predicate<PackageVersion> of(String reference, Snapshot snapshot, Limits limits) throws IOException {
        var version = Reference.version(reference);
        var lsns = snapshot.carriers(Reference.url(reference)).stream()
                .filter(carrier -> version.isEmpty() || Objects.equals(carrier.version(), version))
                .map(CanonicalResource::lsn)
                .collect(Collectors.toSet());
        if (!lsns.isEmpty()) {
            return candidate -> lsns.contains(candidate.lsn());
        }
        var names = names(Reference.url(reference), snapshot, limits);
        return candidate -> names.contains(candidate.id().name().text());
    }

    private static Set<String> names(String urlPrefix, Snapshot snapshot, Limits limits) throws IOException {
        var filter = new CanonicalFilter(Map.of(), List.of(), null, urlPrefix, null, null, null, null, null, null);
        var query = new CanonicalQuery(Optional.empty(), filter, Collapse.NONE, CanonicalSort.URL, Window.first(1));
        return CanonicalSearch.run(query, snapshot, limits).facets(Set.of(FacetField.PACKAGE), Integer.MAX_VALUE).stream()
                .flatMap(facet -> facet.values().stream())
                .map(Facet.Value::value)
                .collect(Collectors.toSet());
    }
}

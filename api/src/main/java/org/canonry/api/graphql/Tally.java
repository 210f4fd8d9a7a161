package org.canonry.api.graphql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.canonry.api.page.Page;
import org.canonry.api.query.Facet;
import org.canonry.api.query.FacetField;
import org.canonry.api.snapshot.CanonicalResource;

/// Counts a list of canonicals by hand: lists that no search has found are short.
final class Tally {
    private static final Comparator<Facet.Value> MOST_FIRST =
            Comparator.comparingInt(Facet.Value::count).reversed().thenComparing(Facet.Value::value);

    private Tally() {}

    static List<Facet> facets(Page<CanonicalResource> whole, Collection<FacetField> fields, int size) {
        var facets = new ArrayList<Facet>();
        for (var field : fields.stream().distinct().toList()) {
            facets.add(new Facet(field, values(whole, field, size)));
        }
        return facets;
    }

    private static List<Facet.Value> values(Page<CanonicalResource> whole, FacetField field, int size) {
        Map<String, Integer> counts = new HashMap<>();
        whole.items().stream().flatMap(item -> texts(item.node(), field)).forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> new Facet.Value(count.getKey(), count.getValue()))
                .sorted(MOST_FIRST)
                .limit(size)
                .toList();
    }

    private static Stream<String> texts(CanonicalResource resource, FacetField field) {
        return switch (field) {
            case RESOURCE_TYPE -> Stream.of(resource.resourceType());
            case FHIR_VERSION -> resource.packageVersion().fhirVersions().stream();
            case PACKAGE -> Stream.of(resource.packageVersion().id().name().text());
            case PUBLISHER -> Stream.ofNullable(resource.publisher());
            case JURISDICTION -> resource.jurisdictions().stream();
            case STATUS -> Stream.ofNullable(resource.status());
            case KIND -> Stream.ofNullable(resource.kind());
            case TYPE -> Stream.ofNullable(resource.type());
            case DERIVATION -> Stream.ofNullable(resource.derivation());
        };
    }
}

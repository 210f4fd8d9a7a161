package org.canonry.api.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a score is multiplied with in one search: what is known of a resource whatever is searched, and whether it is of a kind or a package that the text names.
final class Merits {

    private final Priors priors;
    private final float[] ofPackage;
    private final @Nullable KindFactor[] ofType;
    private final FacetColumn packages;
    private final FacetColumn resourceTypes;
    private final FacetColumn types;
    private final Kinds kinds;
    private final Weights weights;

    /// @param named packages that the text names, and how surely, from 0 to 1
    Merits(SnapshotColumns columns, Weights weights, Kinds kinds, Map<String, Double> named) {
        this.priors = columns.priors(weights);
        this.packages = columns.facet(FacetField.PACKAGE);
        this.resourceTypes = columns.facet(FacetField.RESOURCE_TYPE);
        this.types = columns.facet(FacetField.TYPE);
        this.kinds = kinds;
        this.weights = weights;
        this.ofPackage = new float[packages.size()];
        for (var ordinal = 0; ordinal < ofPackage.length; ordinal++) {
            ofPackage[ordinal] = (float) (1 + (weights.of(Weight.PACKAGE_NAMED) - 1) * named.getOrDefault(packages.text(ordinal), 0.0));
        }
        this.ofType = new @Nullable KindFactor[resourceTypes.size()];
        for (var ordinal = 0; ordinal < ofType.length; ordinal++) {
            ofType[ordinal] = kindFactor(resourceTypes.text(ordinal));
        }
    }

    /// Of a text that names neither kinds nor packages.
    static Merits plain(SnapshotColumns columns, Weights weights) {
        return new Merits(columns, weights, Kinds.in(List.of()), Map.of());
    }

    /// The factor of a document.
    float of(int doc) {
        var factor = priors.of(doc) * kind(doc);
        for (var ordinal : packages.of(doc)) {
            factor *= ofPackage[ordinal];
        }
        return factor;
    }

    private float kind(int doc) {
        var ordinals = resourceTypes.of(doc);
        var factor = ordinals.length == 0 ? null : ofType[ordinals[0]];
        return factor == null ? 1 : factor.of(text(types, doc));
    }

    /// What the kinds make of a resource type; null when none is about it.
    private @Nullable KindFactor kindFactor(String resourceType) {
        var sure = kinds.certain().stream().filter(kind -> kind.resourceTypes().contains(resourceType)).toList();
        var hinted = kinds.hinted().stream().filter(kind -> kind.resourceTypes().contains(resourceType)).toList();
        return sure.isEmpty() && hinted.isEmpty() ? null : new KindFactor(sure, hinted, weights);
    }

    private static String text(FacetColumn column, int doc) {
        var ordinals = column.of(doc);
        return ordinals.length == 0 ? "" : column.text(ordinals[0]);
    }

    private record KindFactor(List<Kinds.Kind> certain, List<Kinds.Kind> hinted, Weights weights) {
        float of(String type) {
            if (matches(certain, type)) {
                return weights.of(Weight.KIND_CERTAIN);
            }
            return matches(hinted, type) ? weights.of(Weight.KIND_HINTED) : 1;
        }

        private static boolean matches(List<Kinds.Kind> kinds, String type) {
            for (var kind : kinds) {
                if (kind.constrains(type)) {
                    return true;
                }
            }
            return false;
        }
    }
}

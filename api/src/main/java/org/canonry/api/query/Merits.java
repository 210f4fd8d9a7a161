package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.api.query.ScoreExplanation.Factor;
import org.jspecify.annotations.Nullable;

/// What a score is multiplied with in one search: what is known of a resource whatever is searched, and whether it is of a kind, a package or
/// a release of FHIR that the text names.
final class Merits {
    private final Priors priors;
    private final float[] ofPackage;
    private final @Nullable KindFactor[] ofType;
    private final boolean[] isOfRelease;
    private final FacetColumn packages;
    private final FacetColumn fhirVersions;
    private final FacetColumn resourceTypes;
    private final FacetColumn types;
    private final Naming naming;
    private final Weights weights;

    Merits(SnapshotColumns columns, Weights weights, Naming naming) {
        this.priors = columns.priors(weights);
        this.packages = columns.facet(FacetField.PACKAGE);
        this.fhirVersions = columns.facet(FacetField.FHIR_VERSION);
        this.resourceTypes = columns.facet(FacetField.RESOURCE_TYPE);
        this.types = columns.facet(FacetField.TYPE);
        this.naming = naming;
        this.weights = weights;
        this.ofPackage = new float[packages.size()];
        for (var ordinal = 0; ordinal < ofPackage.length; ordinal++) {
            ofPackage[ordinal] = (float) (1 + (weights.of(Weight.PACKAGE_NAMED) - 1) * naming.packages().getOrDefault(packages.text(ordinal), 0.0));
        }
        this.isOfRelease = new boolean[fhirVersions.size()];
        for (var ordinal = 0; ordinal < isOfRelease.length; ordinal++) {
            isOfRelease[ordinal] = naming.isOfRelease(fhirVersions.text(ordinal));
        }
        this.ofType = new @Nullable KindFactor[resourceTypes.size()];
        for (var ordinal = 0; ordinal < ofType.length; ordinal++) {
            ofType[ordinal] = kindFactor(resourceTypes.text(ordinal));
        }
    }

    /// The factor of a document.
    float of(int doc) {
        var factor = priors.of(doc) * kind(doc) * release(doc);
        for (var ordinal : packages.of(doc)) {
            factor *= ofPackage[ordinal];
        }
        return factor;
    }

    /// What the text names of a document, each by itself: with what is known of it, they make up its factor.
    List<Factor> named(int doc) {
        var factors = new ArrayList<Factor>();
        var kind = kindFactor(doc);
        if (kind != null) {
            kind.row(text(types, doc)).ifPresent(row -> factors.add(kind.factor(row)));
        }
        for (var ordinal : packages.of(doc)) {
            factors.add(new Factor("its package, %s, is one that the text names".formatted(packages.text(ordinal)), ofPackage[ordinal]));
        }
        factors.add(new Factor("it is for a release of FHIR that the text names", release(doc)));
        return factors;
    }

    private float release(int doc) {
        if (naming.releases().isEmpty()) {
            return 1;
        }
        for (var ordinal : fhirVersions.of(doc)) {
            if (isOfRelease[ordinal]) {
                return weights.of(Weight.RELEASE_NAMED);
            }
        }
        return 1;
    }

    private float kind(int doc) {
        var factor = kindFactor(doc);
        return factor == null ? 1 : factor.of(text(types, doc));
    }

    private @Nullable KindFactor kindFactor(int doc) {
        var ordinals = resourceTypes.of(doc);
        return ordinals.length == 0 ? null : ofType[ordinals[0]];
    }

    /// What the kinds make of a resource type; null when none is about it.
    private @Nullable KindFactor kindFactor(String resourceType) {
        var sureFirst = Stream.of(true, false)
                .flatMap(certain -> naming.kinds().rows(certain).stream())
                .filter(row -> row.kind().resourceTypes().contains(resourceType))
                .toList();
        return sureFirst.isEmpty() ? null : new KindFactor(sureFirst, weights);
    }

    private static String text(FacetColumn column, int doc) {
        var ordinals = column.of(doc);
        return ordinals.length == 0 ? "" : column.text(ordinals[0]);
    }

    /// @param rows those that are certain first
    private record KindFactor(List<Kinds.Row> rows, Weights weights) {
        float of(String type) {
            for (var row : rows) {
                if (row.kind().constrains(type)) {
                    return weight(row);
                }
            }
            return 1;
        }

        Optional<Kinds.Row> row(String type) {
            return rows.stream().filter(row -> row.kind().constrains(type)).findFirst();
        }

        Factor factor(Kinds.Row row) {
            var words = row.kind().isCertain() ? "it is of the kind that “%s” names" : "it is of a kind that “%s” may name";
            return new Factor(words.formatted(row.words()), weight(row));
        }

        private float weight(Kinds.Row row) {
            return weights.of(row.kind().isCertain() ? Weight.KIND_CERTAIN : Weight.KIND_HINTED);
        }
    }
}

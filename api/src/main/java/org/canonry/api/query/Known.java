package org.canonry.api.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.canonry.api.query.ScoreExplanation.Factor;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;

/// What is known of a resource whatever is searched, as the factors that its score is multiplied with. 1 changes nothing.
final class Known {
    private final Snapshot snapshot;
    private final Weights weights;
    private final Map<String, Set<String>> dependents = new HashMap<>();

    Known(Snapshot snapshot, Weights weights) {
        this.snapshot = snapshot;
        this.weights = weights;
        for (var version : snapshot.packages().versions()) {
            for (var dependency : version.dependencies()) {
                dependents.computeIfAbsent(dependency.name(), absent -> new HashSet<>()).add(version.id().name().text());
            }
        }
    }

    Weights weights() {
        return weights;
    }

    double example(boolean isExample) {
        return isExample ? weights.of(Weight.EXAMPLE) : 1;
    }

    double canonical(boolean isCanonical) {
        return isCanonical ? 1 : weights.of(Weight.NOT_CANONICAL);
    }

    double type(String resourceType) {
        return resourceType.equals("SearchParameter") ? weights.of(Weight.SEARCH_PARAMETER) : 1;
    }

    double status(String status) {
        return status.equals("active") || status.equals("draft") ? 1 : weights.of(Weight.NOT_CURRENT);
    }

    double derivation(String derivation) {
        return derivation.equals("specialization") ? weights.of(Weight.SPECIALIZATION) : 1;
    }

    double preferred(boolean isPreferred) {
        return isPreferred ? 1 : weights.of(Weight.NOT_PREFERRED);
    }

    /// @param users how many definitions use the url
    double use(int users) {
        return tenfold(Weight.TENFOLD_USE, users);
    }

    /// @param id of the package version that carries it
    double carrier(String id) {
        return PackageId.parse(id).valid().flatMap(snapshot.packages()::version).map(this::carrier).orElse(1.0);
    }

    private double carrier(PackageVersion version) {
        return latest(version) * release(version) * tenfold(Weight.TENFOLD_DEPENDENTS, dependents(version));
    }

    private double latest(PackageVersion version) {
        var history = snapshot.packages().named(version.id().name().text());
        var latest = history.flatMap(one -> one.latest()).map(one -> one.id().equals(version.id())).orElse(true);
        return latest ? 1 : weights.of(Weight.NOT_LATEST_PACKAGE);
    }

    /// Only for releases of FHIR before R4.
    private double release(PackageVersion version) {
        var releases = version.fhirVersions().stream().flatMap(number -> FhirRelease.of(number).stream()).toList();
        var isOld = !releases.isEmpty() && releases.stream().allMatch(release -> release.compareTo(FhirRelease.R4) < 0);
        return isOld ? weights.of(Weight.OLD_FHIR) : 1;
    }

    private int dependents(PackageVersion version) {
        return dependents.getOrDefault(version.id().name().text(), Set.of()).size();
    }

    private double tenfold(Weight weight, int count) {
        return 1 + weights.of(weight) * Math.log10(1 + count);
    }

    /// Each factor of a resource by itself, in words.
    ///
    /// @param users how many definitions use its url
    List<Factor> factors(CanonicalResource resource, int users) {
        var carrier = resource.packageVersion();
        var status = resource.status();
        var derivation = resource.derivation();
        var factors = new ArrayList<Factor>();
        factors.add(new Factor("%,d %s it".formatted(users, users == 1 ? "definition uses" : "definitions use"), use(users)));
        factors.add(new Factor(
                "%,d packages depend on its package".formatted(dependents(carrier)), tenfold(Weight.TENFOLD_DEPENDENTS, dependents(carrier))));
        factors.add(new Factor("it is a type of its own, not a profile of one", derivation == null ? 1 : derivation(derivation)));
        factors.add(new Factor("it is an example", example(resource.example())));
        factors.add(new Factor("it is a search parameter", type(resource.resourceType())));
        factors.add(new Factor("it is no canonical resource", canonical(resource.isCanonical())));
        factors.add(new Factor("its status is " + status, status == null ? 1 : status(status)));
        factors.add(new Factor("its package has a later version", latest(carrier)));
        factors.add(new Factor("it is for a release of FHIR before R4", release(carrier)));
        factors.add(new Factor("another carrier of its url is preferred", preferred(snapshot.preference().rank(resource.document()) == 0)));
        return factors;
    }
}

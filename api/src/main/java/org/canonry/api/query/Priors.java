package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;

/// What the score of each document is multiplied with, whatever is searched: how much it is used, how current it is, where it is from. Immutable.
final class Priors {
    private final Weights weights;
    private final float[] factors;

    private Priors(Weights weights, float[] factors) {
        this.weights = weights;
        this.factors = factors;
    }

    /// The weights that they are worked out with.
    Weights weights() {
        return weights;
    }

    static Priors of(Snapshot snapshot, SnapshotColumns columns, Weights weights) {
        try {
            return new Factors(snapshot, columns, weights).priors();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The factor of a document.
    float of(int doc) {
        return factors[doc];
    }

    private record Factors(Snapshot snapshot, SnapshotColumns columns, Weights weights) {
        Priors priors() throws IOException {
            var dependents = new Dependents(snapshot);
            var example = columns.meanings(Fields.EXAMPLE, text -> text.equals("true") ? weights.of(Weight.EXAMPLE) : 1);
            var canonical = columns.meanings(Fields.IS_CANONICAL, text -> text.equals("true") ? 1 : weights.of(Weight.NOT_CANONICAL));
            var status = columns.meanings(Column.STATUS.field(), text -> text.equals("active") || text.equals("draft") ? 1 : weights.of(Weight.NOT_CURRENT));
            var derivation = columns.meanings(Column.DERIVATION.field(), text -> text.equals("specialization") ? weights.of(Weight.SPECIALIZATION) : 1);
            var carrier = columns.meanings(Fields.PACKAGE_VERSION, carrier(dependents));
            var factors = new float[columns.documents()];
            for (var doc = 0; doc < factors.length; doc++) {
                var preferred = snapshot.preference().rank(doc) == 0 ? 1 : weights.of(Weight.NOT_PREFERRED);
                factors[doc] = (float) (example.of(doc) * canonical.of(doc) * status.of(doc) * derivation.of(doc) * carrier.of(doc) * preferred
                        * tenfold(Weight.TENFOLD_USE, columns.users(columns.url(doc))));
            }
            return new Priors(weights, factors);
        }

        private double tenfold(Weight weight, int count) {
            return 1 + weights.of(weight) * Math.log10(1 + count);
        }

        private ToDoubleFunction<String> carrier(Dependents dependents) {
            return id -> PackageId.parse(id).valid().flatMap(snapshot.packages()::version).map(version -> carrier(version, dependents)).orElse(1.0);
        }

        private double carrier(PackageVersion version, Dependents dependents) {
            var history = snapshot.packages().named(version.id().name().text());
            var latest = history.flatMap(one -> one.latest()).map(one -> one.id().equals(version.id())).orElse(true);
            return (latest ? 1 : weights.of(Weight.NOT_LATEST_PACKAGE))
                    * (isOld(version) ? weights.of(Weight.OLD_FHIR) : 1)
                    * tenfold(Weight.TENFOLD_DEPENDENTS, dependents.of(version.id().name().text()));
        }

        /// Only for releases of FHIR before R4.
        private static boolean isOld(PackageVersion version) {
            var releases = version.fhirVersions().stream().flatMap(number -> FhirRelease.of(number).stream()).toList();
            return !releases.isEmpty() && releases.stream().allMatch(release -> release.compareTo(FhirRelease.R4) < 0);
        }
    }

    /// How many packages depend on one, in any version.
    private record Dependents(Map<String, Set<String>> byName) {
        Dependents(Snapshot snapshot) {
            this(new HashMap<>());
            for (var version : snapshot.packages().versions()) {
                for (var dependency : version.dependencies()) {
                    byName.computeIfAbsent(dependency.name(), absent -> new HashSet<>()).add(version.id().name().text());
                }
            }
        }

        int of(String name) {
            return byName.getOrDefault(name, Set.of()).size();
        }
    }
}

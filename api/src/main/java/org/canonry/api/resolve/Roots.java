package org.canonry.api.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.canonry.api.graph.Closure;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;

/// The packages of a scope, as a snapshot has them.
///
/// @param packages among which they were looked for
/// @param versions each once
/// @param problems what means no package version, in words that stand in a sentence
/// @param closure of the versions
record Roots(Packages packages, List<PackageVersion> versions, List<String> problems, Closure closure) {

    /// @throws org.canonry.api.snapshot.LsnAhead when the snapshot has not reached the scope's lsn
    static Roots of(Snapshot snapshot, ResolutionScope scope) {
        var dependencies = scope.asOf() == null ? Dependencies.of(snapshot) : Dependencies.of(snapshot, scope.asOf());
        var packages = dependencies.packages();
        var versions = new LinkedHashSet<PackageVersion>();
        var problems = new ArrayList<String>();
        for (var spec : scope.packages()) {
            PackageSpec.parse(spec).valid().flatMap(packages::version)
                    .ifPresentOrElse(versions::add, () -> problems.add(problem(spec, packages)));
        }
        var distinct = List.copyOf(versions);
        return new Roots(packages, distinct, problems, Closure.of(dependencies, distinct, scope.includeImplicit()));
    }

    private static String problem(String spec, Packages packages) {
        return PackageSpec.parse(spec).valid()
                .map(PackageSpec::name)
                .map(name -> packages.named(name.text())
                        .map(history -> noVersion(spec, history))
                        .orElseGet(() -> "there is no package %s".formatted(name)))
                .orElseGet(() -> "`%s` names no package; hl7.fhir.us.core@6.1.0 does, or a name alone for its latest version".formatted(spec));
    }

    private static String noVersion(String spec, PackageHistory history) {
        return history.standing().isEmpty()
                ? "`%s` means no version of %s; all of them are withdrawn".formatted(spec, history.name())
                : "`%s` means no version of %s; the highest is %s".formatted(spec, history.name(), history.standing().getFirst().id().version());
    }

    /// The FHIR versions that they are for, each once.
    List<String> fhirVersions() {
        return versions.stream().flatMap(root -> root.fhirVersions().stream()).distinct().toList();
    }
}

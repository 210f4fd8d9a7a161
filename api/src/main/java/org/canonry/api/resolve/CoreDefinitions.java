package org.canonry.api.resolve;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.canonry.api.graph.Closure;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Packages;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.FhirVersion;
import org.canonry.storage.packages.PackageVersion;

/// The core packages of a scope, as places of the catalogue: those of the FHIR versions that the scope is for, whether or not anything declares a
/// dependency on them, and those of other FHIR versions, which some dependency may have brought all the same.
///
/// @param own of the scope's FHIR versions
/// @param foreign of any other; empty when the scope is for no FHIR version that is known
record CoreDefinitions(BitSet own, BitSet foreign) {
    static final CoreDefinitions NONE = new CoreDefinitions(new BitSet(), new BitSet());

    /// For some FHIR versions, as numbers or words. Of a core package that the closure has, the version there; else the one that fits best.
    static CoreDefinitions of(List<String> fhirVersions, Roots roots) {
        var packages = roots.packages();
        var own = new BitSet();
        var foreign = new BitSet();
        for (var release : FhirRelease.values()) {
            var history = packages.named(CorePackage.of(release).name());
            var asked = fhirVersions.stream().filter(version -> FhirRelease.of(version).equals(Optional.of(release))).findFirst();
            if (asked.isPresent()) {
                history.ifPresent(core -> places(packages, taken(core, FhirVersion.of(asked.get()), roots.closure())).forEach(own::set));
            } else {
                history.ifPresent(core -> places(packages, core.versions().stream()).forEach(foreign::set));
            }
        }
        return own.isEmpty() ? NONE : new CoreDefinitions(own, foreign);
    }

    private static Stream<PackageVersion> taken(PackageHistory core, FhirVersion asked, Closure closure) {
        var declared = core.versions().stream().filter(closure::contains).toList();
        return declared.isEmpty() ? fitting(core, asked).stream() : declared.stream();
    }

    private static Optional<PackageVersion> fitting(PackageHistory core, FhirVersion asked) {
        return core.versions().stream()
                .filter(version -> asked.matches(version.id().version().text()))
                .findFirst()
                .or(core::latest);
    }

    private static IntStream places(Packages packages, Stream<PackageVersion> versions) {
        return versions.mapToInt(packages::place);
    }
}

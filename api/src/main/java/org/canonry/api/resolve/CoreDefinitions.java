package org.canonry.api.resolve;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.canonry.api.graph.Closure;
import org.canonry.api.snapshot.PackageHistory;
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
        var asked = new EnumMap<FhirRelease, FhirVersion>(FhirRelease.class);
        for (var version : fhirVersions) {
            FhirRelease.of(version).ifPresent(release -> asked.putIfAbsent(release, FhirVersion.of(version)));
        }
        var own = new BitSet();
        var foreign = new BitSet();
        for (var release : FhirRelease.values()) {
            var history = roots.packages().named(CorePackage.of(release).name());
            var version = asked.get(release);
            if (version == null) {
                history.ifPresent(core -> core.versions().forEach(each -> foreign.set(roots.packages().place(each))));
            } else {
                history.ifPresent(core -> taken(core, version, roots.closure()).forEach(each -> own.set(roots.packages().place(each))));
            }
        }
        return own.isEmpty() ? NONE : new CoreDefinitions(own, foreign);
    }

    private static List<PackageVersion> taken(PackageHistory core, FhirVersion asked, Closure closure) {
        var declared = core.versions().stream().filter(closure::contains).toList();
        return declared.isEmpty() ? fitting(core, asked).stream().toList() : declared;
    }

    private static Optional<PackageVersion> fitting(PackageHistory core, FhirVersion asked) {
        return core.standing().stream()
                .filter(version -> asked.matches(version.id().version().text()))
                .findFirst()
                .or(core::latest);
    }
}

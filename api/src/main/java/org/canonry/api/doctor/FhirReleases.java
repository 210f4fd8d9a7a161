package org.canonry.api.doctor;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.storage.packages.Dependency;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageVersion;

/// The FHIR releases that a package is for.
///
/// @param releases none when the package does not say, or says what is no release
record FhirReleases(Set<FhirRelease> releases) {
    /// Those that it states; for a package that states none, as old ones do, those of the core packages that it depends on.
    static FhirReleases of(PackageVersion version) {
        var stated = of(version.fhirVersions().stream());
        return stated.isEmpty() ? new FhirReleases(of(cores(version))) : new FhirReleases(stated);
    }

    private static Set<FhirRelease> of(Stream<String> numbers) {
        return numbers.flatMap(number -> FhirRelease.of(number).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FhirRelease.class)));
    }

    private static Stream<String> cores(PackageVersion version) {
        return version.dependencies().stream()
                .filter(dependency -> Family.of(dependency.name()).isCore())
                .map(Dependency::requirement);
    }

    /// The first of them, for which a variant is chosen.
    Optional<FhirRelease> first() {
        return releases.stream().findFirst();
    }

    /// Whether a package for these can use that one. R4B packages use what is made for R4, its core apart; who does not say fits everywhere.
    boolean fits(PackageVersion other) {
        var theirs = of(other).releases;
        return releases.isEmpty()
                || theirs.isEmpty()
                || intersects(theirs)
                || (releases.contains(FhirRelease.R4B) && theirs.contains(FhirRelease.R4) && !Family.of(other.id().name().text()).isCore());
    }

    private boolean intersects(Collection<FhirRelease> others) {
        return others.stream().anyMatch(releases::contains);
    }

    /// Such as `R4`, or `R4, R5`.
    @Override
    public String toString() {
        return releases.stream().map(FhirRelease::name).collect(Collectors.joining(", "));
    }
}

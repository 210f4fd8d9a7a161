package org.canonry.api.resolve;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.FhirVersion;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// Which packages count by their FHIR version. A package that states none counts for each. Thread-safe.
final class FhirFilter {
    private final @Nullable FhirVersion asked;
    private final Set<FhirRelease> releases;

    /// Which stated numbers the asked version means, as far as they have been met.
    private final Map<String, Boolean> meant = new ConcurrentHashMap<>();

    /// @param asked what is asked for, such as `R4` or `4.0.1`; null to let everything through
    /// @param versions that the scope is for, asked or not
    FhirFilter(@Nullable String asked, List<String> versions) {
        this.asked = asked == null ? null : FhirVersion.of(asked);
        this.releases = releases(versions);
    }

    /// Whether what is asked for is a FHIR version at all.
    boolean meansSomething() {
        return asked == null || asked.release().isPresent();
    }

    /// Whether a package version counts.
    boolean admits(PackageVersion version) {
        var stated = version.fhirVersions();
        return asked == null || stated.isEmpty() || stated.stream().anyMatch(number -> meant.computeIfAbsent(number, asked::matches));
    }

    /// Whether a package version is for one of the releases that the scope is for, as far as both tell.
    boolean suits(PackageVersion version) {
        var others = releases(version.fhirVersions());
        return releases.isEmpty() || others.isEmpty() || !Collections.disjoint(releases, others);
    }

    private static Set<FhirRelease> releases(List<String> versions) {
        return versions.stream().flatMap(version -> FhirRelease.of(version).stream()).collect(Collectors.toSet());
    }
}

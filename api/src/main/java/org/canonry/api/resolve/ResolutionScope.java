package org.canonry.api.resolve;

import java.util.List;
import java.util.stream.Stream;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// Where references are looked up and how one of several resources is chosen, as it is asked. What it means in a snapshot is a [Range].
///
/// @param packages `name@version`, `name#version` or a name, whose closure is the range; none for the whole index
/// @param fhirVersion of the packages that count, such as `R4` or `4.0.1`; null for any
/// @param strategy by which one of several is chosen
/// @param strict whether an asked version must be there to the letter
/// @param asOf the lsn as at which to answer; null for now
/// @param includeImplicit whether the closure has what the tools add to the packages of their own accord
public record ResolutionScope(
        List<String> packages, @Nullable String fhirVersion, Strategy strategy, boolean strict, @Nullable Long asOf, boolean includeImplicit) {
    /// Everything that there is, now; of several resources the most recent.
    public static final ResolutionScope WHOLE_INDEX = new ResolutionScope(List.of(), null, Strategy.MOST_RECENT_IN_CLOSURE, false, null, false);

    /// What some package versions declare.
    public static ResolutionScope of(PackageVersion... packages) {
        return WHOLE_INDEX.in(Stream.of(packages).map(version -> version.id().toString()).toArray(String[]::new));
    }

    /// The same in the closure of these packages.
    public ResolutionScope in(String... specs) {
        return new ResolutionScope(List.of(specs), fhirVersion, strategy, strict, asOf, includeImplicit);
    }

    /// The same by another strategy.
    public ResolutionScope by(Strategy other) {
        return new ResolutionScope(packages, fhirVersion, other, strict, asOf, includeImplicit);
    }

    /// The same as at an lsn.
    public ResolutionScope asOf(long lsn) {
        return new ResolutionScope(packages, fhirVersion, strategy, strict, lsn, includeImplicit);
    }

    /// The same for a FHIR version.
    public ResolutionScope fhir(String version) {
        return new ResolutionScope(packages, version, strategy, strict, asOf, includeImplicit);
    }

    /// The same without any fallback to near versions.
    public ResolutionScope strictly() {
        return new ResolutionScope(packages, fhirVersion, strategy, true, asOf, includeImplicit);
    }

    /// The same with what the tools add.
    public ResolutionScope withImplicit() {
        return new ResolutionScope(packages, fhirVersion, strategy, strict, asOf, true);
    }
}

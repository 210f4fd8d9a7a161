package org.canonry.client;

import java.util.List;

/// The packages in whose dependency closure references are looked up. Immutable.
///
/// @param packages each `name@version`, where the version may be a wildcard or a tag; none for everything that the server has
/// @param includeImplicit whether what tools load of their own accord belongs to it: HL7's extensions, terminology and tools, in the latest version
public record PackageScope(List<String> packages, boolean includeImplicit) {
    /// Copies the list.
    public PackageScope {
        packages = List.copyOf(packages);
    }

    /// The closure of some packages, such as `hl7.fhir.us.core@3.1.1`.
    public static PackageScope of(String... packages) {
        return new PackageScope(List.of(packages), false);
    }

    /// The same with what tools load of their own accord.
    public PackageScope withImplicit() {
        return new PackageScope(packages, true);
    }
}

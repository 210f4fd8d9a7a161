package org.canonry.api.doctor;

import org.canonry.storage.packages.PackageVersion;

/// One line of `dependencies` in package.json.
///
/// @param name of the package
/// @param requirement its exact version
public record DependencyLine(String name, String requirement) {
    static DependencyLine on(PackageVersion version) {
        return new DependencyLine(version.id().name().text(), version.id().version().text());
    }

    /// As it stands in package.json, without a comma.
    @Override
    public String toString() {
        return "\"%s\": \"%s\"".formatted(name, requirement);
    }
}

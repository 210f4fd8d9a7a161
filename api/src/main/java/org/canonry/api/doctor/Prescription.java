package org.canonry.api.doctor;

import java.util.List;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// The dependencies to add, so that every reference resolves that any package for the same FHIR version carries.
///
/// References that are only information, and those that no package carries, are not counted.
///
/// @param additions as few as are needed, by name; none when nothing is to be added
/// @param smallest whether it is certain that fewer would not do; false where finding that out would take too long (`doctor_cover_steps`)
/// @param cured how many references resolve with them that did not before
public record Prescription(List<Addition> additions, boolean smallest, int cured) {

    /// A package version to depend on.
    ///
    /// @param instead the requirement that package.json has for this package now; null when it has none
    /// @param references how many references it cures, itself or by what it depends on
    public record Addition(PackageVersion version, @Nullable String instead, int references) {
        /// What to write into `dependencies`.
        public DependencyLine line() {
            return DependencyLine.on(version);
        }
    }
}

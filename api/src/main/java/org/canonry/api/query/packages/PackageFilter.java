package org.canonry.api.query.packages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which packages are wanted: those of which one version meets all components. An empty list (null is taken for it) and a null restrict nothing.
///
/// @param fhirVersion releases or numbers of FHIR, any of them
/// @param type types of packages, any of them, upper and lower case the same
/// @param canonical the package's canonical base, or what it begins with
/// @param dependsOn name of a package that it declares to depend on
/// @param carries url, or `url|version`, of a canonical that it carries
public record PackageFilter(
        List<String> fhirVersion, List<String> type, @Nullable String canonical, @Nullable String dependsOn, @Nullable String carries) {

    /// Every package is wanted.
    public static final PackageFilter NONE = new PackageFilter(List.of(), List.of(), null, null, null);

    /// Copies the lists; null means none.
    public PackageFilter {
        fhirVersion = fhirVersion == null ? List.of() : List.copyOf(fhirVersion);
        type = type == null ? List.of() : List.copyOf(type);
    }
}

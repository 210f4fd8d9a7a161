package org.canonry.api.graph;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.canonry.api.snapshot.Packages;
import org.canonry.storage.packages.Dependency;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageVersion;

/// The packages that tools load beside what a package declares: HL7's terminology, extensions and tools, for its FHIR version, in their latest
/// versions.
///
/// A package that declares one of them in any variant (`hl7.terminology`, `hl7.terminology.r4`) keeps to that. Source: what the IG Publisher and
/// SUSHI add when they build a guide.
public record ImplicitPackages(Packages packages) {
    private static final List<String> NAMES = List.of("hl7.fhir.uv.extensions", "hl7.terminology", "hl7.fhir.uv.tools");
    private static final Pattern VARIANT = Pattern.compile("\\.r\\db?$");
    private static final String LATEST = "latest";

    /// What is added to a package version; nothing for FHIR versions that have no variant, or when the package states none.
    public List<Requirement> of(PackageVersion root) {
        return variant(root).map(suffix -> of(root, suffix)).orElse(List.of());
    }

    private List<Requirement> of(PackageVersion root, String suffix) {
        var selection = new Selection(packages);
        return NAMES.stream()
                .filter(name -> root.dependencies().stream().noneMatch(declared -> isVariant(declared, name)))
                .map(name -> selection.of(root, Dependency.of(name + suffix, LATEST)).asImplicit())
                .toList();
    }

    private static boolean isVariant(Dependency declared, String name) {
        return declared.meaning() instanceof Dependency.On(var target, var selector, var alias)
                && VARIANT.matcher(target.text()).replaceFirst("").equals(name);
    }

    /// What the names of the packages for a version's first FHIR version end in; empty when there are none for it.
    static Optional<String> variant(PackageVersion version) {
        return version.fhirVersions().stream().flatMap(number -> FhirRelease.of(number).stream()).findFirst().flatMap(ImplicitPackages::variant);
    }

    private static Optional<String> variant(FhirRelease release) {
        return switch (release) {
            case R2, R2B -> Optional.empty();
            case R3 -> Optional.of(".r3");
            case R4, R4B -> Optional.of(".r4");
            case R5, R6 -> Optional.of(".r5");
        };
    }
}

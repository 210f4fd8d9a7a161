package org.canonry.api.doctor;

/// What a finding is about. References first, then dependencies.
public enum FindingKind {
    /// Packages carry it, but none that the package under examination depends on, directly or through others.
    REFERENCE_OUTSIDE_CLOSURE,
    /// The url resolves, but not in the version that is asked for.
    REFERENCE_TO_MISSING_VERSION,
    /// No package in the index carries it, and no dependency is missing that might.
    REFERENCE_TO_NOTHING,
    /// The asked version is not there, and tools take a near one.
    REFERENCE_BY_FALLBACK,
    /// Several resources with the same url and version differ in content.
    REFERENCE_AMBIGUOUS,
    /// It may be in a dependency that the index has not got.
    REFERENCE_UNCHECKED,
    /// A dependency that leads nowhere.
    DEPENDENCY_UNRESOLVED,
    /// A dependency that leads somewhere only because tools know what is meant.
    DEPENDENCY_CORRECTED,
    /// A dependency on a package for another FHIR version, or by a name that is not the one for this FHIR version.
    WRONG_FHIR_VERSION,
    /// One package in several versions.
    VERSION_CONFLICT,
    /// A package that is used, and reached only through others or by the tools' own rules.
    PACKAGE_UNDECLARED,
    /// A declared dependency that no reference leads to.
    DEPENDENCY_UNUSED
}

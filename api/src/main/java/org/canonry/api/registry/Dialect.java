package org.canonry.api.registry;

/// How a list of packages is written: FHIR has two registries, whose clients read one or the other.
enum Dialect {
    /// As packages2.fhir.org does: `name`, `version`, `fhirVersion` as a number, and more.
    LOWER_CASE,
    /// As packages.fhir.org does: `Name`, `Description`, and `FhirVersion` as a release.
    CAPITALISED
}

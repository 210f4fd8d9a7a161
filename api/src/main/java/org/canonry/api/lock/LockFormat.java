package org.canonry.api.lock;

/// A file that a [Lock] is written as.
public enum LockFormat {
    /// `fhirpkg.lock.json`, as Firely's tools read it.
    FHIRPKG,
    /// A manifest of HL7's Canonical Resource Management Infrastructure: a `Parameters` resource of FHIR R4 that pins canonicals.
    CRMI,
    /// A software bill of materials: CycloneDX 1.6 as JSON.
    CYCLONEDX
}

package org.canonry.api.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.storage.packages.FhirRelease;

/// One base address: the resources of the packages for one FHIR version, and of those that state none.
enum FhirBase {
    STU3("stu3", FhirRelease.R3),
    R4("r4", FhirRelease.R4),
    R4B("r4b", FhirRelease.R4B),
    R5("r5", FhirRelease.R5);

    private final String segment;
    private final FhirRelease release;

    FhirBase(String segment, FhirRelease release) {
        this.segment = segment;
        this.release = release;
    }

    /// The base of a segment of a path, such as `r4`.
    static Optional<FhirBase> of(String segment) {
        return Arrays.stream(values()).filter(base -> base.segment.equals(segment)).findFirst();
    }

    /// All segments, for words.
    static String segments() {
        return Arrays.stream(values()).map(FhirBase::segment).collect(Collectors.joining(", "));
    }

    /// Its segment of a path.
    String segment() {
        return segment;
    }

    /// Number of its FHIR version, such as `4.0.1`.
    String number() {
        return release.number();
    }

    /// Whether a number of a FHIR version, whole or in part, means this one.
    boolean isMeantBy(String fhirVersion) {
        return release.covers(fhirVersion);
    }

    /// The types that it serves, by name.
    List<String> types() {
        return TypeTable.types(this);
    }

    /// What a type consists of; empty when it is not served here.
    Optional<TypeTable.Elements> elements(String type) {
        return TypeTable.elements(this, type);
    }

    /// Where its resources are looked for: in the closure of some packages, or everywhere when none is named.
    ResolutionScope scope(List<String> packages) {
        return ResolutionScope.WHOLE_INDEX.in(packages.toArray(String[]::new)).fhir(release.name());
    }
}

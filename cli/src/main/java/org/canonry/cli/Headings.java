package org.canonry.cli;

import org.canonry.api.doctor.FindingKind;

/// What findings of a kind have in common, as a heading.
final class Headings {
    private Headings() {}

    static String of(FindingKind kind) {
        return switch (kind) {
            case REFERENCE_OUTSIDE_CLOSURE -> "References to what packages carry, but no dependency leads to";
            case REFERENCE_TO_MISSING_VERSION -> "References to a version that is not there";
            case REFERENCE_TO_NOTHING -> "References to what no package carries";
            case REFERENCE_BY_FALLBACK -> "References to a version that is not there, for which tools take another";
            case REFERENCE_AMBIGUOUS -> "References to what is there in several contents";
            case REFERENCE_UNCHECKED -> "References that cannot be checked without packages that the index has not got";
            case DEPENDENCY_UNRESOLVED -> "Dependencies that lead nowhere";
            case DEPENDENCY_CORRECTED -> "Dependencies that are found only by a correction";
            case WRONG_FHIR_VERSION -> "Dependencies for another FHIR version";
            case VERSION_CONFLICT -> "Packages in several versions";
            case PACKAGE_UNDECLARED -> "Packages that are used and not declared";
            case DEPENDENCY_UNUSED -> "Dependencies that nothing refers to";
        };
    }
}

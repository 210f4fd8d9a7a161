package org.canonry.api.doctor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.canonry.storage.packages.FhirRelease;

/// What packages have in common that are the same thing under several names: for several FHIR versions (`hl7.terminology`, `hl7.terminology.r4`), or
/// for guides that need two versions at once (`hl7.fhir.us.core`, `hl7.fhir.us.core.v311`).
///
/// @param name without the part that tells them apart
record Family(String name) {
    private static final Pattern VARIANT = Pattern.compile("\\.r\\db?(?=\\.|$)|\\.v\\d+$");
    private static final Family CORE = new Family("hl7.fhir.core");
    private static final Family TOOLS = new Family("hl7.fhir.uv.tools");

    /// Those that HL7's tools add of their own accord, each made once for every FHIR version.
    private static final Set<Family> OF_TOOLS = Set.of(new Family("hl7.terminology"), new Family("hl7.fhir.uv.extensions"), TOOLS);

    /// Whose resources are all below a few bases; what is elsewhere is not theirs.
    private static final Map<String, Set<String>> BASES = Map.of(
            CORE.name, Set.of("http://hl7.org/fhir"),
            "hl7.terminology", Set.of("http://terminology.hl7.org"),
            "hl7.fhir.uv.extensions", Set.of("http://hl7.org/fhir"),
            TOOLS.name, Set.of("http://hl7.org/fhir/tools"),
            "us.nlm.vsac", Set.of("http://cts.nlm.nih.gov/fhir"));

    static Family of(String packageName) {
        return new Family(VARIANT.matcher(packageName).replaceAll(""));
    }

    boolean isCore() {
        return equals(CORE);
    }

    /// Whether tools add it where nobody declares it.
    boolean isAddedByTools() {
        return OF_TOOLS.contains(this);
    }

    /// Whether it is known what its packages hold, whatever version they are of.
    boolean isKnown() {
        return BASES.containsKey(name);
    }

    /// Whether a package of it may carry urls with that base; true of packages that nothing is known of.
    boolean mayHold(String base) {
        var bases = BASES.get(name);
        return bases == null || bases.contains(base);
    }

    /// The name of its package for a FHIR release, where HL7 makes one for each.
    Optional<String> nameFor(FhirRelease release) {
        var variant = switch (release) {
            case R2 -> "r2";
            case R2B -> "r2b";
            case R3 -> "r3";
            case R4 -> "r4";
            case R4B -> isCore() ? "r4b" : "r4";
            case R5 -> "r5";
            case R6 -> isCore() ? "r6" : "r5";
        };
        if (isCore()) {
            return Optional.of("hl7.fhir.%s.core".formatted(variant));
        }
        return isAddedByTools() && release.compareTo(FhirRelease.R3) >= 0 ? Optional.of(name + '.' + variant) : Optional.empty();
    }
}

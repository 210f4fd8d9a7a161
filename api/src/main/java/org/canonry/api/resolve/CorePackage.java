package org.canonry.api.resolve;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A core package of FHIR, as a url such as `http://hl7.org/fhir/4.0/StructureDefinition/Patient` names it.
///
/// @param name name of the package
record CorePackage(String name) {
    private static final String BASE = "http://hl7.org/fhir/";
    private static final Pattern VERSIONED = Pattern.compile("https?://hl7\\.org/fhir/(\\d\\.\\d)/([A-Za-z]+/.+)", Pattern.DOTALL);
    private static final Map<String, CorePackage> BY_VERSION = Map.of(
            "1.0", new CorePackage("hl7.fhir.r2.core"),
            "1.4", new CorePackage("hl7.fhir.r2b.core"),
            "3.0", new CorePackage("hl7.fhir.r3.core"),
            "4.0", new CorePackage("hl7.fhir.r4.core"),
            "4.3", new CorePackage("hl7.fhir.r4b.core"),
            "5.0", new CorePackage("hl7.fhir.r5.core"),
            "6.0", new CorePackage("hl7.fhir.r6.core"));

    /// A url of a core definition and the package that it is to come from.
    record Definition(String url, CorePackage core) {}

    /// The definition of a type.
    static String type(String name) {
        return BASE + "StructureDefinition/" + name;
    }

    /// What a url with a FHIR version in it means; empty for any other url.
    static Optional<Definition> of(String url) {
        return url.contains("//hl7.org/fhir/") ? of(VERSIONED.matcher(url)) : Optional.empty();
    }

    private static Optional<Definition> of(Matcher matcher) {
        return matcher.matches()
                ? Optional.ofNullable(BY_VERSION.get(matcher.group(1))).map(core -> new Definition(BASE + matcher.group(2), core))
                : Optional.empty();
    }
}

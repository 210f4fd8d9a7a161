package org.canonry.api.resolve;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.packages.FhirRelease;

/// The package with the definitions of a FHIR release itself.
///
/// @param name name of the package
record CorePackage(String name) {
    private static final String BASE = "http://hl7.org/fhir/";
    private static final Pattern VERSIONED = Pattern.compile("https?://hl7\\.org/fhir/(\\d\\.\\d)/([A-Za-z]+/.+)", Pattern.DOTALL);

    /// By the first two numbers of the release, as urls have them.
    private static final Map<String, CorePackage> BY_VERSION = Arrays.stream(FhirRelease.values())
            .collect(Collectors.toUnmodifiableMap(release -> release.number().substring(0, 3), CorePackage::of));

    /// A url of a core definition and the package that it is to come from.
    record Definition(String url, CorePackage core) {}

    /// Of a release.
    static CorePackage of(FhirRelease release) {
        return new CorePackage("hl7.fhir." + release.name().toLowerCase(Locale.ROOT) + ".core");
    }

    /// The definition of a type.
    static String type(String name) {
        return BASE + "StructureDefinition/" + name;
    }

    /// Whether a resource of a core package defines FHIR itself: a type, or codes of FHIR's own. Profiles, extensions and terminology that came with
    /// it have since moved to packages of their own.
    static boolean defines(CanonicalResource resource) {
        return resource.url().startsWith(BASE) && switch (resource.resourceType()) {
            case "CodeSystem", "ValueSet" -> true;
            case "StructureDefinition" -> !"constraint".equals(resource.derivation());
            default -> false;
        };
    }

    /// What a url with a FHIR version in it means, such as `http://hl7.org/fhir/4.0/StructureDefinition/Patient`; empty for any other url.
    static Optional<Definition> of(String url) {
        return url.contains("//hl7.org/fhir/") ? of(VERSIONED.matcher(url)) : Optional.empty();
    }

    private static Optional<Definition> of(Matcher matcher) {
        return matcher.matches()
                ? Optional.ofNullable(BY_VERSION.get(matcher.group(1))).map(core -> new Definition(BASE + matcher.group(2), core))
                : Optional.empty();
    }
}

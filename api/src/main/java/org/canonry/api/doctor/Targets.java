package org.canonry.api.doctor;

import java.util.regex.Pattern;
import org.canonry.storage.canonical.Reference;

/// What can be told of a reference from its text alone.
final class Targets {
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s()'\"<>]+");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Pattern RELATIVE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]+");
    private static final Pattern BELOW_BASE = Pattern.compile("(?<base>.+)/[A-Z][A-Za-z]+/[^/]+", Pattern.DOTALL);

    private Targets() {}

    /// Whether it refers to one canonical: it is not the name of a part of an extension, a piece of FHIRPath, or a pattern.
    static boolean isReference(String target) {
        var url = Reference.url(target).strip();
        return url.indexOf('*') < 0 && isWhole(url);
    }

    private static boolean isWhole(String url) {
        return URI.matcher(url).matches() || isRelative(url) || (TYPE.matcher(url).matches() && Character.isUpperCase(url.charAt(0)));
    }

    /// Whether it is `Type/id`, as STU3 and R2 let authors write.
    static boolean isRelative(String target) {
        return RELATIVE.matcher(target).matches();
    }

    /// The url without type and id, `http://example.org/fhir` of `http://example.org/fhir/ValueSet/x`; else without what follows the last slash.
    static String base(String target) {
        var url = Reference.url(target);
        var below = BELOW_BASE.matcher(url);
        return below.matches() ? below.group("base") : url.substring(0, Math.max(0, url.lastIndexOf('/')));
    }
}

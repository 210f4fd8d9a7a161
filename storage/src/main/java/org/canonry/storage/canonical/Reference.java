package org.canonry.storage.canonical;

/// The parts of a canonical reference as FHIR writes it: `url|version#fragment`.
///
/// Source: FHIR R5, Datatypes, canonical: the version follows the last `|`, a fragment follows `#`.
public final class Reference {
    private Reference() {}

    /// The url alone, without version and fragment.
    public static String url(String reference) {
        var bar = reference.lastIndexOf('|');
        var end = bar < 0 ? reference.length() : bar;
        var hash = reference.indexOf('#');
        return reference.substring(0, hash < 0 ? end : Math.min(hash, end));
    }

    /// The asked version; empty when none is asked.
    public static String version(String reference) {
        var bar = reference.lastIndexOf('|');
        if (bar < 0) {
            return "";
        }
        var hash = reference.indexOf('#', bar);
        return reference.substring(bar + 1, hash < 0 ? reference.length() : hash);
    }
}

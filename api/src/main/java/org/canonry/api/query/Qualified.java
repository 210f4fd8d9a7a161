package org.canonry.api.query;

import java.util.List;
import java.util.regex.Pattern;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;

/// A word that is two: `system|code` as FHIR writes tokens, and `name|version` as it writes canonicals.
///
/// Source: FHIR R5, Search, "token"; References, "Canonical URLs".
final class Qualified {
    /// A code may hold no white space at its ends, and no bar.
    private static final Pattern BAR = Pattern.compile("([^|]+)\\|([^|]+)");

    /// `loinc:8867-4`, as people write it where they cannot type a bar.
    private static final Pattern COLON = Pattern.compile("(\\p{L}+):([^:|/]+)");

    private Qualified() {}

    /// The two words, or the text itself where it is one. A url with its version stays one: together they name a resource.
    static List<String> parts(String text, Spelling spelling) {
        var bar = BAR.matcher(text);
        if (bar.matches() && (bar.group(1).indexOf(':') < 0 || isCode(bar.group(2), spelling))) {
            return List.of(bar.group(1), bar.group(2));
        }
        var colon = COLON.matcher(text);
        return colon.matches() && isCode(colon.group(2), spelling) ? List.of(colon.group(1), colon.group(2)) : List.of(text);
    }

    /// Versions of FHIR are codes as well.
    private static boolean isCode(String text, Spelling spelling) {
        return !WordWays.VERSION.matcher(text).matches() && spelling.documents(Fields.CODE_TEXT, Folded.plain(text)) > 0;
    }
}

package org.canonry.storage.index;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What element paths and other names inside definitions are found by: the whole path, its segments, and the words that a segment is put together from.
public final class Segments {
    private static final Pattern PATH = Pattern.compile("[A-Z]\\w*(\\.\\w+)+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final int LONGEST = 200;

    private Segments() {}

    /// The terms of a path, an expression or a name.
    public static List<String> of(String text) {
        var terms = new LinkedHashSet<String>();
        for (var segment : SEPARATORS.split(text)) {
            terms.add(Folded.name(segment));
            for (var word : HUMP.split(segment)) {
                terms.add(Folded.name(word));
            }
        }
        if (PATH.matcher(text).matches()) {
            terms.add(path(text));
        }
        terms.removeIf(term -> term.isEmpty() || term.length() > LONGEST);
        return List.copyOf(terms);
    }

    /// Whether a text is a path of elements, such as `Patient.contact.name`.
    public static boolean isPath(String text) {
        return PATH.matcher(text).matches();
    }

    /// The term of a whole path.
    public static String path(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

package org.canonry.storage.index;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What element paths and other names inside definitions are found by: the whole path, its segments, and the words that a segment is put together from.
///
/// Not thread-safe; remembers what it has seen, for paths repeat from definition to definition.
public final class Segments {
    private static final Pattern PATH = Pattern.compile("[A-Z]\\w*(\\.\\w+)+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final int REMEMBERED = 20_000;
    private static final int LONGEST = 200;

    private final Map<String, List<String>> known = new HashMap<>();

    /// With nothing seen yet.
    public Segments() {}

    /// The terms of a path, an expression or a name.
    public List<String> of(String text) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(text, Segments::read);
    }

    /// The same, without looking at what was seen.
    static List<String> read(String text) {
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

package org.canonry.storage.index;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What element paths and other names inside definitions are found by: the whole path, its segments, and the words that a segment is put together from.
public final class Segments {
    private static final Pattern PATH = Pattern.compile("[A-Z]\\w*(\\.\\w+)+");
    private static final int LONGEST = 200;

    private Segments() {}

    /// The terms of a path, an expression or a name.
    public static List<String> of(String text) {
        var terms = new LinkedHashSet<String>();
        for (var start = 0; start < text.length(); ) {
            var end = segmentEnd(text, start);
            segment(text.substring(start, end), terms);
            start = Math.max(end, start + 1);
        }
        if (PATH.matcher(text).matches()) {
            terms.add(path(text));
        }
        terms.removeIf(term -> term.isEmpty() || term.length() > LONGEST);
        return List.copyOf(terms);
    }

    private static void segment(String segment, Set<String> terms) {
        terms.add(Folded.name(segment));
        for (var start = 0; start < segment.length(); ) {
            var end = wordEnd(segment, start);
            if (end - start < segment.length()) {
                terms.add(Folded.name(segment.substring(start, end)));
            }
            start = end;
        }
    }

    private static int segmentEnd(String text, int start) {
        for (var end = start; end < text.length(); ) {
            var character = text.codePointAt(end);
            if (!Character.isLetter(character) && !isNumber(character)) {
                return end;
            }
            end += Character.charCount(character);
        }
        return text.length();
    }

    /// Where the hump of a camel begins: a capital behind a small letter or a number.
    private static int wordEnd(String segment, int start) {
        for (var end = start; end < segment.length(); ) {
            var before = segment.codePointAt(end);
            end += Character.charCount(before);
            if (end < segment.length() && isCapital(segment.codePointAt(end)) && (isSmall(before) || isNumber(before))) {
                return end;
            }
        }
        return segment.length();
    }

    private static boolean isCapital(int character) {
        return Character.getType(character) == Character.UPPERCASE_LETTER;
    }

    private static boolean isSmall(int character) {
        return Character.getType(character) == Character.LOWERCASE_LETTER;
    }

    private static boolean isNumber(int character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
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

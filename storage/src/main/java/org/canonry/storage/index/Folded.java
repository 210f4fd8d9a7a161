package org.canonry.storage.index;

import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.jspecify.annotations.Nullable;

/// Texts without what people leave out or get wrong when they type them: two texts that are the same for a reader are equal once folded.
public final class Folded {
    /// An accented letter becomes four letters at most.
    private static final int LONGEST_FOLD = 4;

    /// The first character that may have an accent.
    private static final char ACCENTED = 0x80;

    private Folded() {}

    /// Letters and digits alone, in lower case, without accents: `USCorePatient`, `us-core-patient` and `US core patient` are one.
    /// Empty for null and for text that has neither.
    public static String name(@Nullable String text) {
        return text == null ? "" : lettersAndDigits(plain(text));
    }

    static String lettersAndDigits(String text) {
        var kept = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var character = text.codePointAt(i);
            if (Character.isLetterOrDigit(character)) {
                kept.appendCodePoint(character);
            }
            i += Character.charCount(character);
        }
        return kept.toString();
    }

    /// Lower case, without `http://` or `https://`, `|version`, and slashes at the end.
    public static String url(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        var bar = lower.indexOf('|');
        var end = bar < 0 ? lower.length() : bar;
        var start = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
        while (end > start && lower.charAt(end - 1) == '/') {
            end--;
        }
        return lower.substring(Math.min(start, end), end);
    }

    /// Lower case, without accents.
    public static String plain(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return isAscii(lower) ? lower : withoutAccents(lower);
    }

    /// Most texts are, and need no second look at each letter.
    static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ACCENTED) {
                return false;
            }
        }
        return true;
    }

    private static String withoutAccents(String text) {
        var letters = text.toCharArray();
        var folded = new char[letters.length * LONGEST_FOLD];
        var length = ASCIIFoldingFilter.foldToASCII(letters, 0, folded, 0, letters.length);
        return new String(folded, 0, length);
    }
}

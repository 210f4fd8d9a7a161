package org.canonry.storage.index;

import java.util.ArrayList;
import java.util.List;

/// Cuts texts into words: runs of letters and digits in lower case without accents, and characters of Chinese and Japanese in pairs that overlap.
public final class Words {
    private static final int LONGEST = 100;

    private Words() {}

    /// The words of a text, in their order.
    public static List<String> of(String text) {
        return of(text, LONGEST);
    }

    /// The same without those that are written with more than `longest` characters.
    static List<String> of(String text, int longest) {
        var words = new ArrayList<String>();
        each(text, (start, end) -> {
            var word = end - start > longest ? "" : word(text.substring(start, end));
            if (!word.isEmpty()) {
                words.add(word);
            }
        });
        return words;
    }

    /// Who takes the places of words in a text.
    interface Places {
        /// A word from one character to behind another.
        void word(int start, int end);
    }

    static void each(String text, Places places) {
        for (var start = 0; start < text.length(); ) {
            var end = end(text, start);
            if (end > start) {
                pieces(text, start, end, places);
            }
            start = Math.max(end, start + 1);
        }
    }

    /// What a piece of a text becomes; empty when nothing is left of it.
    static String word(String piece) {
        var word = Folded.plain(piece);
        return Folded.isAscii(word) ? word : Folded.lettersAndDigits(word);
    }

    /// Where the run ends that begins at `start`; `start` itself where none does.
    private static int end(String text, int start) {
        var isPaired = isPaired(text.charAt(start));
        var end = start;
        while (end < text.length() && belongs(text.charAt(end)) && isPaired(text.charAt(end)) == isPaired) {
            end++;
        }
        return end;
    }

    private static boolean belongs(int character) {
        return Character.isLetterOrDigit(character) || isMark(character);
    }

    /// An accent that stands behind its letter.
    private static boolean isMark(int character) {
        return character >= '\u0300' && Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private static void pieces(String text, int start, int end, Places places) {
        if (!isPaired(text.charAt(start)) || end - start == 1) {
            places.word(start, Math.min(end, start + LONGEST));
            return;
        }
        for (var i = start; i + 2 <= end; i++) {
            places.word(i, i + 2);
        }
    }

    /// Whether a character belongs to a writing without spaces between words.
    private static boolean isPaired(char character) {
        if (character < '\u1100') {
            return false;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            // The sign that lengthens a vowel belongs to both.
            default -> character == '\u30fc';
        };
    }
}

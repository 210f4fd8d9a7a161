package org.canonry.api.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.canonry.storage.index.Words;

/// What words may be meant as of which the index knows no part, or next to none.
///
/// @param words each as it was typed, and its guesses
record Slips(List<Word> words) {
    /// Where a name has its parts: at a capital, and on both sides of what is no letter or digit.
    private static final Pattern PIECES =
            Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=[\\p{L}\\p{N}])(?=[^\\p{L}\\p{N}])|(?<=[^\\p{L}\\p{N}])(?=[\\p{L}\\p{N}])");

    /// @param text as it was typed
    /// @param isUnknown whether the index knows a part of it by next to no name
    /// @param guesses what it may be meant as, the likeliest first
    record Word(String text, boolean isUnknown, List<String> guesses) {
        String mended() {
            return guesses.isEmpty() ? text : guesses.getFirst();
        }
    }

    /// Of a text that something is called: nobody needs to guess.
    static Slips none(List<String> texts) {
        return new Slips(texts.stream().map(text -> new Word(text, false, List.of())).toList());
    }

    /// @param understood which of the words are no slips, whether or not the index has them
    /// @param most so many words are tried as others: each takes a while
    static Slips in(List<String> texts, BitSet understood, Spelling spelling, WordForms forms, long most) {
        var words = new ArrayList<Word>();
        var left = most;
        for (var text : texts) {
            var parts = understood.get(words.size()) || text.indexOf('/') >= 0 ? List.<String>of() : parts(text);
            var unknown = parts.stream().filter(part -> spelling.isUnknown(part, forms.stems(part))).collect(Collectors.toSet());
            var guesses = unknown.isEmpty() || left-- <= 0 ? List.<String>of() : guesses(text, parts, unknown, spelling, forms);
            words.add(new Word(text, !unknown.isEmpty(), guesses));
        }
        return new Slips(List.copyOf(words));
    }

    boolean isUnknown(int index) {
        return words.get(index).isUnknown;
    }

    List<String> guesses(int index) {
        return words.get(index).guesses;
    }

    /// The words with the likeliest guess in the place of each that has one.
    List<String> mended() {
        return IntStream.range(0, words.size()).mapToObj(i -> words.get(i).mended()).toList();
    }

    /// A word of which single parts are unknown keeps the others.
    private static List<String> guesses(String text, List<String> parts, Set<String> unknown, Spelling spelling, WordForms forms) {
        if (parts.size() == 1) {
            return spelling.similar(parts.getFirst(), forms.stems(parts.getFirst()));
        }
        var guess = PIECES.splitAsStream(text).map(piece -> mended(piece, unknown, spelling, forms)).collect(Collectors.joining());
        return guess.equals(text) ? List.of() : List.of(guess);
    }

    private static String mended(String piece, Set<String> unknown, Spelling spelling, WordForms forms) {
        return Words.of(piece).stream()
                .filter(unknown::contains)
                .flatMap(part -> spelling.similar(part, forms.stems(part)).stream())
                .findFirst()
                .map(guess -> written(guess, piece))
                .orElse(piece);
    }

    /// A word with the capitals of another that begins as it does: for `USCor` it is `USCore`.
    private static String written(String guess, String piece) {
        var same = 0;
        while (same < Math.min(guess.length(), piece.length()) && Character.toLowerCase(piece.charAt(same)) == guess.charAt(same)) {
            same++;
        }
        return piece.substring(0, same) + guess.substring(same);
    }

    private static List<String> parts(String text) {
        var parts = new LinkedHashSet<String>();
        PIECES.splitAsStream(text).forEach(piece -> parts.addAll(Words.of(piece)));
        return List.copyOf(parts);
    }
}

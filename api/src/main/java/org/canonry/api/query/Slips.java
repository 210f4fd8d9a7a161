package org.canonry.api.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.canonry.storage.index.Words;

/// What words may be meant as of which the index knows no part, or next to none.
///
/// @param words each as it was typed, and its guesses
record Slips(List<Word> words) {

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

    /// @param most so many words are tried as others: each takes a while
    static Slips in(List<String> texts, Spelling spelling, WordForms forms, long most) {
        var words = new ArrayList<Word>();
        var left = most;
        for (var text : texts) {
            var parts = text.indexOf('/') >= 0 ? List.<String>of() : parts(text);
            var unknown = parts.stream().filter(part -> spelling.isUnknown(part, forms.stems(part))).collect(Collectors.toSet());
            var guesses = unknown.isEmpty() || left-- <= 0 ? List.<String>of() : guesses(parts, unknown, spelling, forms);
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
    private static List<String> guesses(List<String> parts, Set<String> unknown, Spelling spelling, WordForms forms) {
        if (parts.size() == 1) {
            return spelling.similar(parts.getFirst(), forms.stems(parts.getFirst()));
        }
        var guess = parts.stream()
                .map(part -> unknown.contains(part) ? spelling.similar(part, forms.stems(part)).stream().findFirst().orElse(part) : part)
                .collect(Collectors.joining("-"));
        return List.of(guess);
    }

    private static List<String> parts(String text) {
        var parts = new LinkedHashSet<String>();
        for (var part : text.split("(?<=\\p{Ll})(?=\\p{Lu})|[^\\p{L}\\p{N}]+")) {
            parts.addAll(Words.of(part));
        }
        return List.copyOf(parts);
    }
}

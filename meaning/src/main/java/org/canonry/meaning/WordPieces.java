package org.canonry.meaning;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Cuts a text into the pieces that a BERT model without case knows, as their numbers: words in lower case without accents, each as the longest pieces that
/// it can be put together from, the first that fits from the left. A Chinese character and a sign are words of their own.
///
/// Devlin and others, "BERT", 2018, and the tokenizer that is published with it. Immutable.
final class WordPieces {
    private static final String INSIDE = "##";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> pieces;
    private final int unknown;
    private final int start;
    private final int end;

    private WordPieces(Map<String, Integer> pieces) throws IOException {
        this.pieces = pieces;
        this.unknown = mark("[UNK]", pieces);
        this.start = mark("[CLS]", pieces);
        this.end = mark("[SEP]", pieces);
    }

    private static int mark(String name, Map<String, Integer> pieces) throws IOException {
        var number = pieces.get(name);
        if (number == null) {
            throw new IOException("the model's word pieces lack " + name);
        }
        return number;
    }

    /// Reads the `tokenizer.json` of a model.
    static WordPieces read(InputStream json) throws IOException {
        try {
            var pieces = new HashMap<String, Integer>();
            JsonMapper.shared().readTree(json).path("model").path("vocab").properties().forEach(piece -> pieces.put(piece.getKey(), piece.getValue().asInt()));
            return new WordPieces(pieces);
        } catch (JacksonException e) {
            throw new IOException("the model's word pieces cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /// The pieces of a text between the marks of start and end.
    ///
    /// @param most so many pieces, the marks included; what is behind them is left out
    long[] of(String text, int most) {
        var numbers = new Numbers(most);
        numbers.add(start);
        words(text, numbers);
        return numbers.endedBy(end);
    }

    private void words(String text, Numbers numbers) {
        var letters = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        var word = new StringBuilder();
        for (var i = 0; i < letters.length() && !numbers.isFull(); i += Character.charCount(letters.codePointAt(i))) {
            var letter = letters.codePointAt(i);
            switch (Sort.of(letter)) {
                case LETTER -> word.appendCodePoint(letter);
                case NOTHING -> {}
                case SPACE -> end(word, numbers);
                case ALONE -> {
                    end(word, numbers);
                    end(word.appendCodePoint(letter), numbers);
                }
            }
        }
        end(word, numbers);
    }

    /// A word that cannot be put together from pieces is one unknown piece.
    private void end(StringBuilder word, Numbers numbers) {
        var size = numbers.size;
        if (!word.isEmpty() && (word.length() > LONGEST_WORD || !pieces(word.toString(), numbers))) {
            numbers.size = Math.min(size, numbers.size);
            numbers.add(unknown);
        }
        word.setLength(0);
    }

    private boolean pieces(String word, Numbers numbers) {
        for (var from = 0; from < word.length(); ) {
            var to = word.length();
            var number = piece(word, from, to);
            while (number == null && --to > from) {
                number = piece(word, from, to);
            }
            if (number == null) {
                return false;
            }
            numbers.add(number);
            from = to;
        }
        return true;
    }

    private @Nullable Integer piece(String word, int from, int to) {
        return pieces.get(from == 0 ? word.substring(0, to) : INSIDE + word.substring(from, to));
    }

    /// What a character is to the cutting of words.
    private enum Sort {
        LETTER,
        SPACE,
        ALONE,
        NOTHING;

        static Sort of(int letter) {
            return switch (Character.getType(letter)) {
                case Character.SPACE_SEPARATOR -> SPACE;
                case Character.CONTROL -> letter == '\t' || letter == '\n' || letter == '\r' ? SPACE : NOTHING;
                case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED, Character.NON_SPACING_MARK -> NOTHING;
                case Character.CONNECTOR_PUNCTUATION,
                        Character.DASH_PUNCTUATION,
                        Character.START_PUNCTUATION,
                        Character.END_PUNCTUATION,
                        Character.INITIAL_QUOTE_PUNCTUATION,
                        Character.FINAL_QUOTE_PUNCTUATION,
                        Character.OTHER_PUNCTUATION -> ALONE;
                default -> (letter < 128 && !Character.isLetterOrDigit(letter)) || isHan(letter) ? ALONE : LETTER;
            };
        }

        private static boolean isHan(int letter) {
            return Character.isIdeographic(letter) && Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN;
        }
    }

    /// Numbers up to a bound, of which one is kept for the mark of the end.
    private static final class Numbers {
        private final long[] numbers;
        private int size;

        Numbers(int most) {
            numbers = new long[most];
        }

        boolean isFull() {
            return size >= numbers.length - 1;
        }

        void add(int number) {
            if (!isFull()) {
                numbers[size] = number;
                size++;
            }
        }

        long[] endedBy(int number) {
            numbers[size] = number;
            return Arrays.copyOf(numbers, size + 1);
        }
    }
}

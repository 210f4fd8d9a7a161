package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;

/// Which words the index knows, and what those that it does not know may be meant as. Thread-safe.
final class Spelling {
    private static final List<String> NAMING = List.of(Fields.TITLE_TEXT, Fields.NAME_TEXT);
    private static final List<String> CAREFUL = List.of(Fields.TITLE_TEXT, Fields.NAME_TEXT, Fields.URL_TEXT, Fields.ELEMENT_TEXT, Fields.CODE_TEXT);
    private static final List<String> PROSE = List.of(Fields.TITLE_TEXT, Fields.DESCRIPTION_TEXT, Fields.PROSE_TEXT, Fields.CONCEPT_TEXT);

    /// Authors slip as well: a word that so few documents name may be a slip of theirs, and is taken for another if that names so many times more.
    private static final int FEW = 6;
    private static final int MORE = 20;

    /// Shorter words have too many neighbours, longer ones cost too much.
    private static final int SHORTEST = 4;
    private static final int LONGEST = 30;
    private static final int SHORTEST_PART = 3;
    private static final int GUESSES = 3;

    private static final int SHORTEST_FIRST = 5;

    /// Few slip in the first letter, and who does not know it has to look at every word: this is asked only where nothing else is very similar.
    private static final DirectSpellChecker CHECKER = checker(1, SHORTEST, 2, 0.6f);
    private static final DirectSpellChecker FIRST_LETTER = checker(0, SHORTEST_FIRST, 1, 0.75f);
    private static final DirectSpellChecker VALUES = checker(0, SHORTEST, 2, 0.6f);

    static {
        VALUES.setLowerCaseTerms(false);
    }

    /// What is less similar than that may be less similar than what differs in its first letter.
    private static final float SIMILAR_ENOUGH = 0.75f;

    private final IndexReader reader;

    Spelling(IndexReader reader) {
        this.reader = reader;
    }

    private static DirectSpellChecker checker(int rightLetters, int shortest, int slips, float accuracy) {
        var checker = new DirectSpellChecker();
        checker.setMinPrefix(rightLetters);
        checker.setMinQueryLength(shortest);
        checker.setMaxEdits(slips);
        checker.setAccuracy(accuracy);
        return checker;
    }

    /// How many documents hold a term.
    int documents(String field, String term) {
        try {
            return reader.docFreq(new Term(field, term));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Which share of all documents holds a term, from 0 to 1.
    double share(String field, String term) {
        return (double) documents(field, term) / Math.max(1, reader.maxDoc());
    }

    /// Whether the text is a name, id, title or url.
    boolean isName(String text) {
        var name = Folded.name(text);
        return documents(Fields.FOLDED_NAME, name) > 0 || documents(Fields.FOLDED_TITLE, name) > 0 || documents(Fields.FOLDED_URL, Folded.url(text)) > 0;
    }

    /// Whether a name or title begins so; both folded.
    boolean begins(String name) {
        return begins(Fields.FOLDED_NAME, name) || begins(Fields.FOLDED_TITLE, name);
    }

    /// Whether a url begins so; folded.
    boolean beginsUrl(String url) {
        return begins(Fields.FOLDED_URL, url);
    }

    /// Urls with slips.
    UrlSlips urls() {
        return new UrlSlips(reader);
    }

    /// The value that a field has and that is nearest to one that it has not; empty where none is near, or it has that very value.
    Optional<String> value(String field, String value) {
        try {
            var near = VALUES.suggestSimilar(new Term(field, value), 1, reader, SuggestMode.SUGGEST_WHEN_NOT_IN_INDEX);
            return Arrays.stream(near).findFirst().map(guess -> guess.string).filter(guess -> !guess.equalsIgnoreCase(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean begins(String field, String text) {
        try {
            var terms = MultiTerms.getTerms(reader, field);
            if (terms == null) {
                return false;
            }
            var each = terms.iterator();
            var found = each.seekCeil(new BytesRef(text));
            return found != TermsEnum.SeekStatus.END && StringHelper.startsWith(each.term(), new BytesRef(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the word, or one of its stems, names next to nothing, so that it may be a slip.
    boolean isUnknown(String word, Set<String> stems) {
        return word.length() >= SHORTEST
                && word.length() <= LONGEST
                && CAREFUL.stream().allMatch(field -> documents(field, word) <= FEW)
                && stems.stream().allMatch(stem -> documents(Fields.TITLE_TEXT, stem) <= FEW);
    }

    /// Words of names and titles that are a slip or two away, the likeliest first; none where the word is well known elsewhere.
    List<String> similar(String word, Set<String> stems) {
        var elsewhere = elsewhere(word, stems);
        var umlauts = Umlauts.folded(word);
        if (elsewhere(umlauts, Set.of()) > elsewhere) {
            return List.of(umlauts);
        }
        var found = similar(word, CHECKER);
        if (found.stream().noneMatch(guess -> guess.score >= SIMILAR_ENOUGH)) {
            found.addAll(similar(word, FIRST_LETTER));
        }
        return found.stream()
                .filter(guess -> guess.freq > MORE * elsewhere)
                .sorted(Comparator.<SuggestWord>comparingDouble(guess -> -guess.score).thenComparingInt(guess -> -guess.freq))
                .map(guess -> guess.string)
                .distinct()
                .limit(GUESSES)
                .toList();
    }

    private List<SuggestWord> similar(String word, DirectSpellChecker checker) {
        try {
            var found = new ArrayList<SuggestWord>();
            for (var field : NAMING) {
                found.addAll(List.of(checker.suggestSimilar(new Term(field, word), GUESSES, reader, SuggestMode.SUGGEST_ALWAYS)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether no document holds the word, or one of its stems, in any text.
    boolean isNowhere(String word, Set<String> stems) {
        return CAREFUL.stream().allMatch(field -> documents(field, word) == 0) && elsewhere(word, stems) == 0;
    }

    private int elsewhere(String word, Set<String> stems) {
        var most = 0;
        for (var field : PROSE) {
            most = Math.max(most, documents(field, word));
            for (var stem : stems) {
                most = Math.max(most, documents(field, stem));
            }
        }
        return most;
    }

    /// The two words that a word is written together from, where titles hold both; the pair whose rarer one is the most frequent.
    Optional<List<String>> apart(String word) {
        var best = 0;
        Optional<List<String>> pair = Optional.empty();
        for (var cut = SHORTEST_PART; cut <= word.length() - SHORTEST_PART; cut++) {
            var one = word.substring(0, cut);
            var other = word.substring(cut);
            var documents = Math.min(documents(Fields.TITLE_TEXT, one), documents(Fields.TITLE_TEXT, other));
            if (documents > best) {
                best = documents;
                pair = Optional.of(List.of(one, other));
            }
        }
        return pair;
    }
}

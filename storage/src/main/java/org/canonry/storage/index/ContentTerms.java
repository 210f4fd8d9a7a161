package org.canonry.storage.index;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.ArrayUtil;
import org.canonry.storage.canonical.ContentKind;
import org.canonry.storage.canonical.Contents;

/// What the texts inside a resource are found by. Each term counts once a resource, so that one of a hundred thousand concepts weighs no more than one of ten,
/// and less by BM25's measure of length.
///
/// Not thread-safe.
final class ContentTerms {
    private static final int LONGEST_CODE = 200;

    private final Reading elements = new Reading(new Vocabulary(ContentTerms::eachLine, false, Segments::of));
    private final Map<Set<Language>, Reading> prose = new HashMap<>();
    private int resource;

    /// The terms of texts of one kind, in the order in which they come first.
    ///
    /// @param lines a text each
    void read(ContentKind kind, String lines, Set<Language> languages, Terms.Writer found) {
        switch (kind) {
            case ELEMENT -> elements.read(lines, found);
            case PROSE, CONCEPT -> prose.computeIfAbsent(languages, this::newProse).read(lines, found);
            case CODE -> codes(lines, found);
        }
    }

    /// Few codes come again.
    private static void codes(String lines, Terms.Writer found) {
        lines.lines()
                .filter(code -> code.length() <= LONGEST_CODE)
                .map(Folded::plain)
                .distinct()
                .forEach(code -> found.add(Utf8.bytes(code), 1));
    }

    private static void eachLine(String lines, Words.Places places) {
        for (var start = 0; start < lines.length(); ) {
            var end = lines.indexOf(Contents.SEPARATOR, start);
            places.word(start, end);
            start = end + 1;
        }
    }

    /// No word goes beyond its line.
    private Reading newProse(Set<Language> languages) {
        var stems = new Stems(languages);
        return new Reading(new Vocabulary(Words::each, true, piece -> stems.telling(Words.word(piece))));
    }

    /// Texts of one kind, resource after resource.
    private final class Reading {
        private final Vocabulary vocabulary;

        /// The resource in which each term was met last, by its number.
        private int[] met = {};

        Reading(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        void read(String lines, Terms.Writer found) {
            resource++;
            vocabulary.read(lines, (term, number, place) -> {
                if (isNew(number)) {
                    found.add(term, 1);
                }
            });
        }

        private boolean isNew(int term) {
            met = ArrayUtil.grow(met, term + 1);
            var isNew = met[term] != resource;
            met[term] = resource;
            return isNew;
        }
    }
}

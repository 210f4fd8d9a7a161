package org.canonry.storage.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.analysis.CharArrayMap;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.ContentKind;
import org.canonry.storage.canonical.Contents;

/// What the texts inside a resource are found by. Each term counts once a resource, so that one of a hundred thousand concepts weighs no more than one of ten,
/// and less by BM25's measure of length.
///
/// Not thread-safe.
final class ContentTerms {
    private static final int LONGEST_CODE = 200;

    private final Reading elements = new Reading(ContentTerms::eachLine, Segments::of);
    private final Map<Set<Language>, Reading> prose = new HashMap<>();
    private char[] text = {};
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
        var stems = Stems.ofThread(languages);
        return new Reading(Words::each, piece -> telling(stems, Words.word(piece)));
    }

    private static List<String> telling(Stems stems, String word) {
        return word.isEmpty() ? List.of() : stems.forms(word).telling();
    }

    /// Who tells the places of pieces in a text.
    @FunctionalInterface
    private interface Cut {
        void each(String text, Words.Places places);
    }

    /// A way to cut texts into pieces, and those into terms. Remembers the pieces as they are written, for most are written again and again.
    private final class Reading {
        private static final int REMEMBERED = 50_000;
        private static final int EXPECTED = 1_000;

        private final Cut cut;
        private final Function<String, List<String>> terms;
        private final CharArrayMap<Term[]> known = new CharArrayMap<>(EXPECTED, false);
        private final Map<String, Term> vocabulary = new HashMap<>();

        Reading(Cut cut, Function<String, List<String>> terms) {
            this.cut = cut;
            this.terms = terms;
        }

        void read(String lines, Terms.Writer found) {
            tidy();
            resource++;
            text = lines.length() > text.length ? new char[ArrayUtil.oversize(lines.length(), Character.BYTES)] : text;
            lines.getChars(0, lines.length(), text, 0);
            cut.each(lines, (start, end) -> {
                for (var term : terms(start, end - start)) {
                    if (term.isNewIn(resource)) {
                        found.add(term.bytes, 1);
                    }
                }
            });
        }

        /// Forgets what is too much, which must not happen inside a resource.
        private void tidy() {
            if (known.size() > REMEMBERED) {
                known.clear();
                vocabulary.clear();
            }
        }

        private Term[] terms(int start, int length) {
            var before = known.get(text, start, length);
            if (before != null) {
                return before;
            }
            var piece = new String(text, start, length);
            var read = terms.apply(piece).stream().map(term -> vocabulary.computeIfAbsent(term, Term::new)).toArray(Term[]::new);
            known.put(piece, read);
            return read;
        }
    }

    /// A term, and the resource in which it was met last.
    private static final class Term {
        private final BytesRef bytes;
        private int resource;

        Term(String text) {
            this.bytes = Utf8.bytes(text);
        }

        boolean isNewIn(int next) {
            var isNew = resource != next;
            resource = next;
            return isNew;
        }
    }
}

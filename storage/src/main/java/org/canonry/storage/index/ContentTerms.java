package org.canonry.storage.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.ContentKind;

/// What the texts inside a resource are found by. Each term counts once a resource, so that one of a hundred thousand concepts weighs no more than one of ten,
/// and less by BM25's measure of length.
///
/// Not thread-safe.
final class ContentTerms {
    private static final int LONGEST_CODE = 200;

    private final Reading elements = new Reading(List::of, Segments::of);
    private final Map<Set<Language>, Reading> prose = new HashMap<>();
    private int resource;

    /// The terms of texts of one kind, in the order in which they come first.
    ///
    /// @param lines a text each
    void read(ContentKind kind, String lines, Set<Language> languages, Terms.Writer found) {
        switch (kind) {
            case ELEMENT -> read(lines, elements, found);
            case PROSE, CONCEPT -> read(lines, prose.computeIfAbsent(languages, ContentTerms::newProse), found);
            case CODE -> codes(lines, found);
        }
    }

    private void read(String lines, Reading reading, Terms.Writer found) {
        resource++;
        reading.tidy();
        lines.lines().forEach(text -> reading.read(text, resource, found));
    }

    /// Few codes come again.
    private static void codes(String lines, Terms.Writer found) {
        lines.lines()
                .filter(code -> code.length() <= LONGEST_CODE)
                .map(Folded::plain)
                .distinct()
                .forEach(code -> found.add(new BytesRef(code), 1));
    }

    private static Reading newProse(Set<Language> languages) {
        var stems = Stems.ofThread(languages);
        return new Reading(Words::of, word -> stems.forms(word).telling());
    }

    /// A way to cut texts into pieces, and those into terms. Remembers the pieces, for most are said again and again.
    private static final class Reading {
        private static final int REMEMBERED = 50_000;

        private final Function<String, List<String>> pieces;
        private final Function<String, List<String>> terms;
        private final Map<String, Term[]> known = new HashMap<>();
        private final Map<String, Term> vocabulary = new HashMap<>();

        Reading(Function<String, List<String>> pieces, Function<String, List<String>> terms) {
            this.pieces = pieces;
            this.terms = terms;
        }

        /// Forgets what is too much, which must not happen inside a resource.
        void tidy() {
            if (known.size() > REMEMBERED) {
                known.clear();
                vocabulary.clear();
            }
        }

        void read(String text, int resource, Terms.Writer found) {
            for (var piece : pieces.apply(text)) {
                for (var term : known.computeIfAbsent(piece, this::terms)) {
                    if (term.isNewIn(resource)) {
                        found.add(term.bytes, 1);
                    }
                }
            }
        }

        private Term[] terms(String piece) {
            return terms.apply(piece).stream().map(term -> vocabulary.computeIfAbsent(term, Term::new)).toArray(Term[]::new);
        }
    }

    /// A term, and the resource in which it was met last.
    private static final class Term {
        private final BytesRef bytes;
        private int resource;

        Term(String text) {
            this.bytes = new BytesRef(text);
        }

        boolean isNewIn(int next) {
            var isNew = resource != next;
            resource = next;
            return isNew;
        }
    }
}

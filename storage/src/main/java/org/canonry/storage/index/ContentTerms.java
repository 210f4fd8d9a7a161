package org.canonry.storage.index;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.ContentKind;

/// What the texts inside a resource are found by. Each term counts once a resource, so that one of a hundred thousand concepts weighs no more than one of ten,
/// and less by BM25's measure of length.
///
/// Not thread-safe.
final class ContentTerms {
    private static final int LONGEST_CODE = 200;

    private static final int REMEMBERED = 20_000;

    private final Segments segments = new Segments();
    private final Map<Set<Language>, Prose> prose = new HashMap<>();

    /// The terms of texts of one kind, in no order.
    ///
    /// @param lines a text each
    BytesRef[] of(String lines, ContentKind kind, Set<Language> languages) {
        var terms = new HashSet<String>();
        var words = prose.computeIfAbsent(languages, Prose::new);
        lines.lines().forEach(text -> {
            switch (kind) {
                case ELEMENT -> terms.addAll(segments.of(text));
                case CODE -> code(terms, text);
                case PROSE, CONCEPT -> terms.addAll(words.of(text));
            }
        });
        return terms.stream().map(BytesRef::new).toArray(BytesRef[]::new);
    }

    private static void code(Set<String> terms, String text) {
        if (text.length() <= LONGEST_CODE) {
            terms.add(Folded.plain(text));
        }
    }

    /// Texts in some languages. Remembers what it has seen, for most versions of a package say the same.
    private static final class Prose {
        private final Stems stems;
        private final Map<String, Set<String>> known = new HashMap<>();

        Prose(Set<Language> languages) {
            this.stems = new Stems(languages);
        }

        Set<String> of(String text) {
            if (known.size() > REMEMBERED) {
                known.clear();
            }
            return known.computeIfAbsent(text, this::read);
        }

        private Set<String> read(String text) {
            var terms = new HashSet<String>();
            for (var word : Words.of(text)) {
                var forms = stems.forms(word);
                if (!forms.isStopWord()) {
                    terms.addAll(forms.stems());
                }
            }
            return Set.copyOf(terms);
        }
    }
}

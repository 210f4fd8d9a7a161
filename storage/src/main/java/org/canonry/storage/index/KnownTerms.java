package org.canonry.storage.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.analysis.TokenStream;
import org.canonry.storage.canonical.ContentKind;
import org.jspecify.annotations.Nullable;

/// What texts become in the index, as far as one build has met them: a resource says for the most part what its version before said.
///
/// Thread-safe. Holds some tens of megabytes at most.
public final class KnownTerms {
    /// Counted as a text's characters, for its terms have hardly more, and what goes with any text.
    private static final int REMEMBERED_BYTES = 24 << 20;

    private static final int ENTRY_BYTES = 100;

    /// Readers remember what they have read themselves, and are for one thread.
    private final ThreadLocal<Reader> readers = ThreadLocal.withInitial(Reader::new);

    private final Map<Told, Terms> terms = new ConcurrentHashMap<>();
    private final Map<Spoken, Set<Language>> languages = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /// With nothing met yet.
    public KnownTerms() {}

    /// The languages of a text, as [Language#of] finds them.
    Set<Language> languages(String text, @Nullable String said, List<String> countries) {
        return known(languages, new Spoken(text, said, countries), text, () -> Language.of(text, said, countries));
    }

    /// The words of a name or a url.
    Terms name(String field, String text) {
        return of(new Told(field, Set.of(), text), reader -> reader.words(Analyzers.names().tokenStream(field, text)));
    }

    /// The words of a text in these languages.
    Terms prose(String field, String text, Set<Language> languages) {
        return of(new Told(field, languages, text), reader -> reader.prose(text, languages));
    }

    /// The terms of texts inside a resource, each once.
    ///
    /// @param lines a text each
    Terms contents(ContentKind kind, String lines, Set<Language> languages) {
        return of(new Told(Fields.contents(kind), languages, lines), reader -> reader.contents(kind, lines, languages));
    }

    private Terms of(Told told, Function<Reader, Terms> reading) {
        return known(terms, told, told.text, () -> reading.apply(readers.get()));
    }

    private <K, V> V known(Map<K, V> read, K key, String text, Supplier<V> reading) {
        var known = read.get(key);
        return known != null ? known : remembered(read, key, text, reading.get());
    }

    private <K, V> V remembered(Map<K, V> read, K key, String text, V value) {
        if (bytes.addAndGet(text.length() + ENTRY_BYTES) > REMEMBERED_BYTES) {
            terms.clear();
            languages.clear();
            bytes.set(0);
        }
        read.put(key, value);
        return value;
    }

    private record Told(String field, Set<Language> languages, String text) {}

    private record Spoken(String text, @Nullable String said, List<String> countries) {}

    private record Reader(ContentTerms contents, Map<Set<Language>, Vocabulary> prose, Terms.Writer terms) {
        Reader() {
            this(new ContentTerms(), new HashMap<>(), new Terms.Writer());
        }

        Terms words(TokenStream tokens) {
            return Terms.of(tokens, terms);
        }

        /// As the analyzer of prose has it.
        Terms prose(String text, Set<Language> languages) {
            prose.computeIfAbsent(languages, Reader::newProse).read(text, (term, number, place) -> terms.add(term, place == 0 ? 1 : 0));
            return terms.written();
        }

        private static Vocabulary newProse(Set<Language> languages) {
            var stems = new Stems(languages);
            return new Vocabulary(Words::each, true, piece -> stems.withOthers(Words.word(piece)));
        }

        Terms contents(ContentKind kind, String lines, Set<Language> languages) {
            contents.read(kind, lines, languages, terms);
            return terms.written();
        }
    }
}

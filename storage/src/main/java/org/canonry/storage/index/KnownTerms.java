package org.canonry.storage.index;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.canonry.storage.canonical.ContentKind;
import org.jspecify.annotations.Nullable;

/// What texts become in the index, as far as one build has met them: a resource says for the most part what its version before said.
///
/// Thread-safe. At most some tens of megabytes.
public final class KnownTerms {
    private static final int REMEMBERED_CHARACTERS = 12_000_000;

    /// Readers remember what they have read themselves, and are for one thread.
    private final ThreadLocal<Reader> readers = ThreadLocal.withInitial(Reader::new);

    private final Map<Told, Terms> terms = new ConcurrentHashMap<>();
    private final Map<Spoken, Set<Language>> languages = new ConcurrentHashMap<>();
    private final AtomicLong characters = new AtomicLong();

    /// With nothing met yet.
    public KnownTerms() {}

    /// The languages of a text, as [Language#of] finds them.
    Set<Language> languages(String text, @Nullable String said, List<String> countries) {
        return languages.computeIfAbsent(new Spoken(text, said, countries), Spoken::languages);
    }

    /// The words of a name or a url.
    Terms name(String field, String text) {
        return of(new Told(field, Set.of(), text), reader -> reader.words(Analyzers.names().tokenStream(field, text)));
    }

    /// The words of a text in these languages.
    Terms prose(String field, String text, Set<Language> languages) {
        return of(new Told(field, languages, text), reader -> reader.words(Analyzers.prose(languages).tokenStream(field, text)));
    }

    /// The terms of texts inside a resource, each once.
    ///
    /// @param lines a text each
    Terms contents(ContentKind kind, String lines, Set<Language> languages) {
        return of(new Told(Fields.contents(kind), languages, lines), reader -> reader.contents(kind, lines, languages));
    }

    private Terms of(Told told, Function<Reader, Terms> reading) {
        var known = terms.get(told);
        return known != null ? known : remembered(told, reading.apply(readers.get()));
    }

    private Terms remembered(Told told, Terms read) {
        if (characters.addAndGet(told.text.length()) > REMEMBERED_CHARACTERS) {
            terms.clear();
            languages.clear();
            characters.set(0);
        }
        terms.put(told, read);
        return read;
    }

    private record Told(String field, Set<Language> languages, String text) {}

    private record Spoken(String text, @Nullable String said, List<String> countries) {
        Set<Language> languages() {
            return Language.of(Words.of(text), said, countries);
        }
    }

    private record Reader(ContentTerms contents, Terms.Writer terms) {
        Reader() {
            this(new ContentTerms(), new Terms.Writer());
        }

        Terms words(TokenStream tokens) {
            return Terms.of(tokens, terms);
        }

        Terms contents(ContentKind kind, String lines, Set<Language> languages) {
            contents.read(kind, lines, languages, terms);
            return terms.written();
        }
    }
}

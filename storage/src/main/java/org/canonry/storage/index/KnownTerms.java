package org.canonry.storage.index;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.ContentKind;

/// The terms of what is inside resources, as far as one build has met it: a resource holds for the most part what its version before held.
///
/// Thread-safe. At most some tens of megabytes.
public final class KnownTerms {
    private static final int REMEMBERED_CHARACTERS = 8_000_000;

    /// Remembers what it has read itself, and is for one thread.
    private final ThreadLocal<ContentTerms> reading = ThreadLocal.withInitial(ContentTerms::new);

    private final Map<Told, BytesRef[]> known = new ConcurrentHashMap<>();
    private final AtomicLong characters = new AtomicLong();

    private record Told(String lines, ContentKind kind, Set<Language> languages) {}

    /// The terms of texts of one kind, in no order. Not to be changed.
    ///
    /// @param lines a text each
    BytesRef[] of(String lines, ContentKind kind, Set<Language> languages) {
        var told = new Told(lines, kind, languages);
        var terms = known.get(told);
        return terms != null ? terms : remembered(told, reading.get().of(lines, kind, languages));
    }

    private BytesRef[] remembered(Told told, BytesRef[] terms) {
        if (characters.addAndGet(told.lines.length()) > REMEMBERED_CHARACTERS) {
            known.clear();
            characters.set(0);
        }
        known.put(told, terms);
        return terms;
    }
}

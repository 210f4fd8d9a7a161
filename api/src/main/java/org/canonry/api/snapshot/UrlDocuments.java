package org.canonry.api.snapshot;

import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Which documents of one segment carry a url, for every url. Immutable; thread-safe.
final class UrlDocuments {
    private static final int[] NONE = {};

    private final TextColumn urls;
    private final int[] starts;
    private final int[] documents;

    private UrlDocuments(TextColumn urls, int[] starts, int[] documents) {
        this.urls = urls;
        this.starts = starts;
        this.documents = documents;
    }

    /// Sorts documents by their url, and by number where that is the same.
    ///
    /// @param live which documents are not deleted; null when none is
    static UrlDocuments of(TextColumn urls, @Nullable Bits live) {
        var ordinals = urls.ordinals();
        var starts = new int[urls.size() + 1];
        for (var doc = 0; doc < ordinals.length; doc++) {
            if (isCarrier(ordinals, live, doc)) {
                starts[ordinals[doc] + 1]++;
            }
        }
        for (var ordinal = 0; ordinal < urls.size(); ordinal++) {
            starts[ordinal + 1] += starts[ordinal];
        }
        var next = starts.clone();
        var documents = new int[starts[urls.size()]];
        for (var doc = 0; doc < ordinals.length; doc++) {
            if (isCarrier(ordinals, live, doc)) {
                documents[next[ordinals[doc]]++] = doc;
            }
        }
        return new UrlDocuments(urls, starts, documents);
    }

    private static boolean isCarrier(int[] ordinals, @Nullable Bits live, int doc) {
        return ordinals[doc] >= 0 && (live == null || live.get(doc));
    }

    /// The documents of a url, in UTF-8, each moved by `base`.
    int[] of(byte[] url, int base) {
        var ordinal = urls.ordinal(url);
        if (ordinal < 0) {
            return NONE;
        }
        var found = new int[starts[ordinal + 1] - starts[ordinal]];
        for (var at = 0; at < found.length; at++) {
            found[at] = base + documents[starts[ordinal] + at];
        }
        return found;
    }
}

package org.canonry.indexbuilder.build;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.ContentHash;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.index.CanonicalColumns;
import org.canonry.storage.index.CanonicalDocument;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// Who first carried a `url|version`: what is indexed already, and what this build brings.
///
/// Asked in the order of the log, by one thread.
final class Memberships {
    private final DirectoryReader indexed;
    private final long indexedLsn;
    private final Map<String, ContentHash> introduced = new HashMap<>();

    /// @param indexed what was built before
    /// @param indexedLsn up to which lsn it was
    Memberships(DirectoryReader indexed, long indexedLsn) {
        this.indexed = indexed;
        this.indexedLsn = indexedLsn;
    }

    /// How this carrier stands to the first one. For a version that is indexed already it is what the index says.
    Membership of(PackageVersion carrier, Canonical canonical) throws IOException {
        if (carrier.lsn() <= indexedLsn) {
            return indexedMembership(CanonicalDocument.key(carrier.id().toString(), canonical.filename()));
        }
        var identity = canonical.identity();
        var first = introduced.get(identity);
        if (first == null) {
            first = indexedIntroduction(canonical);
        }
        if (first == null) {
            introduced.put(identity, canonical.contentHash());
            return Membership.INTRODUCED;
        }
        return first.equals(canonical.contentHash()) ? Membership.REPEATED : Membership.DIVERGED;
    }

    private Membership indexedMembership(String key) throws IOException {
        for (var leaf : indexed.leaves()) {
            var docs = postings(leaf.reader(), Fields.KEY, key);
            if (docs.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                return new CanonicalColumns(leaf.reader()).membership(docs.docID());
            }
        }
        throw new IOException("the index does not hold " + key + " though it should: drop it and build it again");
    }

    private @Nullable ContentHash indexedIntroduction(Canonical canonical) throws IOException {
        for (var leaf : indexed.leaves()) {
            var columns = new CanonicalColumns(leaf.reader());
            var docs = postings(leaf.reader(), Column.URL.field(), canonical.url());
            for (var doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                if (columns.membership(doc) == Membership.INTRODUCED
                        && Objects.equals(columns.text(Column.VERSION, doc), canonical.version())) {
                    return columns.hash(Fields.CONTENT_HASH, doc);
                }
            }
        }
        return null;
    }

    private static DocIdSetIterator postings(LeafReader segment, String field, String text) throws IOException {
        var docs = segment.postings(new Term(field, new BytesRef(text)), PostingsEnum.NONE);
        return docs == null ? DocIdSetIterator.empty() : docs;
    }
}

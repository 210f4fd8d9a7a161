package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Preference;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.packages.Dependency;
import org.jspecify.annotations.Nullable;

/// Everything that a prefix can be completed to, folded and sorted: made once a snapshot, from the terms of the index. Immutable.
final class Completions {
    private final List<Completion> sorted;

    private Completions(List<Completion> sorted) {
        this.sorted = sorted;
    }

    /// @param key folded
    /// @param target what it stands for
    /// @param weight how many use it
    record Completion(String key, Target target, int weight) {}

    /// What stands behind a key; two keys with the same `identity` lead to the same.
    sealed interface Target {
        /// @param url ordinal of the document's url
        record Document(int doc, int url, String field) implements Target {}

        /// A package.
        record Named(PackageHistory history) implements Target {}
    }

    static Completions of(Snapshot snapshot) {
        // Worked out before the lookup: one derived value must not ask for another while it is derived.
        var columns = SnapshotColumns.of(snapshot);
        return snapshot.derived(Completions.class, absent -> read(absent, columns));
    }

    private static Completions read(Snapshot snapshot, SnapshotColumns columns) {
        var all = new ArrayList<Completion>();
        try {
            for (var field : List.of(Fields.FOLDED_NAME, Fields.FOLDED_TITLE, Fields.FOLDED_URL)) {
                terms(all, field, snapshot, columns);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        packages(all, snapshot);
        all.sort(Comparator.comparing(Completion::key));
        return new Completions(all);
    }

    private static void terms(List<Completion> all, String field, Snapshot snapshot, SnapshotColumns columns) throws IOException {
        IndexReader reader = snapshot.searcher().getIndexReader();
        var terms = MultiTerms.getTerms(reader, field);
        if (terms == null) {
            return;
        }
        var live = MultiBits.getLiveDocs(reader);
        var each = terms.iterator();
        PostingsEnum postings = null;
        for (var term = each.next(); term != null; term = each.next()) {
            postings = each.postings(postings, PostingsEnum.NONE);
            var doc = best(postings, live, columns, snapshot.preference());
            if (doc == DocIdSetIterator.NO_MORE_DOCS) {
                continue;
            }
            var url = columns.url(doc);
            all.add(new Completion(term.utf8ToString(), new Target.Document(doc, url, field), columns.uses(url) + each.docFreq()));
        }
    }

    /// The most used url, and of its carriers the preferred one. No document when none is left.
    private static int best(DocIdSetIterator docs, @Nullable Bits live, SnapshotColumns columns, Preference preference) throws IOException {
        var best = next(docs, live);
        for (var doc = next(docs, live); doc != DocIdSetIterator.NO_MORE_DOCS; doc = next(docs, live)) {
            var more = columns.uses(columns.url(doc)) - columns.uses(columns.url(best));
            if (more > 0 || (more == 0 && preference.rank(doc) < preference.rank(best))) {
                best = doc;
            }
        }
        return best;
    }

    private static int next(DocIdSetIterator docs, @Nullable Bits live) throws IOException {
        var doc = docs.nextDoc();
        while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
            doc = docs.nextDoc();
        }
        return doc;
    }

    private static void packages(List<Completion> all, Snapshot snapshot) {
        var dependents = new HashMap<String, Integer>();
        for (var version : snapshot.packages().versions()) {
            version.dependencies().stream().map(Dependency::name).distinct().forEach(name -> dependents.merge(name, 1, Integer::sum));
        }
        for (var history : snapshot.packages().all()) {
            var name = history.name().text();
            all.add(new Completion(Folded.name(name), new Target.Named(history), dependents.getOrDefault(name, 0) + history.versions().size()));
        }
    }

    /// The best completions of a folded prefix, one a target, put into `found`.
    void find(String prefix, Map<Object, Completion> found, Comparator<Completion> bestFirst) {
        if (prefix.isEmpty()) {
            return;
        }
        for (var i = firstAtLeast(prefix); i < sorted.size() && sorted.get(i).key.startsWith(prefix); i++) {
            var completion = sorted.get(i);
            found.merge(identity(completion.target), completion, (one, other) -> bestFirst.compare(one, other) <= 0 ? one : other);
        }
    }

    private static Object identity(Target target) {
        return switch (target) {
            case Target.Document(var doc, var url, var field) -> url;
            case Target.Named(var history) -> history.name();
        };
    }

    private int firstAtLeast(String key) {
        var low = 0;
        var high = sorted.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (sorted.get(middle).key.compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

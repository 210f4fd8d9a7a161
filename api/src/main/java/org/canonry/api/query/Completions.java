package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
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
///
/// What begins alike stands together; of such a range the most used is known at once, then the most used on both sides of it, and so on: how many
/// begin alike does not matter.
final class Completions {
    private final List<Completion> sorted;
    private final Heaviest mostUsed;

    private Completions(List<Completion> sorted) {
        this.sorted = sorted;
        this.mostUsed = new Heaviest(sorted.stream().mapToInt(Completion::weight).toArray());
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

    /// What folded prefixes can be completed to: what is one of them first, then what is used most, then by text; one a target.
    ///
    /// @param size at most so many
    List<Completion> best(Set<String> prefixes, int size) {
        var spans = new PriorityQueue<Span>();
        prefixes.stream().filter(prefix -> !prefix.isEmpty()).forEach(prefix -> add(spans, prefix));
        var found = new LinkedHashMap<Object, Completion>();
        while (!spans.isEmpty() && found.size() < size) {
            var span = spans.remove();
            var best = sorted.get(span.best);
            found.putIfAbsent(identity(best.target), best);
            add(spans, span.from, span.best, span.exact);
            add(spans, span.best + 1, span.to, span.exact);
        }
        return List.copyOf(found.values());
    }

    private void add(PriorityQueue<Span> spans, String prefix) {
        var from = first(key -> key.compareTo(prefix) >= 0);
        var exact = first(key -> key.compareTo(prefix) > 0);
        add(spans, from, exact, true);
        add(spans, exact, first(key -> key.compareTo(prefix) > 0 && !key.startsWith(prefix)), false);
    }

    private void add(PriorityQueue<Span> spans, int from, int to, boolean exact) {
        if (from < to) {
            var best = mostUsed.in(from, to);
            spans.add(new Span(from, to, exact, best, mostUsed.weight(best)));
        }
    }

    /// Completions side by side.
    ///
    /// @param exact whether they are typed to their end
    /// @param best the first among them
    private record Span(int from, int to, boolean exact, int best, int weight) implements Comparable<Span> {
        private static final Comparator<Span> BEST_FIRST = Comparator.<Span>comparingInt(span -> span.exact ? 0 : 1)
                .thenComparing(Comparator.comparingInt(Span::weight).reversed())
                .thenComparingInt(Span::best);

        @Override
        public int compareTo(Span other) {
            return BEST_FIRST.compare(this, other);
        }
    }

    private static Object identity(Target target) {
        return switch (target) {
            case Target.Document(var doc, var url, var field) -> url;
            case Target.Named(var history) -> history.name();
        };
    }

    /// The first whose key is so; from one such key on, all are.
    private int first(Predicate<String> isSo) {
        var low = 0;
        var high = sorted.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (isSo.test(sorted.get(middle).key)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}

package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.jspecify.annotations.Nullable;

/// What ranking, folding and counting need of each document, as arrays over all segments of a snapshot: worked out once, some twenty bytes a document.
///
/// Documents are counted through all segments; equal texts have equal ordinals in all of them. Immutable but for the facets, which are added when
/// they are first asked for; thread-safe.
final class SnapshotColumns {
    private final IndexReader reader;
    private final int[] urls;
    private final int[] places;
    private final int[] byPlace;
    private final long[] dates;
    private final int[] uses;
    private final int[] users;
    private volatile Priors priors;
    private final Snapshot snapshot;
    private final ConcurrentHashMap<FacetField, FacetColumn> facets = new ConcurrentHashMap<>();

    private SnapshotColumns(Snapshot snapshot) throws IOException {
        this.snapshot = snapshot;
        this.reader = snapshot.searcher().getIndexReader();
        this.urls = ordinals(Column.URL.field());
        this.byPlace = byPlace();
        this.places = new int[byPlace.length];
        for (var place = 0; place < byPlace.length; place++) {
            places[byPlace[place]] = place;
        }
        this.dates = dates();
        this.uses = new int[IntStream.of(urls).max().orElse(-1) + 1];
        this.users = new int[uses.length];
        countUses();
        this.priors = Priors.of(snapshot, this, Weights.TUNED);
    }

    /// The columns of a snapshot.
    static SnapshotColumns of(Snapshot snapshot) {
        return snapshot.derived(SnapshotColumns.class, SnapshotColumns::read);
    }

    private static SnapshotColumns read(Snapshot snapshot) {
        try {
            return new SnapshotColumns(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Number of documents.
    int documents() {
        return urls.length;
    }

    /// Number of different urls.
    int urlCount() {
        return uses.length;
    }

    /// Ordinal of a document's url, in the order of urls.
    int url(int doc) {
        return urls[doc];
    }

    /// How many documents use the url with that ordinal.
    int uses(int url) {
        return uses[url];
    }

    /// Where the document stands when all are ordered by url, package version and file name.
    int place(int doc) {
        return places[doc];
    }

    /// The document at that place.
    int at(int place) {
        return byPlace[place];
    }

    /// First moment of the document's date, in milliseconds since 1970; [Long#MIN_VALUE] when it has none.
    long date(int doc) {
        return dates[doc];
    }

    /// How many different urls use the url with that ordinal; who uses it in two ways counts twice.
    int users(int url) {
        return users[url];
    }

    /// What scores are multiplied with, whatever is searched. Those of the weights that were asked for last are kept.
    Priors priors(Weights weights) {
        var known = priors;
        if (!known.weights().equals(weights)) {
            known = Priors.of(snapshot, this, weights);
            priors = known;
        }
        return known;
    }

    /// The values of a field that is counted.
    FacetColumn facet(FacetField field) {
        return facets.computeIfAbsent(field, absent -> FacetColumn.read(reader, absent));
    }

    /// The types of resources that there are.
    Set<String> resourceTypes() {
        var types = facet(FacetField.RESOURCE_TYPE);
        return IntStream.range(0, types.size()).mapToObj(types::text).collect(Collectors.toUnmodifiableSet());
    }

    private int[] byPlace() throws IOException {
        var carriers = ordinals(Fields.PACKAGE_VERSION);
        var filenames = ordinals(Column.FILENAME.field());
        var order = Comparator.<Integer>comparingInt(doc -> urls[doc])
                .thenComparingInt(doc -> carriers[doc])
                .thenComparingInt(doc -> filenames[doc]);
        return IntStream.range(0, urls.length).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }

    private int[] ordinals(String field) throws IOException {
        var ordinals = new int[reader.maxDoc()];
        SortedDocValues values = MultiDocValues.getSortedValues(reader, field);
        for (var doc = 0; doc < ordinals.length; doc++) {
            ordinals[doc] = values != null && values.advanceExact(doc) ? values.ordValue() : -1;
        }
        return ordinals;
    }

    private long[] dates() throws IOException {
        var dates = new long[reader.maxDoc()];
        var values = MultiDocValues.getSortedNumericValues(reader, Fields.DATE_FROM);
        for (var doc = 0; doc < dates.length; doc++) {
            dates[doc] = values != null && values.advanceExact(doc) ? values.nextValue() : Long.MIN_VALUE;
        }
        return dates;
    }

    /// Urls and the targets of uses are both sorted, so that one walk beside the other meets each url's uses.
    private void countUses() throws IOException {
        for (var kind : UseKind.values()) {
            var targets = MultiTerms.getTerms(reader, Fields.uses(kind));
            if (targets != null) {
                countUses(targets.iterator(), MultiTerms.getTerms(reader, Column.URL.field()).iterator());
            }
        }
    }

    private void countUses(TermsEnum targets, TermsEnum urlTerms) throws IOException {
        var seen = new int[users.length];
        var target = targets.next();
        var ordinal = 0;
        for (var url = urlTerms.next(); url != null && target != null; url = urlTerms.next(), ordinal++) {
            while (target != null && target.compareTo(url) < 0) {
                target = targets.next();
            }
            if (target != null && target.equals(url)) {
                uses[ordinal] += targets.docFreq();
                users[ordinal] += distinctUrls(targets.postings(null, PostingsEnum.NONE), seen, ordinal + 1);
            }
        }
    }

    /// How many different urls the documents have, without the one that they refer to itself.
    private int distinctUrls(DocIdSetIterator docs, int[] seen, int mark) throws IOException {
        var count = 0;
        for (var doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            var url = urls[doc];
            if (url >= 0 && seen[url] != mark && url != mark - 1) {
                seen[url] = mark;
                count++;
            }
        }
        return count;
    }

    /// The meaning of each document's text in a sorted column, each text looked at once; 1 for those without.
    Meanings meanings(String field, ToDoubleFunction<String> meaning) throws IOException {
        var ordinals = ordinals(field);
        @Nullable SortedDocValues values = MultiDocValues.getSortedValues(reader, field);
        var meanings = new double[values == null ? 0 : values.getValueCount()];
        for (var ordinal = 0; values != null && ordinal < meanings.length; ordinal++) {
            meanings[ordinal] = meaning.applyAsDouble(values.lookupOrd(ordinal).utf8ToString());
        }
        return doc -> ordinals[doc] < 0 ? 1 : meanings[ordinals[doc]];
    }

    /// What a column means for each document.
    interface Meanings {
        double of(int doc);
    }
}

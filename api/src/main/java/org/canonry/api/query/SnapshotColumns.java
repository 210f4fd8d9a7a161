package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.SortedDocValues;
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
    private final float[] priors;
    private final int[] uses;
    private final ConcurrentHashMap<FacetField, FacetColumn> facets = new ConcurrentHashMap<>();

    private SnapshotColumns(Snapshot snapshot) throws IOException {
        this.reader = snapshot.searcher().getIndexReader();
        this.urls = ordinals(Column.URL.field());
        this.byPlace = byPlace();
        this.places = new int[byPlace.length];
        for (var place = 0; place < byPlace.length; place++) {
            places[byPlace[place]] = place;
        }
        this.dates = dates();
        this.uses = uses();
        this.priors = priors(snapshot);
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

    /// What a score is multiplied with, whatever is searched.
    float prior(int doc) {
        return priors[doc];
    }

    /// The values of a field that is counted.
    FacetColumn facet(FacetField field) {
        return facets.computeIfAbsent(field, absent -> FacetColumn.read(reader, absent));
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
    private int[] uses() throws IOException {
        var count = IntStream.of(urls).max().orElse(-1) + 1;
        var found = new int[count];
        for (var kind : UseKind.values()) {
            var targets = MultiTerms.getTerms(reader, Fields.uses(kind));
            if (targets != null) {
                var each = targets.iterator();
                var urlTerms = MultiTerms.getTerms(reader, Column.URL.field()).iterator();
                var target = each.next();
                var ordinal = 0;
                for (var url = urlTerms.next(); url != null && target != null; url = urlTerms.next(), ordinal++) {
                    while (target != null && target.compareTo(url) < 0) {
                        target = each.next();
                    }
                    if (target != null && target.equals(url)) {
                        found[ordinal] += each.docFreq();
                    }
                }
            }
        }
        return found;
    }

    private float[] priors(Snapshot snapshot) throws IOException {
        var examples = meanings(Fields.EXAMPLE, text -> text.equals("true") ? Weights.EXAMPLE : 1f);
        var canonicals = meanings(Fields.IS_CANONICAL, text -> text.equals("true") ? 1f : Weights.NOT_CANONICAL);
        var statuses = meanings(Column.STATUS.field(), text -> text.equals("active") || text.equals("draft") ? 1f : Weights.NOT_CURRENT);
        var priors = new float[reader.maxDoc()];
        for (var doc = 0; doc < priors.length; doc++) {
            var preferred = snapshot.preference().rank(doc) == 0 ? 1f : Weights.NOT_PREFERRED;
            var used = (float) (1 + Weights.TENFOLD_USE * Math.log10(1 + uses[urls[doc]]));
            priors[doc] = examples.apply(doc) * canonicals.apply(doc) * statuses.apply(doc) * preferred * used;
        }
        return priors;
    }

    /// For documents in rising order; 1 for those without a value.
    private IntFunction<Float> meanings(String field, Function<String, Float> meaning) throws IOException {
        var ordinals = ordinals(field);
        @Nullable SortedDocValues values = MultiDocValues.getSortedValues(reader, field);
        var meanings = new float[values == null ? 0 : values.getValueCount()];
        for (var ordinal = 0; values != null && ordinal < meanings.length; ordinal++) {
            meanings[ordinal] = meaning.apply(values.lookupOrd(ordinal).utf8ToString());
        }
        return doc -> ordinals[doc] < 0 ? 1f : meanings[ordinals[doc]];
    }
}

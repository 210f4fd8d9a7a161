package org.canonry.api.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.lucene.search.Query;
import org.canonry.api.page.Page;
import org.canonry.api.query.Facet.Value;

/// What a search found. Valid as long as its snapshot is borrowed.
public final class CanonicalHits {
    private static final Comparator<Value> MOST_FIRST = Comparator.comparingInt(Value::count).reversed().thenComparing(Value::value);

    private final CanonicalSearch search;
    private final Folds folds;
    private final Page<CanonicalHit> page;
    private final List<String> remarks;

    CanonicalHits(CanonicalSearch search, Folds folds, Page<CanonicalHit> page, List<String> remarks) {
        this.search = search;
        this.folds = folds;
        this.page = page;
        this.remarks = remarks;
    }

    /// The same hits in another order, of which this page is shown.
    CanonicalHits with(Page<CanonicalHit> other) {
        return new CanonicalHits(search, folds, other, remarks);
    }

    /// The hits in the window.
    public Page<CanonicalHit> page() {
        return page;
    }

    /// The exact number of hits.
    public int totalCount() {
        return folds.size();
    }

    /// What of the query means nothing, and therefore found nothing, in words.
    public List<String> remarks() {
        return remarks;
    }

    /// What Lucene was asked: every resource that it finds is a hit, or folded into one.
    public Query luceneQuery() {
        return search.luceneQuery();
    }

    /// How the text was understood; empty when there is none, or nothing in it to search for.
    public Optional<Understood> understood() {
        return search.understood();
    }

    /// The text with its slips mended, where its best hit is better than any here; worked out when it is asked for.
    public Optional<String> didYouMean() throws IOException {
        return search.better(folds);
    }

    /// Counts all hits, in the window or not. A filter on a field does not restrict that field's own values: a value's count is how many hits the
    /// search would have if the field were filtered by it alone.
    ///
    /// @param size at most so many values a field, the most frequent
    public List<Facet> facets(Collection<FacetField> fields, int size) throws IOException {
        var facets = new ArrayList<Facet>();
        for (var field : fields.stream().distinct().toList()) {
            facets.add(new Facet(field, values(field, size)));
        }
        return facets;
    }

    private List<Value> values(FacetField field, int size) throws IOException {
        var column = search.columns().facet(field);
        var counts = search.isFiltered(field) ? search.unfiltered(field).count(column) : folds.count(column);
        return IntStream.range(0, counts.length)
                .filter(ordinal -> counts[ordinal] > 0)
                .mapToObj(ordinal -> new Value(column.text(ordinal), counts[ordinal]))
                .sorted(MOST_FIRST)
                .limit(size)
                .toList();
    }
}

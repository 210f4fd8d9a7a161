package org.canonry.api.query;

import java.util.List;
import java.util.function.Function;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.FhirDate;
import org.canonry.storage.index.Fields;
import org.jspecify.annotations.Nullable;

/// Turns a filter into a Lucene query that does not rank.
final class FilterQuery {
    private static final List<FacetField> EXACT = List.of(
            FacetField.RESOURCE_TYPE, FacetField.PACKAGE, FacetField.PUBLISHER, FacetField.JURISDICTION, FacetField.STATUS, FacetField.KIND,
            FacetField.TYPE, FacetField.DERIVATION);

    private final KeywordQuery keywords;
    private final BooleanQuery.Builder all = new BooleanQuery.Builder();
    private boolean restricts;

    private FilterQuery(Snapshot snapshot) {
        this.keywords = new KeywordQuery(snapshot);
    }

    /// What `filter` leaves over in `snapshot`.
    static Query of(CanonicalFilter filter, Snapshot snapshot) {
        var query = new FilterQuery(snapshot);
        query.lists(filter);
        query.texts(filter);
        query.flags(filter);
        query.dates(filter);
        return query.restricts ? query.all.build() : MatchAllDocsQuery.INSTANCE;
    }

    private void add(Query query) {
        all.add(query, Occur.FILTER);
        restricts = true;
    }

    private void lists(CanonicalFilter filter) {
        for (var field : EXACT) {
            if (!filter.of(field).isEmpty()) {
                add(KeywordQuery.anyOf(field.indexField(), filter.of(field)));
            }
        }
        if (!filter.of(FacetField.FHIR_VERSION).isEmpty()) {
            add(keywords.fhirVersions(filter.of(FacetField.FHIR_VERSION)));
        }
        if (!filter.packageVersions().isEmpty()) {
            add(keywords.packageVersions(filter.packageVersions()));
        }
    }

    private void texts(CanonicalFilter filter) {
        if (filter.url() != null) {
            add(url(filter.url()));
        }
        if (filter.urlPrefix() != null) {
            add(new PrefixQuery(new Term(Column.URL.field(), new BytesRef(filter.urlPrefix()))));
        }
        if (filter.baseDefinition() != null) {
            add(reference(Column.BASE_DEFINITION.field(), filter.baseDefinition()));
        }
    }

    /// A url that holds a bar itself is met as well as `url|version`.
    private static Query url(String asked) {
        var whole = KeywordQuery.exactly(Column.URL.field(), asked);
        var version = Reference.version(asked);
        if (version.isEmpty()) {
            return whole;
        }
        var versioned = new BooleanQuery.Builder()
                .add(KeywordQuery.exactly(Column.URL.field(), Reference.url(asked)), Occur.FILTER)
                .add(KeywordQuery.exactly(Column.VERSION.field(), version), Occur.FILTER)
                .build();
        return either(whole, versioned);
    }

    private static Query reference(String field, String asked) {
        return either(KeywordQuery.exactly(field, asked), new PrefixQuery(new Term(field, new BytesRef(asked + '|'))));
    }

    private static Query either(Query one, Query other) {
        return new BooleanQuery.Builder().add(one, Occur.SHOULD).add(other, Occur.SHOULD).build();
    }

    private void flags(CanonicalFilter filter) {
        flag(Fields.EXPERIMENTAL, filter.experimental());
        flag(Fields.IS_CANONICAL, filter.isCanonical());
        flag(Fields.EXAMPLE, filter.example());
    }

    private void flag(String field, @Nullable Boolean wanted) {
        if (wanted != null) {
            add(KeywordQuery.exactly(field, wanted.toString()));
        }
    }

    private void dates(CanonicalFilter filter) {
        if (filter.dateFrom() == null && filter.dateTo() == null) {
            return;
        }
        var from = moment(filter.dateFrom(), Long.MIN_VALUE, FhirDate::from);
        var to = moment(filter.dateTo(), Long.MAX_VALUE, FhirDate::to);
        add(from == null || to == null ? new MatchNoDocsQuery("no FHIR date") : KeywordQuery.overlapping(from, to));
    }

    private static @Nullable Long moment(@Nullable String date, long open, Function<FhirDate, Long> end) {
        return date == null ? Long.valueOf(open) : FhirDate.parse(date).map(end).orElse(null);
    }
}

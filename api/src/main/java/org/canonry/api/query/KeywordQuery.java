package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.canonry.api.query.language.QueryField;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.FhirDate;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.packages.FhirVersion;
import org.canonry.storage.packages.PackageSpec;

/// Queries for values that are compared as a whole. None of them ranks. Thread-safe.
final class KeywordQuery {
    /// Determinizing costs at most about the square of a text's length, which `query_characters` bounds; Lucene's own default would refuse some
    /// texts within it.
    private static final int DETERMINIZE_WORK = 1_000_000;

    private final Snapshot snapshot;

    KeywordQuery(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// What a query's `field:value` or `field:value*` means, upper and lower case the same.
    Query of(QueryField field, String value, boolean prefix) {
        return new ConstantScoreQuery(
                switch (field.matching()) {
                    case WORDS -> throw new IllegalArgumentException(field + " is searched by words");
                    case KEYWORD -> matching(field.indexField(), value, prefix);
                    case PART -> holding(field.indexField(), value);
                    case FHIR_VERSION -> fhirVersions(List.of(value));
                    case PACKAGE -> packaged(value, prefix);
                    case DATE -> dated(value);
                });
    }

    private Query packaged(String value, boolean prefix) {
        var versioned = value.indexOf('#') > 0 || value.indexOf('@') > 0;
        return versioned ? packageVersions(List.of(value)) : matching(Fields.PACKAGE, value, prefix);
    }

    /// A few different texts are looked through one by one: an automaton for what may stand anywhere grows with the square of its length.
    private Query holding(String field, String part) {
        var folded = part.toLowerCase(Locale.ROOT);
        return anyOf(field, terms(field, text -> text.toLowerCase(Locale.ROOT).contains(folded)));
    }

    private static Query matching(String field, String value, boolean anythingAfter) {
        var parts = new ArrayList<Automaton>();
        value.codePoints().forEach(character -> parts.add(eitherCase(character)));
        if (anythingAfter) {
            parts.add(Automata.makeAnyString());
        }
        var automaton = Operations.determinize(Operations.concatenate(parts), DETERMINIZE_WORK);
        return new AutomatonQuery(new Term(field, value), automaton);
    }

    private static Automaton eitherCase(int character) {
        return Operations.union(List.of(
                Automata.makeChar(character), Automata.makeChar(Character.toLowerCase(character)), Automata.makeChar(Character.toUpperCase(character))));
    }

    /// One of these exact values.
    static Query anyOf(String field, List<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }

    static Query exactly(String field, String value) {
        return new TermQuery(new Term(field, new BytesRef(value)));
    }

    /// Carried by a package of one of these FHIR versions.
    Query fhirVersions(List<String> asked) {
        var versions = asked.stream().map(FhirVersion::of).toList();
        return anyOf(Fields.FHIR_VERSIONS, terms(Fields.FHIR_VERSIONS, number -> versions.stream().anyMatch(version -> version.matches(number))));
    }

    /// Carried by one of the package versions that specifications such as `name@4.0.x` mean.
    Query packageVersions(List<String> asked) {
        return anyOf(Fields.PACKAGE_VERSION, asked.stream().flatMap(spec -> version(spec).stream()).toList());
    }

    /// What a package carries, of a text that is its whole name or `name@version`; empty where the index has no such package.
    Optional<Query> carriedBy(String text) {
        var asked = Folded.plain(text);
        if (asked.indexOf('.') < 0) {
            return Optional.empty();
        }
        return snapshot.packages().named(asked).isPresent()
                ? Optional.of(exactly(Fields.PACKAGE, asked))
                : version(asked).map(version -> exactly(Fields.PACKAGE_VERSION, version));
    }

    private Optional<String> version(String asked) {
        return PackageSpec.parse(asked).valid().flatMap(snapshot.packages()::version).map(version -> version.id().toString());
    }

    /// Dated in that span.
    static Query dated(String asked) {
        return FhirDate.parse(asked)
                .map(date -> overlapping(date.from(), date.to()))
                .orElseGet(() -> new MatchNoDocsQuery("no FHIR date"));
    }

    /// Dates that share a moment with the span.
    static Query overlapping(long from, long to) {
        return new BooleanQuery.Builder()
                .add(LongField.newRangeQuery(Fields.DATE_TO, from, Long.MAX_VALUE), Occur.FILTER)
                .add(LongField.newRangeQuery(Fields.DATE_FROM, Long.MIN_VALUE, to), Occur.FILTER)
                .build();
    }

    private List<String> terms(String field, Predicate<String> wanted) {
        try {
            var found = new ArrayList<String>();
            var terms = MultiTerms.getTerms(snapshot.searcher().getIndexReader(), field);
            if (terms != null) {
                var each = terms.iterator();
                for (var term = each.next(); term != null; term = each.next()) {
                    var text = term.utf8ToString();
                    if (wanted.test(text)) {
                        found.add(text);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

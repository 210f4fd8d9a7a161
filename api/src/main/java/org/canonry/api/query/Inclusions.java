package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;

/// Value sets that hold a concept without naming it, since they take in its whole code system.
///
/// Source: FHIR R5, ValueSet.compose: an include that lists no concepts and has no filter means every code of its system.
final class Inclusions {
    /// So many code systems are followed for a word: those that hold it beyond them are about something else.
    private static final int CODE_SYSTEMS = 24;

    private Inclusions() {}

    /// A code system that holds a concept.
    ///
    /// @param score of the concept in it
    record CodeSystem(String url, float score) {
        /// The value sets that take it in as a whole, and so have no codes of their own. One that also lists codes of another system is left out.
        Query valueSets() {
            return new BooleanQuery.Builder()
                    .add(KeywordQuery.exactly(Column.RESOURCE_TYPE.field(), "ValueSet"), Occur.FILTER)
                    .add(KeywordQuery.exactly(Fields.uses(UseKind.CODE_SYSTEM), url), Occur.FILTER)
                    .add(new FieldExistsQuery(Fields.CODE_TEXT), Occur.MUST_NOT)
                    .build();
        }
    }

    /// The code systems that hold `concept`, those that say it best first; of each url only the preferred carrier.
    static List<CodeSystem> of(Query concept, Snapshot snapshot) {
        var query = new BooleanQuery.Builder()
                .add(concept, Occur.MUST)
                .add(KeywordQuery.exactly(Column.RESOURCE_TYPE.field(), "CodeSystem"), Occur.FILTER)
                .build();
        try {
            return best(Matches.of(query, snapshot.searcher(), true), snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CodeSystem> best(Matches found, Snapshot snapshot) {
        return IntStream.range(0, found.size())
                .filter(i -> snapshot.preference().rank(found.doc(i)) == 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -found.score(i)))
                .limit(CODE_SYSTEMS)
                .map(i -> new CodeSystem(snapshot.resource(found.doc(i)).url(), found.score(i)))
                .toList();
    }
}

package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;

/// Value sets that hold a concept without naming it, since they take in its whole code system.
///
/// Source: FHIR R5, ValueSet.compose: an include that lists no concepts and has no filter means every code of its system. A value set that also lists
/// codes of another system is not found so.
final class Inclusions {
    /// So many code systems are followed for a word: those that hold it beyond them are about something else.
    private static final int CODE_SYSTEMS = 24;

    /// How the identifiers of a resource begin, which stand among its codes.
    private static final BytesRef IDENTIFIER = new BytesRef("urn:");

    private final Snapshot snapshot;
    private final BitSet listing;

    private Inclusions(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.listing = snapshot.derived(Listing.class, Listing::of).docs;
    }

    /// @param valueSets that include the code system as a whole, with the score of the concept in it
    record Inclusion(String codeSystem, Query valueSets) {}

    /// The code systems that hold `concept` and are included somewhere, those that say it best first; of each url only the preferred carrier.
    static List<Inclusion> of(Query concept, Snapshot snapshot) {
        try {
            return new Inclusions(snapshot).of(concept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Inclusion> of(Query concept) throws IOException {
        var found = Matches.of(both(concept, resourceType("CodeSystem")), snapshot.searcher(), true);
        return IntStream.range(0, found.size())
                .filter(i -> snapshot.preference().rank(found.doc(i)) == 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -found.score(i)))
                .limit(CODE_SYSTEMS)
                .map(i -> inclusion(snapshot.resource(found.doc(i)).url(), found.score(i)))
                .toList();
    }

    private Inclusion inclusion(String codeSystem, float score) {
        try {
            var users = both(KeywordQuery.exactly(Fields.uses(UseKind.CODE_SYSTEM), codeSystem), resourceType("ValueSet"));
            var docs = Matches.of(users, snapshot.searcher(), false).docs();
            docs.andNot(listing);
            var scores = new float[docs.cardinality()];
            Arrays.fill(scores, score);
            return new Inclusion(codeSystem, new PickedQuery(docs.stream().toArray(), scores));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Query both(Query query, Query filter) {
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(filter, Occur.FILTER).build();
    }

    private static Query resourceType(String type) {
        return KeywordQuery.exactly(Column.RESOURCE_TYPE.field(), type);
    }

    /// The documents that list codes of their own. Worked out once a snapshot.
    private record Listing(BitSet docs) {
        static Listing of(Snapshot snapshot) {
            try {
                var docs = new BitSet();
                var codes = MultiTerms.getTerms(snapshot.wholeSearcher().getIndexReader(), Fields.CODE_TEXT);
                if (codes != null) {
                    collect(codes.iterator(), docs);
                }
                return new Listing(docs);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void collect(TermsEnum codes, BitSet docs) throws IOException {
            PostingsEnum postings = null;
            for (var code = codes.next(); code != null; code = codes.next()) {
                if (!StringHelper.startsWith(code, IDENTIFIER)) {
                    postings = codes.postings(postings, PostingsEnum.NONE);
                    for (var doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                        docs.set(doc);
                    }
                }
            }
        }
    }
}

package org.canonry.api.graph;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.canonry.api.page.Position;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.DocumentOrder;
import org.canonry.api.snapshot.Origins;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.index.Fields;

/// The references to one target, as one long list that nobody ever makes: which documents hold how many of them.
///
/// The index tells that without opening a document, and from it follows where each document's references begin in the list. The documents of one
/// package version stand together in a *run*, so the references of some packages are some runs ([UserRuns]). Immutable.
final class Users {
    private static final int COUNT_BITS = 32;

    private final Listing documents;
    private final Target target;
    private final Set<UseKind> kinds;

    /// Where each document's references begin in the list, and behind the last one its length.
    private final int[] starts;

    /// The first document of each run, and behind the last one the number of documents.
    private final int[] runs;

    /// The place in the catalogue of the package version of each run.
    private final int[] origins;

    /// @param places of the documents in [DocumentOrder], ascending
    /// @param counts of each one's references
    private Users(Snapshot snapshot, Target target, Set<UseKind> kinds, int[] places, int[] counts) {
        var origins = origins(snapshot, places);
        this.documents = new Listing(snapshot, places);
        this.target = target;
        this.kinds = kinds;
        this.starts = new int[counts.length + 1];
        for (var at = 0; at < counts.length; at++) {
            starts[at + 1] = starts[at] + counts[at];
        }
        this.runs = runs(origins);
        this.origins = IntStream.of(runs).limit(runs.length - 1).map(first -> origins[first]).toArray();
    }

    /// The places in the catalogue of the package versions that the documents are of.
    private static int[] origins(Snapshot snapshot, int[] places) {
        var order = DocumentOrder.of(snapshot);
        var origins = Origins.of(snapshot);
        return IntStream.of(places).map(place -> origins.place(order.document(place))).toArray();
    }

    private static int[] runs(int[] origins) {
        return IntStream.rangeClosed(0, origins.length)
                .filter(at -> at == 0 || at == origins.length || origins[at] != origins[at - 1])
                .toArray();
    }

    /// Reads them off the index.
    static Users of(Snapshot snapshot, Target target, Set<UseKind> kinds) throws IOException {
        var order = DocumentOrder.of(snapshot);
        var counted = LongStream.builder();
        for (var kind : kinds) {
            var term = new Term(Fields.uses(kind), target.term());
            for (var leaf : snapshot.wholeSearcher().getIndexReader().leaves()) {
                count(leaf, term, order, counted);
            }
        }
        return addedUp(snapshot, target, kinds, counted.build().sorted().toArray());
    }

    /// @param counted for each kind and document its place in the high bits, and the number of its references in the low ones; ascending
    private static Users addedUp(Snapshot snapshot, Target target, Set<UseKind> kinds, long[] counted) {
        var places = new int[counted.length];
        var counts = new int[counted.length];
        var documents = 0;
        for (var each : counted) {
            var place = (int) (each >>> COUNT_BITS);
            if (documents == 0 || places[documents - 1] != place) {
                places[documents++] = place;
            }
            counts[documents - 1] += (int) each;
        }
        return new Users(snapshot, target, kinds, Arrays.copyOf(places, documents), Arrays.copyOf(counts, documents));
    }

    private static void count(LeafReaderContext leaf, Term term, DocumentOrder order, LongStream.Builder counted) throws IOException {
        var postings = leaf.reader().postings(term, PostingsEnum.FREQS);
        if (postings == null) {
            return;
        }
        var live = leaf.reader().getLiveDocs();
        for (var doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (live == null || live.get(doc)) {
                counted.add((long) order.place(leaf.docBase + doc) << COUNT_BITS | postings.freq());
            }
        }
    }

    /// Those of some packages.
    ///
    /// @param packages by their places in the catalogue
    UserRuns in(IntPredicate packages) {
        return new UserRuns(this, IntStream.range(0, origins.length).filter(run -> packages.test(origins[run])).toArray());
    }

    /// How many documents there are.
    int size() {
        return documents.size();
    }

    /// The first document of a run; of the one behind the last run, the number of documents.
    int firstOf(int run) {
        return runs[run];
    }

    /// The place in the catalogue of the package version whose documents a run has.
    int origin(int run) {
        return origins[run];
    }

    CanonicalResource document(int at) {
        return documents.get(at);
    }

    /// Where a document's references begin in the list.
    int start(int at) {
        return starts[at];
    }

    /// The document that holds a reference of the list.
    int holder(int reference) {
        var found = Arrays.binarySearch(starts, reference);
        return found < 0 ? -found - 2 : found;
    }

    /// The first document that does not stand ahead of a position.
    int firstNotAhead(Position position) {
        var low = 0;
        var high = size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (compare(middle, position) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Whether a document stands at a position.
    boolean isAt(int at, Position position) {
        return at < size() && compare(at, position) == 0;
    }

    private int compare(int at, Position position) {
        return Listing.ORDER.compare(Listing.position(position.list(), documents.get(at)), position);
    }

    /// The numbers, among all references of a document, of those that are meant.
    List<Integer> ordinals(List<Use> uses) {
        return Uses.matching(uses, use -> kinds.contains(use.kind()) && target.met(use));
    }
}

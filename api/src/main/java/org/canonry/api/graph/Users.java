package org.canonry.api.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.canonry.api.page.Page;
import org.canonry.api.page.Page.Item;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.DocumentOrder;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.index.Fields;

/// The references to one target, as one long list, of which only the part that is asked for is ever read.
///
/// The index tells which documents hold how many of them; from that follows where each document's references begin in the list, and so any
/// page, the last as fast as the first. Only the documents of the page are opened.
final class Users {
    private static final int COUNT_BITS = 32;

    private final Listing documents;
    private final Target target;
    private final Set<UseKind> kinds;

    /// Where each document's references begin in the list, and behind the last one its length.
    private final int[] starts;

    /// @param counted for each kind and document its place in the high bits, and the number of its references in the low ones; ascending
    private Users(Snapshot snapshot, Target target, Set<UseKind> kinds, long[] counted) {
        var places = new int[counted.length];
        var begins = new int[counted.length + 1];
        var documents = 0;
        for (var each : counted) {
            var place = (int) (each >>> COUNT_BITS);
            if (documents == 0 || places[documents - 1] != place) {
                places[documents++] = place;
                begins[documents] = begins[documents - 1];
            }
            begins[documents] += (int) each;
        }
        this.documents = new Listing(snapshot, Arrays.copyOf(places, documents));
        this.starts = Arrays.copyOf(begins, documents + 1);
        this.target = target;
        this.kinds = kinds;
    }

    static Users none(Snapshot snapshot) {
        return new Users(snapshot, new Target(""), Set.of(), new long[0]);
    }

    static Users of(Snapshot snapshot, Target target, Set<UseKind> kinds) throws IOException {
        var order = DocumentOrder.of(snapshot);
        var counted = LongStream.builder();
        for (var kind : kinds) {
            var term = new Term(Fields.uses(kind), target.term());
            for (var leaf : snapshot.searcher().getIndexReader().leaves()) {
                count(leaf, term, order, counted);
            }
        }
        return new Users(snapshot, target, kinds, counted.build().sorted().toArray());
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

    Page<Usage> page(String list, Window window) {
        var total = starts[documents.size()];
        var from = window.after().map(after -> index(after, 1)).orElse(0);
        var to = window.before().map(before -> index(before, 0)).orElse(total);
        return Page.between(from, to, total, window, (start, end) -> items(list, start, end));
    }

    /// How many references stand ahead of a position, and at it if `andAt` is 1.
    private int index(Position position, int andAt) {
        var document = firstNotAhead(position);
        if (document == documents.size() || compare(document, position) != 0) {
            return starts[document];
        }
        var ordinal = Integer.parseInt(position.values().get(2)) + andAt;
        var ahead = ordinals(documents.get(document).references()).stream().filter(each -> each < ordinal).count();
        return starts[document] + (int) ahead;
    }

    private int firstNotAhead(Position position) {
        var low = 0;
        var high = documents.size();
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

    private int compare(int document, Position position) {
        return Listing.ORDER.compare(Listing.position(position.list(), documents.get(document)), position);
    }

    private List<Item<Usage>> items(String list, int start, int end) {
        var items = new ArrayList<Item<Usage>>(end - start);
        var found = Arrays.binarySearch(starts, start);
        for (var document = found < 0 ? -found - 2 : found; document < documents.size() && starts[document] < end; document++) {
            var all = items(list, documents.get(document));
            var skipped = Math.max(0, start - starts[document]);
            items.addAll(all.subList(skipped, Math.min(all.size(), end - starts[document])));
        }
        return items;
    }

    private List<Item<Usage>> items(String list, CanonicalResource by) {
        var uses = by.references();
        return ordinals(uses).stream()
                .map(ordinal -> new Item<>(Usage.of(by, uses.get(ordinal)), position(list, by, ordinal)))
                .toList();
    }

    private List<Integer> ordinals(List<Use> uses) {
        return Uses.matching(uses, use -> kinds.contains(use.kind()) && target.met(use));
    }

    private static Position position(String list, CanonicalResource by, int ordinal) {
        return new Position(list, List.of(Long.toString(by.lsn()), by.filename(), Integer.toString(ordinal)));
    }
}

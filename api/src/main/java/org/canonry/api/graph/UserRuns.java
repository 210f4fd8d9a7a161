package org.canonry.api.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.canonry.api.page.Page;
import org.canonry.api.page.Page.Item;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;

/// The references to one target from the documents of some package versions: a list put together from runs of [Users]. Any page of it, the last as
/// fast as the first, opens only the documents of the page. Immutable.
final class UserRuns {
    private final Users users;
    private final int[] runs;

    /// Where each run's references begin in this list, and behind the last one its length.
    private final int[] starts;

    /// @param runs ascending
    UserRuns(Users users, int[] runs) {
        this.users = users;
        this.runs = runs;
        this.starts = new int[runs.length + 1];
        for (var at = 0; at < runs.length; at++) {
            starts[at + 1] = starts[at] + references(at);
        }
    }

    /// How many runs there are.
    int size() {
        return runs.length;
    }

    /// How many references there are.
    int total() {
        return starts[runs.length];
    }

    /// How many references a run has.
    int references(int at) {
        return users.start(end(at)) - users.start(first(at));
    }

    /// The first document of a run.
    int first(int at) {
        return users.firstOf(runs[at]);
    }

    /// The document behind a run.
    int end(int at) {
        return users.firstOf(runs[at] + 1);
    }

    /// The place in the catalogue of the package version that a run is of.
    int origin(int at) {
        return users.origin(runs[at]);
    }

    /// Whose runs these are.
    Users users() {
        return users;
    }

    /// @param list name of the list for its positions
    Page<Usage> page(String list, Window window) {
        var from = window.after().map(after -> index(after, 1)).orElse(0);
        var to = window.before().map(before -> index(before, 0)).orElse(total());
        return Page.between(from, to, total(), window, (start, end) -> items(list, start, end));
    }

    /// How many references stand ahead of a position, and at it if `andAt` is 1.
    private int index(Position position, int andAt) {
        var document = users.firstNotAhead(position);
        var at = runWith(document);
        if (at == runs.length || document < first(at)) {
            return starts[at];
        }
        var before = starts[at] + users.start(document) - users.start(first(at));
        if (!users.isAt(document, position)) {
            return before;
        }
        var ordinal = Integer.parseInt(position.values().get(2)) + andAt;
        return before + (int) users.ordinals(users.document(document).references()).stream().filter(each -> each < ordinal).count();
    }

    /// The run that a document is in, or the first one behind it.
    private int runWith(int document) {
        var low = 0;
        var high = runs.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (end(middle) <= document) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<Item<Usage>> items(String list, int start, int end) {
        var items = new ArrayList<Item<Usage>>(end - start);
        for (var at = runOf(start); items.size() < end - start; at++) {
            var moved = users.start(first(at)) - starts[at];
            addItems(list, Math.max(start, starts[at]) + moved, Math.min(end, starts[at + 1]) + moved, items);
        }
        return items;
    }

    /// The run that holds a reference of this list.
    private int runOf(int reference) {
        var found = Arrays.binarySearch(starts, reference);
        return found < 0 ? -found - 2 : found;
    }

    /// @param start of a part of the users' whole list
    private void addItems(String list, int start, int end, List<Item<Usage>> items) {
        for (var document = users.holder(start); users.start(document) < end; document++) {
            var by = users.document(document);
            var uses = by.references();
            var ordinals = users.ordinals(uses);
            var skipped = Math.max(0, start - users.start(document));
            ordinals.subList(skipped, Math.min(ordinals.size(), end - users.start(document)))
                    .forEach(ordinal -> items.add(new Item<>(Usage.of(by, uses.get(ordinal)), position(list, by, ordinal))));
        }
    }

    private static Position position(String list, CanonicalResource by, int ordinal) {
        return new Position(list, List.of(Long.toString(by.lsn()), by.filename(), Integer.toString(ordinal)));
    }
}

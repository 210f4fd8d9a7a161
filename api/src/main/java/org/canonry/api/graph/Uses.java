package org.canonry.api.graph;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.canonry.api.page.Page;
import org.canonry.api.page.Page.Item;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;

/// Which resource refers to which, over the whole of a snapshot. Thread-safe.
///
/// A target is a url or `url|version`; nobody need carry it. An empty set of kinds stands for all of them.
public final class Uses {
    private static final String USES = "uses";
    private static final String USED_BY = "usedBy";
    private static final Comparator<Position> BY_ORDINAL = Comparator.comparingInt(Uses::ordinal);

    private final Snapshot snapshot;

    /// Of one snapshot.
    public Uses(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// The references that a resource holds, in the order of their appearance.
    public Page<Usage> uses(CanonicalResource resource, Set<UseKind> kinds, Window window) {
        var uses = resource.references();
        var asked = matching(uses, use -> allOrThese(kinds).contains(use.kind()));
        var page = Page.of(asked, ordinal -> new Position(USES, List.of(ordinal.toString())), BY_ORDINAL, window);
        var items = page.items().stream()
                .map(item -> new Item<>(Usage.of(resource, uses.get(item.node())), item.position()))
                .toList();
        return new Page<>(items, page.hasPrevious(), page.hasNext(), page.total());
    }

    /// The references to a url, whatever version they ask, or to `url|version`, if that is the target. In the order of the referring resources'
    /// lsn and file name, then of appearance.
    public Page<Usage> usedBy(String target, Set<UseKind> kinds, Window window) throws IOException {
        var wanted = Target.of(target);
        var users = wanted.isNothing() ? Users.none(snapshot) : Users.of(snapshot, wanted, allOrThese(kinds));
        return users.page(USED_BY, window);
    }

    /// The numbers, from 0, of the references that a test lets through.
    static List<Integer> matching(List<Use> uses, Predicate<Use> test) {
        return IntStream.range(0, uses.size()).filter(ordinal -> test.test(uses.get(ordinal))).boxed().toList();
    }

    private static Set<UseKind> allOrThese(Set<UseKind> kinds) {
        return kinds.isEmpty() ? EnumSet.allOf(UseKind.class) : kinds;
    }

    private static int ordinal(Position position) {
        return Integer.parseInt(position.values().getFirst());
    }
}

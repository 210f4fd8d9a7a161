package org.canonry.api.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.canonry.api.graph.UsageSummary.KindCount;
import org.canonry.api.page.Page;
import org.canonry.api.page.Page.Item;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.limits.Limits;

/// Which resource refers to which, in a snapshot or in some packages of it. Thread-safe.
///
/// A target is a url or `url|version`; nobody need carry it. An empty set of kinds stands for all of them. Packages are told by their places in the
/// catalogue: `Closure::contains` asks for users inside a closure.
public final class Uses {
    /// Users of whatever package.
    public static final IntPredicate EVERYWHERE = place -> true;

    private static final Set<UseKind> ALL = Set.of(UseKind.values());
    private static final String USES = "uses";
    private static final String USED_BY = "usedBy";
    private static final Comparator<Position> BY_ORDINAL = Comparator.comparingInt(Uses::ordinal);

    private final Snapshot snapshot;
    private final Limits limits;

    /// Of one snapshot, with the limit `users_kept`.
    public Uses(Snapshot snapshot, Limits limits) {
        this.snapshot = snapshot;
        this.limits = limits;
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
    ///
    /// @param packages whose resources count as users
    public Page<Usage> usedBy(String target, Set<UseKind> kinds, IntPredicate packages, Window window) throws IOException {
        return users(Target.of(target), allOrThese(kinds)).in(packages).page(USED_BY, window);
    }

    /// The same references, counted.
    public UsageSummary summary(String target, Set<UseKind> kinds, IntPredicate packages) throws IOException {
        var wanted = Target.of(target);
        var counts = new ArrayList<KindCount>();
        for (var kind : allOrThese(kinds)) {
            var users = users(wanted, Set.of(kind));
            if (users.size() > 0) {
                counts.add(KindCount.of(kind, users.in(packages)));
            }
        }
        counts.removeIf(count -> count.count() == 0);
        return new UsageSummary(snapshot, target, users(wanted, allOrThese(kinds)).in(packages), counts);
    }

    private Users users(Target target, Set<UseKind> kinds) throws IOException {
        var none = target.isNothing() ? Set.<UseKind>of() : kinds;
        return KeptUsers.of(snapshot, limits).get(snapshot, target, none);
    }

    /// The numbers, from 0, of the references that a test lets through.
    static List<Integer> matching(List<Use> uses, Predicate<Use> test) {
        return IntStream.range(0, uses.size()).filter(ordinal -> test.test(uses.get(ordinal))).boxed().toList();
    }

    private static Set<UseKind> allOrThese(Set<UseKind> kinds) {
        return kinds.isEmpty() ? ALL : Set.copyOf(kinds);
    }

    private static int ordinal(Position position) {
        return Integer.parseInt(position.values().getFirst());
    }
}

package org.canonry.api.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.canonry.api.graph.Closure;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// What changed between two package versions: canonicals that came, went, or say something else. Immutable.
///
/// Canonicals are the same by url; where a package carries a url several times, by file name as well, and what is left over on both sides is
/// paired in its order; further copies do not count. Version, date, meta and narrative alone are no change. All of this is told by the index; what a
/// canonical says is read from the bucket only for a [CanonicalChange] that is asked for it.
public final class PackageDiff {
    private static final Comparator<Position> ORDER = Comparator
            .comparing((Position position) -> position.values().getFirst())
            .thenComparing(position -> position.values().getLast());

    private final Snapshot snapshot;
    private final PackageVersion from;
    private final PackageVersion to;
    private final List<CanonicalResource> added = new ArrayList<>();
    private final List<CanonicalResource> removed = new ArrayList<>();
    private final List<CanonicalChange> changed = new ArrayList<>();
    private final List<CanonicalChange> renamed = new ArrayList<>();

    private PackageDiff(Snapshot snapshot, PackageVersion from, PackageVersion to) {
        this.snapshot = snapshot;
        this.from = from;
        this.to = to;
    }

    /// Compares two versions, of one package or of two.
    public static PackageDiff between(Snapshot snapshot, PackageVersion from, PackageVersion to) throws IOException {
        var diff = new PackageDiff(snapshot, from, to);
        var byUrl = new TreeMap<String, Both>();
        for (var resource : resources(snapshot, from)) {
            byUrl.computeIfAbsent(resource.url(), Both::new).before.put(resource.filename(), resource);
        }
        for (var resource : resources(snapshot, to)) {
            byUrl.computeIfAbsent(resource.url(), Both::new).after.put(resource.filename(), resource);
        }
        byUrl.values().forEach(diff::compare);
        diff.renamed.addAll(Renamed.among(diff.removed, diff.added));
        diff.renamed.sort(Comparator.comparing(change -> change.to().url()));
        return diff;
    }

    private static List<CanonicalResource> resources(Snapshot snapshot, PackageVersion version) throws IOException {
        return IntStream.of(snapshot.documents(Fields.PACKAGE_VERSION, version.id().toString())).mapToObj(snapshot::resource).toList();
    }

    private void compare(Both both) {
        if (both.before.isEmpty() || both.after.isEmpty()) {
            removed.addAll(both.before.values());
            added.addAll(both.after.values());
        } else {
            compareCopies(both);
        }
    }

    /// A further copy that only one side has neither came nor went: the url is there on both.
    private void compareCopies(Both both) {
        var filenames = new TreeSet<>(both.before.keySet());
        filenames.retainAll(both.after.keySet());
        for (var filename : filenames) {
            compare(both.before.remove(filename), both.after.remove(filename));
        }
        while (!both.before.isEmpty() && !both.after.isEmpty()) {
            compare(both.before.pollFirstEntry().getValue(), both.after.pollFirstEntry().getValue());
        }
    }

    private void compare(@Nullable CanonicalResource before, @Nullable CanonicalResource after) {
        if (before != null && after != null && !before.definitionHash().equals(after.definitionHash())) {
            changed.add(new CanonicalChange(before, after));
        }
    }

    /// The version that is compared from.
    public PackageVersion from() {
        return from;
    }

    /// The version that is compared to.
    public PackageVersion to() {
        return to;
    }

    /// Canonicals that only the later version carries, by url and file name.
    public Page<CanonicalResource> added(Window window) {
        return Page.of(added, place("added"), ORDER, window);
    }

    /// Canonicals that only the earlier version carries, by url and file name.
    public Page<CanonicalResource> removed(Window window) {
        return Page.of(removed, place("removed"), ORDER, window);
    }

    /// Canonicals of both that say something else, by url and file name.
    public Page<CanonicalChange> changed(Window window) {
        return Page.of(changed, place("changed").compose(CanonicalChange::to), ORDER, window);
    }

    /// Canonicals that have another url and are the same in all likelihood, by their new url and file name. They are among the removed and the added
    /// ones as well.
    public Page<CanonicalChange> renamed(Window window) {
        return Page.of(renamed, place("renamed").compose(CanonicalChange::to), ORDER, window);
    }

    /// Resources of a package version and of all that it needs that refer to canonicals that changed or went, in the order of their lsn and file name.
    ///
    /// Those of the compared packages are left out, since they change together; unless it is their own closure.
    public Page<Touch> touched(PackageVersion in, Window window) throws IOException {
        var others = Closure.of(Dependencies.of(snapshot), List.of(in)).versions().stream()
                .filter(version -> version.equals(in) || !isCompared(version))
                .toList();
        return new Touched(snapshot, changed, removed).in(others, window);
    }

    private boolean isCompared(PackageVersion version) {
        return version.id().name().equals(from.id().name()) || version.id().name().equals(to.id().name());
    }

    /// Declared dependencies that are others, by name.
    public List<DependencyChange> dependencies() {
        return DependencyChange.between(from, to);
    }

    private static Function<CanonicalResource, Position> place(String list) {
        return resource -> new Position(list, List.of(resource.url(), resource.filename()));
    }

    /// The resources of one url, by file name.
    private record Both(TreeMap<String, CanonicalResource> before, TreeMap<String, CanonicalResource> after) {
        Both(String url) {
            this(new TreeMap<>(), new TreeMap<>());
        }
    }
}

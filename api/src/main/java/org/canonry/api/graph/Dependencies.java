package org.canonry.api.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// The declared dependencies of all package versions of a snapshot, in both directions. Thread-safe.
///
/// What a version declares is resolved once, when it is first asked for, so that asking as at an earlier lsn costs no more than the versions that
/// are met.
public final class Dependencies {
    private static final String DEPENDENTS = "dependents";
    private static final Comparator<Position> BY_ID = Comparator.comparing(Dependencies::id);

    private final Packages packages;
    private final Selection selection;
    private final AtomicReferenceArray<@Nullable Declared> declared;
    private volatile @Nullable List<List<PackageVersion>> dependents;

    /// What one version declares.
    ///
    /// @param targets the places of what is resolved, each once
    private record Declared(List<Requirement> requirements, int[] targets) {}

    /// Over a catalogue.
    public Dependencies(Packages packages) {
        this.packages = packages;
        this.selection = new Selection(packages);
        this.declared = new AtomicReferenceArray<>(packages.versions().size());
    }

    /// Of a snapshot.
    public static Dependencies of(Snapshot snapshot) {
        return snapshot.derived(Dependencies.class, of -> new Dependencies(of.packages()));
    }

    /// Of a snapshot as at an earlier lsn: what came later is not there, and a wildcard or a tag means what it meant then.
    ///
    /// @throws org.canonry.api.snapshot.LsnAhead when the snapshot is not that far yet
    public static Dependencies of(Snapshot snapshot, long asOf) {
        var then = snapshot.packages(asOf);
        return then == snapshot.packages() ? of(snapshot) : new Dependencies(then);
    }

    /// The package versions that these are between.
    public Packages packages() {
        return packages;
    }

    /// What a version declares, in the order of its package.json.
    ///
    /// @throws IllegalArgumentException when the version is not of the snapshot
    public List<Requirement> of(PackageVersion version) {
        return declared(packages.place(version)).requirements;
    }

    /// What the dependencies of a version would mean here, whether or not the version itself is of the snapshot. In the order of its package.json.
    public List<Requirement> resolve(PackageVersion version) {
        return version.dependencies().stream().map(dependency -> selection.of(version, dependency)).toList();
    }

    /// The places of what the version at a place resolves to, in the order of its package.json, each once. Not to be changed.
    int[] targets(int place) {
        return declared(place).targets;
    }

    private Declared declared(int place) {
        var known = declared.get(place);
        if (known == null) {
            var requirements = resolve(packages.versions().get(place));
            known = new Declared(requirements, targets(requirements));
            declared.set(place, known);
        }
        return known;
    }

    private int[] targets(List<Requirement> requirements) {
        return requirements.stream()
                .flatMap(requirement -> Stream.ofNullable(requirement.resolved()))
                .mapToInt(packages::place)
                .distinct()
                .toArray();
    }

    /// The versions whose declared dependency resolves to this one, by name and version, each once, without those that are withdrawn.
    ///
    /// @throws IllegalArgumentException when the version is not of the snapshot
    public Page<PackageVersion> dependents(PackageVersion version, Window window) {
        return Page.of(dependents().get(packages.place(version)), Dependencies::position, BY_ID, window);
    }

    private List<List<PackageVersion>> dependents() {
        var known = dependents;
        if (known == null) {
            known = turnedAround();
            dependents = known;
        }
        return known;
    }

    private List<List<PackageVersion>> turnedAround() {
        var versions = packages.versions();
        var reversed = new ArrayList<Collection<PackageVersion>>();
        versions.forEach(version -> reversed.add(new TreeSet<>(Comparator.comparing(PackageVersion::id))));
        for (var place = 0; place < versions.size(); place++) {
            if (packages.isWithdrawn(place)) {
                continue;
            }
            for (var target : targets(place)) {
                reversed.get(target).add(versions.get(place));
            }
        }
        return reversed.stream().map(List::copyOf).toList();
    }

    /// The graph of what some versions declare, or word that it would be too large.
    ///
    /// @throws IllegalArgumentException when a version is not of the snapshot
    public GraphAnswer graph(List<PackageVersion> roots, Limits limits) {
        return DependencyGraph.of(this, roots, false, limits);
    }

    private static Position position(PackageVersion version) {
        return new Position(DEPENDENTS, List.of(version.id().name().text(), version.id().version().text()));
    }

    private static PackageId id(Position position) {
        return PackageId.of(position.values().getFirst(), position.values().getLast());
    }
}

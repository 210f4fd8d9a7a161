package org.canonry.api.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;

/// The declared dependencies of all package versions of a snapshot, resolved once, in both directions. Immutable.
public final class Dependencies {
    private static final String DEPENDENTS = "dependents";
    private static final Comparator<Position> BY_ID = Comparator.comparing(Dependencies::id);

    private final List<PackageVersion> versions;

    /// Where a version stands in the lists, by its lsn: hashing a whole version would take longer than a closure.
    private final Map<Long, Integer> places = new HashMap<>();
    private final List<List<Requirement>> declared = new ArrayList<>();
    private final List<List<PackageVersion>> dependents = new ArrayList<>();

    /// Over a catalogue.
    public Dependencies(Packages packages) {
        this.versions = List.copyOf(packages.versions());
        for (var version : versions) {
            places.put(version.lsn(), places.size());
        }
        var selection = new Selection(packages);
        for (var version : versions) {
            declared.add(version.dependencies().stream().map(dependency -> selection.of(version, dependency)).toList());
        }
        turnAround();
    }

    /// Of a snapshot, worked out when they are first asked for.
    public static Dependencies of(Snapshot snapshot) {
        return snapshot.derived(Dependencies.class, of -> new Dependencies(of.packages()));
    }

    private void turnAround() {
        var reversed = new ArrayList<Collection<PackageVersion>>();
        versions.forEach(version -> reversed.add(new TreeSet<>(Comparator.comparing(PackageVersion::id))));
        for (var requirements : declared) {
            for (var requirement : requirements) {
                if (requirement.resolved() != null) {
                    reversed.get(place(requirement.resolved())).add(requirement.from());
                }
            }
        }
        reversed.forEach(each -> dependents.add(List.copyOf(each)));
    }

    /// What a version declares, in the order of its package.json.
    ///
    /// @throws IllegalArgumentException when the version is not of the snapshot
    public List<Requirement> of(PackageVersion version) {
        return declared.get(place(version));
    }

    /// The versions whose declared dependency resolves to this one, by name and version, each once.
    ///
    /// @throws IllegalArgumentException when the version is not of the snapshot
    public Page<PackageVersion> dependents(PackageVersion version, Window window) {
        return Page.of(dependents.get(place(version)), Dependencies::position, BY_ID, window);
    }

    /// The graph that some versions span together, or word that it would be too large.
    ///
    /// @throws IllegalArgumentException when a version is not of the snapshot
    public GraphAnswer graph(List<PackageVersion> roots, Limits limits) {
        return new GraphWalk(this, limits).from(roots);
    }

    /// Where a version stands, from 0.
    int place(PackageVersion version) {
        var place = places.get(version.lsn());
        if (place == null || !versions.get(place).id().equals(version.id())) {
            throw new IllegalArgumentException(version.id() + " is not of this snapshot");
        }
        return place;
    }

    private static Position position(PackageVersion version) {
        return new Position(DEPENDENTS, List.of(version.id().name().text(), version.id().version().text()));
    }

    private static PackageId id(Position position) {
        return PackageId.of(position.values().getFirst(), position.values().getLast());
    }
}

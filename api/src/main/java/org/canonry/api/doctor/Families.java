package org.canonry.api.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.graph.Closure;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.graph.Requirement;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.packages.PackageVersion;

/// All package versions of a snapshot by their family. Immutable.
final class Families {
    private final Dependencies dependencies;
    private final Map<Family, List<PackageVersion>> versions = new HashMap<>();

    private Families(Dependencies dependencies) {
        this.dependencies = dependencies;
        var standing = dependencies.packages().versions().stream().filter(version -> !dependencies.packages().isWithdrawn(version)).toList();
        for (var version : standing) {
            versions.computeIfAbsent(of(version), family -> new ArrayList<>()).add(version);
        }
    }

    /// Of a snapshot, put together when they are first asked for.
    static Families of(Snapshot snapshot) {
        // Not within what derives the families: what is derived must not ask for what else is.
        var dependencies = Dependencies.of(snapshot);
        return snapshot.derived(Families.class, absent -> new Families(dependencies));
    }

    static Family of(PackageVersion version) {
        return Family.of(version.id().name().text());
    }

    static Family of(Requirement requirement) {
        return Family.of(Names.of(requirement));
    }

    /// Every version of a family's packages.
    List<PackageVersion> versions(Family family) {
        return versions.getOrDefault(family, List.of());
    }

    /// What comes with a family's packages, by all versions of them that are there: it itself, and every family that they need, found or not.
    Set<Family> brings(Family family) {
        var needed = Closure.of(dependencies, versions(family)).versions().stream().flatMap(version -> dependencies.of(version).stream());
        return Stream.concat(Stream.of(family), needed.map(Families::of)).collect(Collectors.toUnmodifiableSet());
    }
}

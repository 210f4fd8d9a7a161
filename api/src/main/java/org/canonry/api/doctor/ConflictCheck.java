package org.canonry.api.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.canonry.storage.packages.PackageVersion;

/// Looks for packages that a subject reaches in more than one version.
final class ConflictCheck {
    private final Surroundings surroundings;

    ConflictCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<PackageFinding> check() {
        var versions = new TreeMap<String, List<PackageVersion>>();
        for (var version : surroundings.declared().versions()) {
            versions.computeIfAbsent(version.id().name().text(), name -> new ArrayList<>()).add(version);
        }
        return versions.values().stream().filter(each -> each.size() > 1).map(this::conflict).toList();
    }

    /// Tools are used to several versions of what they add themselves.
    private PackageFinding conflict(List<PackageVersion> versions) {
        var highestFirst = versions.stream().sorted(Comparator.comparing(PackageVersion::id).reversed()).toList();
        var name = highestFirst.getFirst().id().name().text();
        return new PackageFinding(
                Family.of(name).isAddedByTools() ? Level.NOTE : Level.WARNING, FindingKind.VERSION_CONFLICT, name, name, null, highestFirst, null,
                0, "It is there in %s versions: %s.".formatted(versions.size(), ways(highestFirst)),
                "Raise the dependency that brings the lower one, or declare %s yourself, so that readers see which is meant."
                        .formatted(DependencyLine.on(highestFirst.getFirst())));
    }

    private String ways(List<PackageVersion> versions) {
        return versions.stream().map(this::way).collect(Collectors.joining("; "));
    }

    private String way(PackageVersion version) {
        var path = surroundings.declared().path(version);
        return path.size() == 1
                ? "%s, declared".formatted(version.id().version())
                : "%s by %s".formatted(version.id().version(), path.get(path.size() - 2).id());
    }
}

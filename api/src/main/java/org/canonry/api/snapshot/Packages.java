package org.canonry.api.snapshot;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;

/// The package versions of a snapshot, in memory. Immutable.
public final class Packages {
    private final Map<String, PackageHistory> byName;
    private final Map<PackageId, PackageVersion> byId = new HashMap<>();
    private final Map<Long, PackageVersion> byLsn = new LinkedHashMap<>();

    /// @param versions in the order of their lsn
    public Packages(Collection<PackageVersion> versions) {
        for (var version : versions) {
            byId.put(version.id(), version);
            byLsn.put(version.lsn(), version);
        }
        byName = versions.stream()
                .collect(Collectors.groupingBy(version -> version.id().name(), Collectors.toList()))
                .entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().text(), entry -> history(entry.getKey(), entry.getValue()), (one, other) -> one, TreeMap::new));
    }

    private static PackageHistory history(PackageName name, List<PackageVersion> versions) {
        return new PackageHistory(
                name,
                versions.stream()
                        .sorted(Comparator.comparing((PackageVersion version) -> version.id().version()).reversed())
                        .toList());
    }

    /// The package of that name, written exactly so.
    public Optional<PackageHistory> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// All packages, by name.
    public Collection<PackageHistory> all() {
        return byName.values();
    }

    /// That package version.
    public Optional<PackageVersion> version(PackageId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The package version that a text such as `name@4.0.x` means; empty when it means none.
    public Optional<PackageVersion> version(PackageSpec spec) {
        return named(spec.name().text()).flatMap(history -> history.select(spec.selector()));
    }

    /// The package version that came with that event.
    public Optional<PackageVersion> version(long lsn) {
        return Optional.ofNullable(byLsn.get(lsn));
    }

    /// All package versions, in the order of the log.
    public SequencedCollection<PackageVersion> versions() {
        return List.copyOf(byLsn.values());
    }
}

package org.canonry.api.snapshot;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;

/// The package versions of a snapshot, in memory. Immutable.
///
/// Each stands at a place, from 0, in the order of the log. What was there at an earlier lsn stands at the same places then.
public final class Packages {
    private final List<PackageVersion> versions;
    private final long[] lsns;
    private final Map<String, PackageHistory> byName;
    private final Map<PackageId, PackageVersion> byId = new HashMap<>();

    /// @param versions in the order of their lsn, each with one of its own
    public Packages(Collection<PackageVersion> versions) {
        this.versions = List.copyOf(versions);
        this.lsns = versions.stream().mapToLong(PackageVersion::lsn).toArray();
        for (var version : versions) {
            byId.put(version.id(), version);
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
        var place = Arrays.binarySearch(lsns, lsn);
        return place < 0 ? Optional.empty() : Optional.of(versions.get(place));
    }

    /// All package versions, in the order of the log.
    public List<PackageVersion> versions() {
        return versions;
    }

    /// Where a version stands.
    ///
    /// @throws IllegalArgumentException when it is none of these
    public int place(PackageVersion version) {
        if (!has(version)) {
            throw new IllegalArgumentException(version.id() + " is not of this snapshot");
        }
        return Arrays.binarySearch(lsns, version.lsn());
    }

    /// Whether a version is one of these.
    public boolean has(PackageVersion version) {
        var place = Arrays.binarySearch(lsns, version.lsn());
        return place >= 0 && versions.get(place).id().equals(version.id());
    }

    /// How many there were when an event had been taken in: those at the places below.
    public int countAt(long lsn) {
        var place = Arrays.binarySearch(lsns, lsn);
        return place < 0 ? -place - 1 : place + 1;
    }

    /// Those that were there when an event had been taken in.
    public Packages asOf(long lsn) {
        var count = countAt(lsn);
        return count == versions.size() ? this : new Packages(versions.subList(0, count));
    }
}

package org.canonry.api.snapshot;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;

/// The package versions of a snapshot, in memory. Immutable.
///
/// Each stands at a place, from 0, in the order of the log. What was there at an earlier lsn stood at the same places, so that looking back costs
/// nothing but leaving out what came later.
///
/// A version that is withdrawn has its place too: it is found by its exact version, and by nothing else.
public final class Packages {
    private final List<PackageVersion> versions;

    /// Of what came later too, as the two maps are.
    private final long[] lsns;
    private final Map<String, PackageHistory> byName;
    private final Map<PackageId, PackageVersion> byId;

    /// Those to which something happened since they came; of what came later too.
    private final List<PackageVersion> turned;
    private final long asOf;
    private final BitSet withdrawn = new BitSet();

    /// @param versions in the order of their lsn, each with one of its own
    public Packages(Collection<PackageVersion> versions) {
        this.versions = List.copyOf(versions);
        this.lsns = versions.stream().mapToLong(PackageVersion::lsn).toArray();
        this.asOf = Long.MAX_VALUE;
        this.turned = versions.stream().filter(version -> !version.standing().turns().isEmpty()).toList();
        this.byId = versions.stream().collect(Collectors.toUnmodifiableMap(PackageVersion::id, Function.identity()));
        this.byName = versions.stream()
                .collect(Collectors.groupingBy(version -> version.id().name(), Collectors.toList()))
                .entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().text(), entry -> history(entry.getKey(), entry.getValue()), (one, other) -> one, TreeMap::new));
        findWithdrawn();
    }

    private Packages(Packages later, int count, long asOf) {
        this.versions = later.versions.subList(0, count);
        this.lsns = later.lsns;
        this.byId = later.byId;
        this.byName = later.byName;
        this.turned = later.turned;
        this.asOf = asOf;
        findWithdrawn();
    }

    private void findWithdrawn() {
        turned.stream()
                .filter(version -> has(version) && version.standing().withdrawal(asOf).isPresent())
                .forEach(version -> withdrawn.set(place(version.lsn())));
    }

    private static PackageHistory history(PackageName name, List<PackageVersion> versions) {
        var sorted = versions.stream().sorted(Comparator.comparing((PackageVersion version) -> version.id().version()).reversed()).toList();
        return new PackageHistory(name, sorted, standing(sorted, Long.MAX_VALUE));
    }

    private static List<PackageVersion> standing(List<PackageVersion> versions, long asOf) {
        return versions.stream().filter(version -> version.standing().withdrawal(asOf).isEmpty()).toList();
    }

    /// The package of that name, written exactly so.
    public Optional<PackageHistory> named(String name) {
        return Optional.ofNullable(byName.get(name)).flatMap(this::then);
    }

    /// The package of that name in another case: in lower case, where there is one, else the first in any.
    public Optional<PackageHistory> namedInAnotherCase(String name) {
        return named(name.toLowerCase(Locale.ROOT))
                .or(() -> all().stream().filter(history -> history.name().text().equalsIgnoreCase(name)).findFirst())
                .filter(history -> !history.name().text().equals(name));
    }

    /// All packages that have a version that is not withdrawn, by name.
    public Collection<PackageHistory> all() {
        return byName.values().stream().flatMap(history -> then(history).stream()).filter(history -> !history.standing().isEmpty()).toList();
    }

    private Optional<PackageHistory> then(PackageHistory history) {
        if (isNow()) {
            return Optional.of(history);
        }
        var then = history.versions().stream().filter(this::has).toList();
        return then.isEmpty() ? Optional.empty() : Optional.of(new PackageHistory(history.name(), then, standing(then, asOf)));
    }

    private boolean isNow() {
        return asOf == Long.MAX_VALUE;
    }

    /// Whether a version is withdrawn.
    public boolean isWithdrawn(PackageVersion version) {
        return has(version) && isWithdrawn(place(version.lsn()));
    }

    /// Whether the version at a place is withdrawn.
    public boolean isWithdrawn(int place) {
        return withdrawn.get(place);
    }

    /// Those that are withdrawn, in the order of the log.
    public List<PackageVersion> withdrawn() {
        return withdrawn.stream().mapToObj(versions::get).toList();
    }

    /// That package version.
    public Optional<PackageVersion> version(PackageId id) {
        return Optional.ofNullable(byId.get(id)).filter(this::has);
    }

    /// The package version that a text such as `name@4.0.x` means; empty when it means none.
    public Optional<PackageVersion> version(PackageSpec spec) {
        return named(spec.name().text()).flatMap(history -> history.select(spec.selector()));
    }

    /// The package version that came with that event.
    public Optional<PackageVersion> version(long lsn) {
        var place = place(lsn);
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
        return place(version.lsn());
    }

    /// Whether a version is one of these.
    public boolean has(PackageVersion version) {
        var place = place(version.lsn());
        return place >= 0 && versions.get(place).id().equals(version.id());
    }

    /// How many there were when an event had been taken in: those at the places below.
    public int countAt(long lsn) {
        var place = place(lsn);
        return place < 0 ? -place - 1 : place + 1;
    }

    /// Those that were there when an event had been taken in, as they stood then.
    public Packages asOf(long lsn) {
        var count = countAt(lsn);
        var stood = turned.stream().allMatch(version -> version.standing().lsn() <= lsn);
        return count == versions.size() && stood ? this : new Packages(this, count, lsn);
    }

    /// Negative, as [Arrays#binarySearch(long[], long)] has it, when no version came with that event.
    private int place(long lsn) {
        return Arrays.binarySearch(lsns, 0, versions.size(), lsn);
    }
}

package org.canonry.api.query.packages;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.PositionMisplaced;
import org.canonry.api.page.Window;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirVersion;
import org.canonry.storage.packages.PackageVersion;

/// A search for packages, in memory: by name without a text, else the best first and then by name.
///
/// @param text words, all of which the name, title or description of a package must hold; blank means none
/// @param filter which packages are wanted
/// @param window the part of them that is wanted
public record PackageQuery(Optional<String> text, PackageFilter filter, Window window) {
    private static final Comparator<Position> ORDER = Comparator.<Position>comparingDouble(position -> -score(position))
            .thenComparing(position -> position.values().getLast());

    /// Runs the search.
    ///
    /// @throws InvalidQuery when the text is longer than the limit `query_characters`
    /// @throws PositionMisplaced when the window hangs on a position of another search
    /// @throws IOException when the index cannot be read
    public Page<PackageHit> run(Snapshot snapshot, Limits limits) throws IOException {
        if (text.orElse("").length() > limits.of(Limit.QUERY_CHARACTERS)) {
            throw InvalidQuery.beyond(limits, Limit.QUERY_CHARACTERS, limits.intOf(Limit.QUERY_CHARACTERS) + 1);
        }
        window.after().ifPresent(this::mustBeOfThisList);
        window.before().ifPresent(this::mustBeOfThisList);
        var wanted = wanted(snapshot);
        var words = text.filter(asked -> !asked.isBlank()).map(PackageWords::of);
        var hits = snapshot.packages().all().stream()
                .filter(history -> history.standing().stream().anyMatch(wanted))
                .map(history -> new PackageHit(history, words.map(asked -> asked.score(history)).orElse(OptionalDouble.empty())))
                .filter(hit -> words.isEmpty() || hit.score().isPresent())
                .sorted(Comparator.comparing(this::position, ORDER))
                .toList();
        return Page.of(hits, this::position, ORDER, window);
    }

    private String list() {
        return "packages:%08x".formatted((text.orElse("") + '\n' + filter).hashCode());
    }

    private Position position(PackageHit hit) {
        return new Position(list(), List.of(Double.toString(hit.score().orElse(0)), hit.history().name().text()));
    }

    private void mustBeOfThisList(Position position) {
        if (!position.list().equals(list()) || position.values().size() != 2) {
            throw new PositionMisplaced();
        }
    }

    private static double score(Position position) {
        try {
            return Double.parseDouble(position.values().getFirst());
        } catch (NumberFormatException e) {
            throw new PositionMisplaced();
        }
    }

    private Predicate<PackageVersion> wanted(Snapshot snapshot) throws IOException {
        var carriers = filter.carries() == null ? Set.<Long>of() : carriers(filter.carries(), snapshot);
        return version -> isForFhirVersion(version)
                && (filter.type().isEmpty() || filter.type().stream().anyMatch(type -> type.equalsIgnoreCase(version.type())))
                && (filter.canonical() == null || (version.canonical() != null && version.canonical().startsWith(filter.canonical())))
                && (filter.dependsOn() == null || version.dependencies().stream().anyMatch(each -> each.name().equals(filter.dependsOn())))
                && (filter.carries() == null || carriers.contains(version.lsn()));
    }

    private boolean isForFhirVersion(PackageVersion version) {
        return filter.fhirVersion().isEmpty()
                || filter.fhirVersion().stream().map(FhirVersion::of).anyMatch(asked -> version.fhirVersions().stream().anyMatch(asked::matches));
    }

    private static Set<Long> carriers(String reference, Snapshot snapshot) throws IOException {
        var version = Reference.version(reference);
        return snapshot.carriers(Reference.url(reference)).stream()
                .filter(carrier -> version.isEmpty() || Objects.equals(carrier.version(), version))
                .map(CanonicalResource::lsn)
                .collect(Collectors.toSet());
    }
}

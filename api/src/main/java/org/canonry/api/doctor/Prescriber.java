package org.canonry.api.doctor;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.canonry.api.doctor.Prescription.Addition;
import org.canonry.api.graph.Closure;
import org.canonry.api.graph.Requirement;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// Finds the fewest package versions whose closures carry what the subject's references miss.
///
/// Only those are tried that carry some of it themselves: what merely depends on such a one can never do better. Of package versions that cure the
/// same, the one that carries most of it itself is taken, then the one that brings no further version of what is there, then releases, small
/// closures and high versions.
final class Prescriber {
    private final Surroundings surroundings;
    private final Limits limits;

    Prescriber(Surroundings surroundings, Limits limits) {
        this.surroundings = surroundings;
        this.limits = limits;
    }

    /// @param cures what it has of the references, itself or by what it needs
    /// @param own how many of these it carries itself
    /// @param clashes how many packages it brings in another version than is there
    private record Candidate(PackageVersion version, BitSet cures, int own, int clashes, int closure) {
        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::own)
                .reversed()
                .thenComparingInt(Candidate::clashes)
                .thenComparing(candidate -> !candidate.version.id().version().isRelease())
                .thenComparingInt(Candidate::closure)
                .thenComparing(candidate -> candidate.version.id().name())
                .thenComparing(candidate -> candidate.version.id().version(), Comparator.reverseOrder());

        /// Whether another cures all that this one does, and more.
        boolean isOutdoneBy(Candidate other) {
            var both = (BitSet) cures.clone();
            both.and(other.cures);
            return both.equals(cures) && !other.cures.equals(cures);
        }
    }

    Prescription prescribe(List<ReferenceFinding> findings) {
        var missed = findings.stream()
                .filter(finding -> finding.kind() == FindingKind.REFERENCE_OUTSIDE_CLOSURE && finding.level().isAtLeast(Level.WARNING))
                .map(finding -> finding.providers().stream().filter(surroundings.releases()::fits).toList())
                .filter(providers -> !providers.isEmpty())
                .toList();
        var candidates = candidates(missed);
        var cover = SetCover.of(candidates.stream().map(Candidate::cures).toList(), limits.of(Limit.DOCTOR_COVER_STEPS));
        var additions = cover.chosen().stream()
                .map(candidates::get)
                .map(this::addition)
                .sorted(Comparator.comparing(addition -> addition.version().id()))
                .toList();
        return new Prescription(additions, cover.smallest(), missed.size());
    }

    private Addition addition(Candidate candidate) {
        var name = candidate.version.id().name().text();
        var instead = surroundings.requirements().stream().filter(requirement -> Names.of(requirement).equals(name)).findFirst();
        return new Addition(candidate.version, instead.map(Requirement::requirement).orElse(null), candidate.cures.cardinality());
    }

    /// The best of those that cure the same, without those that another outdoes.
    private List<Candidate> candidates(List<List<PackageVersion>> missed) {
        Map<BitSet, Candidate> best = new HashMap<>();
        missed.stream().flatMap(List::stream).distinct().map(version -> candidate(version, missed)).forEach(candidate -> best.merge(
                candidate.cures, candidate, (one, other) -> Candidate.BEST_FIRST.compare(one, other) <= 0 ? one : other));
        return best.values().stream()
                .filter(candidate -> best.values().stream().noneMatch(candidate::isOutdoneBy))
                .sorted(Candidate.BEST_FIRST)
                .toList();
    }

    private Candidate candidate(PackageVersion version, List<List<PackageVersion>> missed) {
        var closure = surroundings.closure(List.of(version));
        var cures = new BitSet();
        var own = 0;
        for (var reference = 0; reference < missed.size(); reference++) {
            cures.set(reference, missed.get(reference).stream().anyMatch(closure::contains));
            own += missed.get(reference).contains(version) ? 1 : 0;
        }
        return new Candidate(version, cures, own, clashes(closure), closure.size());
    }

    private int clashes(Closure closure) {
        var there = new HashMap<String, PackageVersion>();
        surroundings.declared().versions().forEach(version -> there.putIfAbsent(version.id().name().text(), version));
        return (int) closure.versions().stream()
                .filter(version -> {
                    var present = there.get(version.id().name().text());
                    return present != null && !Objects.equals(present.id(), version.id());
                })
                .count();
    }
}

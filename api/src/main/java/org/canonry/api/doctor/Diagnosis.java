package org.canonry.api.doctor;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.storage.packages.PackageVersion;

/// What was found out about a package version. Immutable.
///
/// @param version what was examined; of no snapshot when nobody has published it yet
/// @param resources how many resources were looked at
/// @param references how many different references they hold
/// @param elsewhere how many of these lead out of the world of packages, by what they lead to: LOINC, UCUM and the like
/// @param findings the worst first
/// @param prescription what to add
public record Diagnosis(
        PackageVersion version,
        int resources,
        int references,
        Map<String, Integer> elsewhere,
        List<Finding> findings,
        Prescription prescription) {

    /// The level of the worst finding; empty when there is none.
    public Optional<Level> worst() {
        return findings.stream().findFirst().map(Finding::level);
    }

    /// Whether nothing is as grave as that.
    public boolean isHealthy(Level level) {
        return worst().stream().noneMatch(worst -> worst.isAtLeast(level));
    }

    /// How many findings there are of each level and kind, the gravest first; only what there is.
    public List<Count> counts() {
        var counts = new EnumMap<Level, Map<FindingKind, Integer>>(Level.class);
        for (var finding : findings) {
            counts.computeIfAbsent(finding.level(), level -> new EnumMap<>(FindingKind.class)).merge(finding.kind(), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .flatMap(level -> level.getValue().entrySet().stream().map(kind -> new Count(level.getKey(), kind.getKey(), kind.getValue())))
                .toList();
    }

    /// How many findings are of a level and a kind.
    public record Count(Level level, FindingKind kind, int count) {}
}

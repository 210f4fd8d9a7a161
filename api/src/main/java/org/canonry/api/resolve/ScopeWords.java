package org.canonry.api.resolve;

import java.util.List;
import java.util.stream.Collectors;
import org.canonry.api.graph.Closure;
import org.canonry.storage.packages.PackageVersion;

/// Puts a [Range] into words: what it is, how a package is reached in it, why one is not and what would bring it.
///
/// @param range of one scope
record ScopeWords(Range range) {
    private static final int NAMED_ROOTS = 3;

    /// ` in the closure of a@1.0.0`, to go on a sentence; empty for everything that there is.
    String where() {
        var scope = range.scope();
        var closure = isClosed() ? " in the closure of " + roots() : "";
        var fhir = scope.fhirVersion() == null ? "" : " for FHIR " + scope.fhirVersion();
        return closure + fhir + (scope.asOf() == null ? "" : " as at lsn " + scope.asOf());
    }

    private boolean isClosed() {
        return !range.roots().isEmpty() && range.scope().strategy() != Strategy.LATEST;
    }

    /// The packages of the scope, by name and version.
    String roots() {
        var roots = range.roots();
        var named = roots.stream().limit(NAMED_ROOTS).map(ScopeWords::id).collect(Collectors.joining(", "));
        return roots.size() <= NAMED_ROOTS ? named : "%s and %d more".formatted(named, roots.size() - NAMED_ROOTS);
    }

    /// By which way the scope has the chosen one's package, as a sentence that begins with a space; empty without packages.
    String origin(int carrier) {
        var place = range.place(carrier);
        var version = range.version(place);
        var path = path(carrier);
        if (range.roots().isEmpty() || path.isEmpty()) {
            return "";
        }
        if (!closure().contains(place)) {
            return " It comes from %s, the core definitions of the FHIR version that is meant, which need not be declared.".formatted(id(version));
        }
        return path.size() == 1
                ? " %s is in the scope itself.".formatted(id(version))
                : " It comes by " + path.stream().map(ScopeWords::id).collect(Collectors.joining(" → ")) + ".";
    }

    /// From a package of the scope to the one that carries a resource; empty when there is no way.
    List<PackageVersion> path(int carrier) {
        var place = range.place(carrier);
        if (!range.isOfScope(place)) {
            return List.of();
        }
        var version = range.version(place);
        return closure().contains(place) ? closure().path(version) : List.of(range.roots().getFirst(), version);
    }

    /// Why a carrier is none of the range's, as a sentence.
    String whyOutside(int carrier, Range.Outside outside) {
        var version = range.version(range.place(carrier));
        return switch (outside) {
            case CAME_LATER -> "Passed over: %s came with lsn %d, after the one that is asked about.".formatted(id(version), version.lsn());
            case WITHDRAWN -> "Passed over: %s is withdrawn; only a scope that names it, or a dependency on exactly this version, has it.".formatted(id(version));
            case OTHER_FHIR_VERSION -> "Passed over: %s is for FHIR %s, and %s is asked for.".formatted(
                    id(version), String.join(", ", version.fhirVersions()), range.scope().fhirVersion());
            case OUTSIDE_CLOSURE -> "Passed over: %s is outside the closure of %s%s.%s".formatted(
                    id(version), roots(), instead(version), remedy(version));
            case LOWER_VERSION -> "Passed over: the scope has a higher version of %s, and by this strategy only the highest counts.".formatted(
                    version.id().name());
        };
    }

    private String instead(PackageVersion version) {
        var there = range.versionsOf(version)
                .filter(closure()::contains)
                .map(other -> other.id().version().text())
                .collect(Collectors.joining(", "));
        return there.isEmpty() ? "" : ", which has %s of that package".formatted(there);
    }

    /// What to declare so that a package is in the closure, as a sentence that begins with a space; empty for a package that cannot depend on itself.
    String remedy(PackageVersion version) {
        if (range.roots().stream().anyMatch(root -> root.id().name().equals(version.id().name()))) {
            return "";
        }
        var careful = range.fhir().suits(version) ? "" : ", but it is for FHIR " + String.join(", ", version.fhirVersions());
        return " The dependency \"%s\": \"%s\" would bring it%s.".formatted(version.id().name(), version.id().version(), careful);
    }

    /// What of the scope means nothing, as a sentence.
    String problems() {
        return "The scope finds nothing: %s.".formatted(String.join("; ", range.problems()));
    }

    private Closure closure() {
        return range.closure().orElseThrow();
    }

    static String id(PackageVersion version) {
        return version.id().toString();
    }
}

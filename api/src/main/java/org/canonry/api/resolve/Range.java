package org.canonry.api.resolve;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.api.graph.Closure;
import org.canonry.api.snapshot.Origins;
import org.canonry.api.snapshot.Packages;
import org.canonry.api.snapshot.Preference;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// What a [ResolutionScope] means in one snapshot: which resources count. Worked out once, for however many references. Thread-safe.
///
/// With packages, these are the resources of their closure and the core definitions of their FHIR versions, declared or not. A scope of which
/// anything means nothing has no resources: an answer from what is left of it would be wrong in silence.
public final class Range {
    private final Snapshot snapshot;
    private final ResolutionScope scope;
    private final @Nullable Roots roots;
    private final CoreDefinitions core;
    private final FhirFilter fhir;
    private final List<String> problems;
    private final Ranking ranking;

    /// The package versions as at the asked lsn.
    private final Packages packages;

    /// How many there were: those at the places below.
    private final int count;

    /// Null when every resource counts: nobody need know then where it is from.
    private final @Nullable Origins origins;

    /// Why a resource does not count.
    enum Outside {
        /// It came after the lsn that is asked about.
        CAME_LATER,
        /// Its package version is withdrawn, or was as at the asked lsn, and nobody names it by its exact version.
        WITHDRAWN,
        /// Its package is for another FHIR version than the one that is asked for.
        OTHER_FHIR_VERSION,
        /// Its package is not in the closure.
        OUTSIDE_CLOSURE,
        /// A higher version of its package is there, and only the highest counts.
        LOWER_VERSION
    }

    private Range(Snapshot snapshot, ResolutionScope scope) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.packages = scope.asOf() == null ? snapshot.packages() : snapshot.packages(scope.asOf());
        this.count = packages.versions().size();
        this.roots = scope.packages().isEmpty() ? null : Roots.of(snapshot, scope);
        this.core = roots == null ? CoreDefinitions.NONE : CoreDefinitions.of(fhirVersions(), roots);
        this.fhir = new FhirFilter(scope.fhirVersion(), fhirVersions());
        this.problems = fhir.meansSomething()
                ? roots == null ? List.of() : roots.problems()
                : List.of("`%s` is no FHIR version; R4 is one, or 4.0.1".formatted(scope.fhirVersion()));
        this.origins = isPlain(scope) ? null : Origins.of(snapshot);
        this.ranking = new Ranking(this);
    }

    /// Without packages, FHIR version and lsn all resources count, and by the usual strategy nothing but their preference decides.
    private static boolean isPlain(ResolutionScope scope) {
        return scope.packages().isEmpty()
                && scope.fhirVersion() == null
                && scope.asOf() == null
                && scope.strategy() == Strategy.MOST_RECENT_IN_CLOSURE;
    }

    /// Works out what a scope means.
    ///
    /// @throws org.canonry.api.snapshot.LsnAhead when the snapshot has not reached its lsn
    public static Range of(Snapshot snapshot, ResolutionScope scope) {
        return new Range(snapshot, scope);
    }

    /// The FHIR versions that the scope is for: the asked one, else those of its packages.
    private List<String> fhirVersions() {
        if (scope.fhirVersion() != null) {
            return List.of(scope.fhirVersion());
        }
        return roots == null ? List.of() : roots.fhirVersions();
    }

    /// The scope that this is the range of.
    public ResolutionScope scope() {
        return scope;
    }

    /// Whether a document counts.
    public boolean contains(int document) {
        return origins == null || (problems.isEmpty() && outside(document) == null);
    }

    /// The closure of the scope's packages, core definitions that nobody declares not in it; empty when the scope names no packages.
    public Optional<Closure> closure() {
        return Optional.ofNullable(roots).map(Roots::closure);
    }

    /// What of the scope means nothing, in words that stand in a sentence; none when all of it means something.
    public List<String> problems() {
        return problems;
    }

    /// The packages of the scope; none with the whole index.
    List<PackageVersion> roots() {
        return roots == null ? List.of() : roots.versions();
    }

    /// Where a document stands among the carriers of its url by the scope's strategy: the lowest is meant. Compares carriers of one url alone.
    public long rank(int document) {
        return ranking.of(document);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /// Every document of a url that may count.
    int[] carriers(String url) {
        return isPlain() ? snapshot.documentsOf(url) : snapshot.allDocumentsOf(url);
    }

    /// Which of several carriers is meant when nothing else decides. With a scope some may count that are withdrawn now.
    Preference preference() {
        return isPlain() ? snapshot.preference() : snapshot.timelessPreference();
    }

    /// Whether a version is withdrawn and was not asked for: what the scope names exactly, or reaches by an exact version, is there all the same.
    private boolean isGone(int place) {
        return packages.isWithdrawn(place) && (roots == null || !roots.closure().contains(place));
    }

    CoreDefinitions core() {
        return core;
    }

    FhirFilter fhir() {
        return fhir;
    }

    /// Which of several that count is meant.
    Ranking ranking() {
        return ranking;
    }

    /// Whether every resource counts, and nothing but its preference decides.
    boolean isPlain() {
        return origins == null;
    }

    /// The place of the document's package in the catalogue.
    int place(int document) {
        return (origins == null ? Origins.of(snapshot) : origins).place(document);
    }

    /// The package version at a place.
    PackageVersion version(int place) {
        return snapshot.packages().versions().get(place);
    }

    /// All versions of the package of a version, highest first.
    Stream<PackageVersion> versionsOf(PackageVersion version) {
        return snapshot.packages().named(version.id().name().text()).stream().flatMap(history -> history.versions().stream());
    }

    /// Whether a document was there as at the asked lsn, and anything can be found at all.
    boolean isThere(int document) {
        return origins == null || (problems.isEmpty() && origins.place(document) < count && !isGone(origins.place(document)));
    }

    /// Whether the package version at a place of the catalogue is of the scope, whatever its strategy would choose: there at the asked lsn, for the asked
    /// FHIR version, and in the closure or a core definition.
    public boolean containsPackage(int place) {
        return problems.isEmpty() && place < count && !isGone(place) && fhir.admits(version(place)) && (roots == null || isOfScope(place));
    }

    /// Why a document does not count; null when it does.
    @Nullable Outside outside(int document) {
        var place = place(document);
        if (place >= count) {
            return Outside.CAME_LATER;
        }
        if (isGone(place)) {
            return Outside.WITHDRAWN;
        }
        if (!fhir.admits(version(place))) {
            return Outside.OTHER_FHIR_VERSION;
        }
        if (!isReached(place)) {
            return Outside.OUTSIDE_CLOSURE;
        }
        return scope.strategy() == Strategy.HIGHEST_PACKAGE && !isHighest(place) ? Outside.LOWER_VERSION : null;
    }

    private boolean isReached(int place) {
        return roots == null || scope.strategy() == Strategy.LATEST || isOfScope(place);
    }

    /// Whether the package at a place is in the closure, or defines the scope's FHIR version.
    boolean isOfScope(int place) {
        return roots != null && (roots.closure().contains(place) || core.own().get(place));
    }

    private boolean isHighest(int place) {
        return versionsOf(version(place))
                .mapToInt(snapshot.packages()::place)
                .filter(other -> other < count && !isGone(other) && fhir.admits(version(other)) && isReached(other))
                .findFirst()
                .orElse(place) == place;
    }

    /// Whether the package at a place is in the closure by declared dependencies, and not by a rule.
    boolean isDeclared(int place) {
        return roots != null && roots.closure().contains(place) && !roots.closure().isImplicit(place);
    }

    /// When the package at a place is met on the way through the closure; core definitions that nobody declares come last. 0 for all without a
    /// closure.
    int order(int place) {
        return roots == null ? 0 : roots.closure().contains(place) ? roots.closure().order(place) : roots.closure().size();
    }

    /// How many dependencies away the package at a place is; 1 for core definitions that nobody declares, and 0 for all without a closure.
    int depth(int place) {
        return roots == null ? 0 : roots.closure().contains(place) ? roots.closure().depth(place) : 1;
    }
}

package org.canonry.api.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.graph.Closure;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.graph.DependencyProblem;
import org.canonry.api.graph.ImplicitPackages;
import org.canonry.api.graph.Requirement;
import org.canonry.api.resolve.Outcome;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.index.Fields;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// Everything that the references of a subject can reach: its own resources, what it declares with all that this needs, the definitions of its FHIR
/// version, and at last what tools add of their own accord. For one examination.
final class Surroundings {
    private final Subject subject;
    private final Dependencies dependencies;
    private final Snapshot snapshot;
    private final OwnResources own;
    private final FhirReleases releases;
    private final List<Requirement> requirements;
    private final Closure declared;
    private final List<Requirement> added;
    private final Optional<Resolver> near;
    private final Optional<Resolver> far;
    private final Families families;
    private final Awaited awaited;

    Surroundings(Snapshot snapshot, Subject subject, Limits limits) {
        this.snapshot = snapshot;
        this.subject = subject;
        this.dependencies = Dependencies.of(snapshot);
        this.families = Families.of(snapshot);
        this.own = new OwnResources(subject);
        this.releases = FhirReleases.of(subject.version());
        this.requirements = dependencies.resolve(subject.version());
        this.declared = Closure.of(dependencies, resolved(requirements));
        var core = core();
        this.added = both(core, ofTools());
        this.near = resolver(both(requirements, core), limits);
        this.far = resolver(both(requirements, added), limits);
        this.awaited = findAwaited();
    }

    /// What every tool loads first. Nothing when the subject says no FHIR version, or when it is the core.
    private List<Requirement> core() {
        return releases.first()
                .filter(release -> !Family.of(subject.name()).isCore())
                .flatMap(new Family("hl7.fhir.core")::nameFor)
                .map(this::latest)
                .stream()
                .toList();
    }

    /// No package brings itself.
    private List<Requirement> ofTools() {
        return new ImplicitPackages(snapshot.packages()).of(subject.version()).stream()
                .filter(requirement -> !Families.of(requirement).equals(Family.of(subject.name())))
                .toList();
    }

    private Requirement latest(String name) {
        var found = snapshot.packages().named(name).flatMap(history -> history.latest()).orElse(null);
        return new Requirement(
                subject.version(), name, "latest", found, found == null ? DependencyProblem.UNKNOWN_PACKAGE : null, null, true);
    }

    /// What requirements lead to, each once.
    static List<PackageVersion> resolved(List<Requirement> requirements) {
        return requirements.stream().flatMap(requirement -> Stream.ofNullable(requirement.resolved())).distinct().toList();
    }

    private static List<Requirement> both(List<Requirement> some, List<Requirement> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /// None where nothing can be reached: a scope without packages would be the whole index. Reasons are not asked for here.
    private Optional<Resolver> resolver(List<Requirement> from, Limits limits) {
        var roots = resolved(from).toArray(PackageVersion[]::new);
        return roots.length == 0
                ? Optional.empty()
                : Optional.of(new Resolver(snapshot, limits.with(Limit.RESOLUTION_CANDIDATES, 1), ResolutionScope.of(roots)));
    }

    private Awaited findAwaited() {
        var inClosure = declared.versions().stream().flatMap(version -> dependencies.of(version).stream());
        var bases = Stream.concat(Stream.of(subject.version()), declared.versions().stream())
                .flatMap(version -> Stream.ofNullable(version.canonical()))
                .collect(Collectors.toUnmodifiableSet());
        return new Awaited(Stream.of(requirements.stream(), inClosure, added.stream()).flatMap(each -> each), families, bases);
    }

    /// Where a reference leads.
    Landing land(String target) {
        if (own.find(target).isPresent() || own.holds(target)) {
            return new Landing.Own();
        }
        return near.flatMap(resolver -> land(resolver, target))
                .or(() -> far.flatMap(resolver -> land(resolver, target)))
                .orElseGet(Landing.Nowhere::new);
    }

    private Optional<Landing> land(Resolver resolver, String target) {
        var resolution = resolver.resolve(target);
        if (resolution.outcome() != Outcome.RESOLVED) {
            return Optional.empty();
        }
        var resource = Objects.requireNonNull(resolution.resource());
        return Optional.of(new Landing.In(resource, Objects.requireNonNull(resolution.matchKind()), resolution.ambiguous()));
    }

    /// Whether a url leads somewhere when no version of it is asked.
    boolean reaches(String target) {
        var url = Reference.url(target);
        return own.carries(url) || far.flatMap(resolver -> resolver.find(url)).isPresent();
    }

    /// The references of the profile that a reference means; none when it means none.
    List<Use> usesOf(String target) {
        return own.find(target)
                .map(Subject.Resource::uses)
                .or(() -> far.flatMap(resolver -> resolver.find(target)).map(resource -> resource.references()))
                .orElse(List.of());
    }

    /// Dependencies that lead nowhere.
    Awaited awaited() {
        return awaited;
    }

    /// What the subject declares, in the order of its package.json.
    List<Requirement> requirements() {
        return requirements;
    }

    /// What it declares, with all that this needs.
    Closure declared() {
        return declared;
    }

    /// What else tools load: the core of its FHIR version, and what they add of their own accord.
    List<Requirement> added() {
        return added;
    }

    /// The closure of some of the requirements.
    Closure closure(List<PackageVersion> roots) {
        return Closure.of(dependencies, roots);
    }

    /// Whether a package version has any canonical resources. False for null.
    boolean holdsCanonicals(@Nullable PackageVersion version) {
        try {
            return version != null && snapshot.documents(Fields.PACKAGE_VERSION, version.id().toString()).length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a package version of the snapshot declares.
    List<Requirement> requirements(PackageVersion version) {
        return dependencies.of(version);
    }

    Families families() {
        return families;
    }

    FhirReleases releases() {
        return releases;
    }

    Subject subject() {
        return subject;
    }

    Snapshot snapshot() {
        return snapshot;
    }
}

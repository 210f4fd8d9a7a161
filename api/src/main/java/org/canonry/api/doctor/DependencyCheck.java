package org.canonry.api.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.graph.DependencyProblem;
import org.canonry.api.graph.Requirement;
import org.canonry.storage.packages.PackageVersion;

/// Compares what a subject declares with what its references need: dependencies that lead nowhere, that nothing needs, and that are missing.
final class DependencyCheck {
    private final Surroundings surroundings;
    private final Usage usage;
    private final Set<String> explained;

    /// @param explained what is known to lead nowhere for a better reason
    DependencyCheck(Surroundings surroundings, Usage usage, List<PackageFinding> explained) {
        this.surroundings = surroundings;
        this.usage = usage;
        this.explained = explained.stream().map(PackageFinding::about).collect(Collectors.toUnmodifiableSet());
    }

    List<PackageFinding> check() {
        return Stream.of(unresolved(), corrected(), unused(), undeclared()).flatMap(each -> each).toList();
    }

    private Stream<PackageFinding> unresolved() {
        return surroundings.awaited().all().stream()
                .filter(requirement -> !requirement.implicit() && !(isOwn(requirement) && explained.contains(Names.inFull(requirement))))
                .map(requirement -> isOwn(requirement) ? unresolved(requirement) : unresolvedFurtherDown(requirement));
    }

    private Stream<PackageFinding> corrected() {
        return surroundings.requirements().stream()
                .filter(requirement -> requirement.fixup() != null && !explained.contains(Names.inFull(requirement)))
                .map(DependencyCheck::corrected);
    }

    private static PackageFinding corrected(Requirement requirement) {
        var line = DependencyLine.on(Objects.requireNonNull(requirement.resolved()));
        return new PackageFinding(
                Level.WARNING, FindingKind.DEPENDENCY_CORRECTED, Names.inFull(requirement), requirement.name(), requirement.requirement(),
                List.of(requirement.resolved()), line, 0, "It is found only by a correction that not every tool makes: %s.".formatted(requirement.fixup()),
                "Write %s.".formatted(line));
    }

    private boolean isOwn(Requirement requirement) {
        return requirement.from() == surroundings.subject().version();
    }

    private PackageFinding unresolved(Requirement requirement) {
        var there = versions(Names.of(requirement));
        return switch (Objects.requireNonNull(requirement.problem())) {
            case UNKNOWN_PACKAGE -> unresolved(Level.WARNING, requirement, there,
                    "The index has no package of this name, so what refers to it cannot be checked.",
                    "Look for a slip in the name, or take the package in.");
            case NO_MATCHING_VERSION -> unresolved(Level.WARNING, requirement, there,
                    "The index has no such version, so what refers to it cannot be checked; it has %s."
                            .formatted(Names.versions(there)),
                    "Look for a slip in the version, or take the package in.");
            case UNSUPPORTED_SELECTOR -> unresolved(Level.ERROR, requirement, there,
                    "This means no published version: everybody who installs the package gets something else, or nothing.",
                    "Name a version%s.".formatted(there.isEmpty() ? "" : "; the index has " + Names.versions(there)));
        };
    }

    private PackageFinding unresolvedFurtherDown(Requirement requirement) {
        var path = surroundings.declared().path(requirement.from());
        return unresolved(Level.NOTE, requirement, versions(Names.of(requirement)),
                "%s declares it, and the index has not got it (%s).".formatted(requirement.from().id(), words(Objects.requireNonNull(requirement.problem()))),
                "Take it in; you depend on it by %s.".formatted(path.getFirst().id()));
    }

    private static String words(DependencyProblem problem) {
        return switch (problem) {
            case UNKNOWN_PACKAGE -> "no such package";
            case NO_MATCHING_VERSION -> "no such version";
            case UNSUPPORTED_SELECTOR -> "no published version is meant";
        };
    }

    private PackageFinding unresolved(Level level, Requirement requirement, List<PackageVersion> there, String summary, String advice) {
        return new PackageFinding(
                level, FindingKind.DEPENDENCY_UNRESOLVED, Names.inFull(requirement), requirement.name(), requirement.requirement(), there, null,
                0, summary, advice);
    }

    private List<PackageVersion> versions(String name) {
        return surroundings.snapshot().packages().named(name).map(history -> history.standing()).orElse(List.of());
    }

    /// The core is needed by all, what tools add of their own accord is there whether it is declared or not, and what holds no canonicals, such as a
    /// template, is needed for something else. Where another version of a package is taken instead, that is a conflict.
    private Stream<PackageFinding> unused() {
        return surroundings.requirements().stream()
                .filter(requirement -> requirement.resolved() != null && !isUsed(requirement.resolved()))
                .filter(requirement -> !Families.of(requirement).isCore() && !Families.of(requirement).isAddedByTools())
                .filter(requirement -> surroundings.holdsCanonicals(requirement.resolved()))
                .map(this::unused);
    }

    private boolean isUsed(PackageVersion dependency) {
        return surroundings.declared().versions().stream()
                .anyMatch(version -> version.id().name().equals(dependency.id().name()) && usage.has(version));
    }

    private PackageFinding unused(Requirement requirement) {
        var resolved = Objects.requireNonNull(requirement.resolved());
        var useful = onlyThrough(resolved).stream().filter(usage::has).toList();
        var summary = useful.isEmpty()
                ? "No canonical resource refers to anything in it. (Instances, such as most examples, are not looked at.)"
                : "Nothing in it is referred to, only what it brings: %s.".formatted(Names.few(useful.stream().map(PackageVersion::id).toList()));
        var advice = useful.isEmpty()
                ? "Remove it if no instance needs it either."
                : "Depend on what it brings instead, if no instance needs the package itself.";
        return new PackageFinding(
                Level.NOTE, FindingKind.DEPENDENCY_UNUSED, Names.inFull(requirement), requirement.name(), requirement.requirement(),
                List.of(resolved), null, 0, summary, advice);
    }

    /// What would not be reached without a dependency.
    private List<PackageVersion> onlyThrough(PackageVersion dependency) {
        var others = surroundings.requirements().stream()
                .flatMap(requirement -> Stream.ofNullable(requirement.resolved()))
                .filter(resolved -> !resolved.id().equals(dependency.id()))
                .toList();
        var without = surroundings.closure(others);
        return surroundings.closure(List.of(dependency)).versions().stream().filter(version -> !without.contains(version)).toList();
    }

    private Stream<PackageFinding> undeclared() {
        var names = declaredNames();
        var findings = new ArrayList<PackageFinding>();
        for (var version : reachable()) {
            var mentions = usage.of(version).stream().filter(Mention::isOwn).toList();
            if (!mentions.isEmpty() && !names.contains(version.id().name().text()) && surroundings.releases().fits(version)) {
                findings.add(undeclared(version, mentions));
            }
        }
        return findings.stream();
    }

    /// What need not be declared: what is, and the package itself, which what it needs may lead back to.
    private Set<String> declaredNames() {
        var found = Surroundings.resolved(surroundings.requirements()).stream().map(version -> version.id().name().text());
        return Stream.of(Stream.of(surroundings.subject().name()), surroundings.requirements().stream().map(Names::of), found)
                .flatMap(each -> each)
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<PackageVersion> reachable() {
        var byRule = Surroundings.resolved(surroundings.added());
        return Stream.of(surroundings.declared().versions(), surroundings.closure(byRule).versions())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private PackageFinding undeclared(PackageVersion version, List<Mention> mentions) {
        var isReached = surroundings.declared().contains(version);
        var family = Families.of(version);
        var level = isReached && !family.isCore() && !family.isAddedByTools() ? Level.WARNING : Level.NOTE;
        var used = "%s to it, such as %s".formatted(Names.count(mentions.size(), "reference"), mentions.getFirst().target());
        var summary = isReached
                ? "%s; it is reached only through %s.".formatted(used, surroundings.declared().path(version).getFirst().id())
                : "%s; it is there only because tools add it of their own accord, in whatever version is the latest.".formatted(used);
        var line = DependencyLine.on(version);
        return new PackageFinding(
                level, FindingKind.PACKAGE_UNDECLARED, version.id().toString(), line.name(), null, List.of(version), line, mentions.size(),
                summary, "Declare it: %s.".formatted(line));
    }
}

package org.canonry.api.doctor;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.api.graph.Requirement;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.VersionSelector;
import org.jspecify.annotations.Nullable;

/// Looks for dependencies on packages that are made for another FHIR version than the subject.
///
/// Source: HL7's validator, which wants `hl7.terminology`, `hl7.fhir.uv.extensions` and `hl7.fhir.uv.tools` under the name for the FHIR version.
final class FhirVersionCheck {
    private final Surroundings surroundings;

    FhirVersionCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Nothing for a subject that does not say which FHIR version it is for.
    List<PackageFinding> check() {
        return surroundings.releases().first()
                .map(release -> Stream.concat(declared(release), furtherDown()).toList())
                .orElse(List.of());
    }

    private Stream<PackageFinding> declared(FhirRelease release) {
        return surroundings.requirements().stream()
                .filter(requirement -> isForAnother(requirement) || isUnmarked(requirement, release))
                .map(requirement -> finding(requirement, release));
    }

    private boolean isForAnother(Requirement requirement) {
        return requirement.resolved() != null && !surroundings.releases().fits(requirement.resolved());
    }

    /// One that is not found as written is judged by its name: HL7 makes a variant for each FHIR version, and this is none or that of another.
    private boolean isUnmarked(Requirement requirement, FhirRelease release) {
        var name = Names.of(requirement);
        var asWritten = requirement.resolved() != null && requirement.fixup() == null;
        return !asWritten && Families.of(requirement).nameFor(release).filter(right -> !right.equals(name)).isPresent();
    }

    private PackageFinding finding(Requirement requirement, FhirRelease release) {
        var line = Families.of(requirement).nameFor(release)
                .or(() -> sibling(requirement))
                .flatMap(surroundings.snapshot().packages()::named)
                .flatMap(history -> version(history, requirement))
                .map(DependencyLine::on);
        var theirs = isForAnother(requirement)
                ? "It is for %s; this".formatted(FhirReleases.of(Objects.requireNonNull(requirement.resolved())))
                : "This";
        var right = line.map(DependencyLine::name).or(() -> Families.of(requirement).nameFor(release));
        return new PackageFinding(
                isForAnother(requirement) ? Level.ERROR : Level.WARNING, FindingKind.WRONG_FHIR_VERSION, Names.inFull(requirement),
                requirement.name(), requirement.requirement(), Surroundings.resolved(List.of(requirement)), line.orElse(null), 0,
                "%s package is for %s%s.".formatted(
                        theirs, surroundings.releases(), right.map(name -> ", for which it is called " + name).orElse("")),
                line.map("Depend on %s instead."::formatted).orElseGet(() -> right.map("Depend on %s instead."::formatted)
                        .orElse("Look for a package that is made for the same FHIR version.")));
    }

    /// The name of a package of the same family that the index has for the subject's FHIR version.
    private Optional<String> sibling(Requirement requirement) {
        return surroundings.families().versions(Families.of(requirement)).stream()
                .filter(surroundings.releases()::fits)
                .map(version -> version.id().name().text())
                .findFirst();
    }

    private static Optional<PackageVersion> version(PackageHistory history, Requirement requirement) {
        return history.select(VersionSelector.parse(requirement.requirement())).or(history::latest);
    }

    /// Only where a package for the right FHIR version brings one for another: the rest is its consequence.
    private Stream<PackageFinding> furtherDown() {
        return surroundings.declared().versions().stream()
                .filter(surroundings.releases()::fits)
                .flatMap(from -> surroundings.requirements(from).stream())
                .filter(this::isForAnother)
                .filter(requirement -> isNotDeclared(requirement.resolved()))
                .map(FhirVersionCheck::furtherDown)
                .distinct();
    }

    private boolean isNotDeclared(@Nullable PackageVersion version) {
        return version != null && surroundings.requirements().stream()
                .noneMatch(requirement -> requirement.resolved() != null && requirement.resolved().id().equals(version.id()));
    }

    private static PackageFinding furtherDown(Requirement requirement) {
        var versions = Surroundings.resolved(List.of(requirement));
        return new PackageFinding(
                Level.NOTE, FindingKind.WRONG_FHIR_VERSION, "%s by %s".formatted(Names.inFull(requirement), requirement.from().id()),
                requirement.name(), requirement.requirement(), versions, null, 0,
                "%s brings it, and it is for another FHIR version.".formatted(requirement.from().id()),
                "Nothing to do here; tell the authors of %s.".formatted(requirement.from().id().name()));
    }
}

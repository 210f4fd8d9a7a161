package org.canonry.api.graph;

import java.util.Map;
import java.util.Optional;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Packages;
import org.canonry.storage.packages.Dependency;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.VersionSelector;
import org.canonry.storage.packages.VersionSelector.Unsupported;
import org.jspecify.annotations.Nullable;

/// Finds the package version that a declared dependency means.
///
/// As written first; only where that leads nowhere, by what is known to be meant: the name in another case, the variant for the FHIR version of who
/// depends, and versions that were replaced by a correction. What was corrected is told in words.
record Selection(Packages packages) {
    /// Versions that were withdrawn for a mistake, and the ones that HL7's tools take in their place.
    private static final Map<String, VersionSelector> CORRECTIONS = Map.of(
            "hl7.fhir.r4.core@4.0.0", VersionSelector.parse("4.0.1"),
            "hl7.fhir.r4b.core@4.3.0-snapshot1", VersionSelector.parse("4.3.0"));

    private static final String EXTENSIONS = "hl7.fhir.uv.extensions";

    Requirement of(PackageVersion from, Dependency declared) {
        return switch (declared.meaning()) {
            case Dependency.On(var name, Unsupported unsupported, var alias) ->
                Requirement.unmet(from, declared, DependencyProblem.UNSUPPORTED_SELECTOR);
            case Dependency.On(var name, var selector, var alias) -> named(from, declared, name, selector);
            case Dependency.Unclear(var problem, var detail) -> Requirement.unmet(from, declared, problem(problem));
        };
    }

    private static DependencyProblem problem(Dependency.Problem problem) {
        return switch (problem) {
            case INVALID_NAME -> DependencyProblem.UNKNOWN_PACKAGE;
            case NOT_TEXT -> DependencyProblem.UNSUPPORTED_SELECTOR;
        };
    }

    private Requirement named(PackageVersion from, Dependency declared, PackageName name, VersionSelector selector) {
        var exact = packages.named(name.text())
                .map(history -> selected(from, declared, history, selector, null))
                .orElseGet(() -> inAnotherCase(from, declared, name, selector));
        return exact.resolved() == null && name.text().equals(EXTENSIONS) ? variant(exact, declared, selector) : exact;
    }

    private Requirement inAnotherCase(PackageVersion from, Dependency declared, PackageName name, VersionSelector selector) {
        return packages.namedInAnotherCase(name.text())
                .map(other -> selected(
                        from, declared, other, selector, "there is no package %s: %s is meant, in another case".formatted(name, other.name())))
                .orElseGet(() -> Requirement.unmet(from, declared, DependencyProblem.UNKNOWN_PACKAGE));
    }

    /// HL7's extensions are published for each FHIR version, and the tools take the one for the version of the package.
    private Requirement variant(Requirement unmet, Dependency declared, VersionSelector selector) {
        return ImplicitPackages.variant(unmet.from())
                .flatMap(suffix -> packages.named(EXTENSIONS + suffix))
                .map(history -> selected(
                        unmet.from(), declared, history, selector, "%s is meant, which is for the FHIR version of %s".formatted(
                                history.name(), unmet.from().id())))
                .filter(requirement -> requirement.resolved() != null)
                .orElse(unmet);
    }

    private static Requirement selected(
            PackageVersion from, Dependency declared, PackageHistory history, VersionSelector selector, @Nullable String fixup) {
        var found = history.select(selector);
        if (found.isPresent()) {
            return Requirement.met(from, declared, found.get(), fixup);
        }
        return corrected(history, selector)
                .map(version -> Requirement.met(from, declared, version, join(fixup, words(selector, version))))
                .orElseGet(() -> Requirement.unmet(from, declared, DependencyProblem.NO_MATCHING_VERSION));
    }

    private static Optional<PackageVersion> corrected(PackageHistory history, VersionSelector selector) {
        return Optional.ofNullable(CORRECTIONS.get(history.name() + "@" + selector.text())).flatMap(history::select);
    }

    private static String words(VersionSelector asked, PackageVersion taken) {
        return "%s was replaced by its correction %s".formatted(asked.text(), taken.id().version());
    }

    private static String join(@Nullable String first, String second) {
        return first == null ? second : first + "; " + second;
    }
}

package org.canonry.api.graph;

import org.canonry.storage.packages.Dependency;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// One dependency and what it means in a snapshot. Either `resolved` or `problem` is there, never both.
///
/// @param from the package version that declares it
/// @param name as its author wrote it, aliases included
/// @param requirement as its author wrote it
/// @param resolved the package version that is meant; null when none is
/// @param problem why none is; null when one is
/// @param fixup the known correction that was applied to find it, in words; null when it was found as written
/// @param implicit whether it is added by a rule of the tools, not declared
public record Requirement(
        PackageVersion from,
        String name,
        String requirement,
        @Nullable PackageVersion resolved,
        @Nullable DependencyProblem problem,
        @Nullable String fixup,
        boolean implicit) {

    /// A declared dependency that leads to a version.
    static Requirement met(PackageVersion from, Dependency declared, PackageVersion resolved, @Nullable String fixup) {
        return new Requirement(from, declared.name(), declared.requirement(), resolved, null, fixup, false);
    }

    /// A declared dependency that leads nowhere.
    static Requirement unmet(PackageVersion from, Dependency declared, DependencyProblem problem) {
        return new Requirement(from, declared.name(), declared.requirement(), null, problem, null, false);
    }

    /// The same, added by a rule of the tools.
    Requirement asImplicit() {
        return new Requirement(from, name, requirement, resolved, problem, fixup, true);
    }
}

package org.canonry.api.graph;

import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// One declared dependency and what it means in a snapshot. Either `resolved` or `problem` is there, never both.
///
/// @param from the package version that declares it
/// @param name as its author wrote it, aliases included
/// @param requirement as its author wrote it
/// @param resolved the package version that is meant; null when none is
/// @param problem why none is; null when one is
/// @param fixup the known correction that was applied to find it, in words; null when it was found as written
public record Requirement(
        PackageVersion from,
        String name,
        String requirement,
        @Nullable PackageVersion resolved,
        @Nullable DependencyProblem problem,
        @Nullable String fixup) {}

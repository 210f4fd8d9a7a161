package org.canonry.api.doctor;

import java.util.List;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// A dependency that is not as it should be.
///
/// @param about the package's name, with the requirement or version where that tells two findings apart
/// @param name the package's name as it is written
/// @param requirement as it is written; null when nothing is
/// @param versions the versions that it is about, the highest first
/// @param line what `dependencies` should say instead or as well; null when that is not known
/// @param references how many references make it matter; 0 when that is not what it is about
public record PackageFinding(
        Level level,
        FindingKind kind,
        String about,
        String name,
        @Nullable String requirement,
        List<PackageVersion> versions,
        @Nullable DependencyLine line,
        int references,
        String summary,
        String advice)
        implements Finding {}

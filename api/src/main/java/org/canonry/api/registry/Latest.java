package org.canonry.api.registry;

import java.util.function.Predicate;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.storage.packages.PackageVersion;

/// Which version lists and searches show of a package: the one that its packument's tag `latest` stands for.
final class Latest {
    private Latest() {}

    /// The highest release that npm can read, else the highest pre-release that it can; of a package without either its highest version.
    /// Never one that is withdrawn; the package must have another.
    static PackageVersion of(PackageHistory history) {
        Predicate<PackageVersion> readable = version -> version.id().version().isSemver();
        return history.standing().stream()
                .filter(readable.and(version -> version.id().version().isRelease()))
                .findFirst()
                .or(() -> history.standing().stream().filter(readable).findFirst())
                .orElse(history.standing().getFirst());
    }
}

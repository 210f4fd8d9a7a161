package org.canonry.api.snapshot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Version;
import org.canonry.storage.packages.VersionSelector;

/// All versions of one package.
///
/// @param name the package
/// @param versions highest first; at least one
public record PackageHistory(PackageName name, List<PackageVersion> versions) {

    /// The highest release, or the highest pre-release where there is no release.
    public Optional<PackageVersion> latest() {
        return select(VersionSelector.Tag.LATEST);
    }

    /// The version that is meant by a selector; empty when none is.
    public Optional<PackageVersion> select(VersionSelector selector) {
        return selector.best(versions.stream().map(version -> version.id().version()).toList()).flatMap(this::exact);
    }

    /// The version of that exact text, whatever else the text might mean; else what it means as a selector.
    public Optional<PackageVersion> select(String text) {
        return Version.parse(text).valid().flatMap(this::exact).or(() -> select(VersionSelector.parse(text)));
    }

    /// Tags and what they stand for: `latest`, and `next` where there is a pre-release.
    public Map<String, PackageVersion> tags() {
        var tags = new LinkedHashMap<String, PackageVersion>();
        for (var tag : List.of(VersionSelector.Tag.LATEST, VersionSelector.Tag.NEXT)) {
            select(tag).ifPresent(version -> tags.put(tag.text(), version));
        }
        return tags;
    }

    private Optional<PackageVersion> exact(Version version) {
        return versions.stream().filter(candidate -> candidate.id().version().equals(version)).findFirst();
    }
}

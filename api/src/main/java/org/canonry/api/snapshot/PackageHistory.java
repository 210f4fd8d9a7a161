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
/// @param standing those that are not withdrawn, highest first
public record PackageHistory(PackageName name, List<PackageVersion> versions, List<PackageVersion> standing) {

    /// The highest release, or the highest pre-release where there is no release; empty when all are withdrawn.
    public Optional<PackageVersion> latest() {
        return select(VersionSelector.Tag.LATEST);
    }

    /// The version that is meant by a selector; empty when none is. One that is withdrawn is meant by its exact text alone.
    public Optional<PackageVersion> select(VersionSelector selector) {
        return exactly(selector).or(() -> selector.best(standing.stream().map(version -> version.id().version()).toList()).flatMap(this::exact));
    }

    private Optional<PackageVersion> exactly(VersionSelector selector) {
        return switch (selector) {
            case VersionSelector.Exact(var version) -> exact(version);
            case VersionSelector.Tag(var word) -> exact(word);
            case VersionSelector.Wildcard wildcard -> Optional.empty();
            case VersionSelector.Unsupported unsupported -> Optional.empty();
        };
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

package org.canonry.api.diff;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// A declared dependency that is another in another version of the package.
///
/// @param name as its author wrote it
/// @param from what was required before; null when nothing was
/// @param to what is required now; null when nothing is
public record DependencyChange(String name, @Nullable String from, @Nullable String to) {

    /// What changed between two versions, by name.
    static List<DependencyChange> between(PackageVersion from, PackageVersion to) {
        var before = requirements(from);
        var after = requirements(to);
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .map(name -> new DependencyChange(name, before.get(name), after.get(name)))
                .toList();
    }

    private static TreeMap<String, String> requirements(PackageVersion version) {
        var requirements = new TreeMap<String, String>();
        version.dependencies().forEach(dependency -> requirements.put(dependency.name(), dependency.requirement()));
        return requirements;
    }
}

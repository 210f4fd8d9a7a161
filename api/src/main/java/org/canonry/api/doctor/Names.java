package org.canonry.api.doctor;

import java.util.List;
import java.util.stream.Collectors;
import org.canonry.api.graph.Requirement;
import org.canonry.storage.packages.Dependency;
import org.canonry.storage.packages.PackageVersion;

/// How packages are called in sentences.
final class Names {
    private static final int FEW = 3;

    private Names() {}

    /// The package that a requirement asks for: behind an alias the real one.
    static String of(Requirement requirement) {
        return Dependency.of(requirement.name(), requirement.requirement()).meaning() instanceof Dependency.On(var target, var selector, var alias)
                ? target.text()
                : requirement.name();
    }

    /// `name@requirement`.
    static String inFull(Requirement requirement) {
        return requirement.name() + '@' + requirement.requirement();
    }

    /// The first few of some, and how many more there are.
    static String few(List<?> some) {
        var named = some.stream().limit(FEW).map(String::valueOf).collect(Collectors.joining(", "));
        return some.size() <= FEW ? named : "%s and %,d more".formatted(named, some.size() - FEW);
    }

    /// The versions alone, the first few of them.
    static String versions(List<PackageVersion> versions) {
        return few(versions.stream().map(version -> version.id().version()).toList());
    }

    /// `1 reference`, `2 references`.
    static String count(int count, String noun) {
        return count == 1 ? "1 " + noun : "%,d %ss".formatted(count, noun);
    }
}

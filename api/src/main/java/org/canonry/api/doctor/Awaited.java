package org.canonry.api.doctor;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.graph.Requirement;
import org.canonry.storage.packages.PackageVersion;

/// The dependencies of a subject that lead nowhere, because the index has not got them: what might be in them cannot be judged. For one examination.
final class Awaited {
    private final List<Requirement> requirements;
    private final Families families;
    private final Set<String> bases;
    private final Map<Family, Set<Family>> brought = new HashMap<>();

    /// @param met all dependencies that were met: the subject's own first, what tools would add last
    /// @param bases the canonical bases of the subject and of what it reaches
    Awaited(Stream<Requirement> met, Families families, Set<String> bases) {
        var each = new LinkedHashMap<String, Requirement>();
        met.filter(requirement -> requirement.problem() != null).forEach(requirement -> each.putIfAbsent(Names.inFull(requirement), requirement));
        this.requirements = List.copyOf(each.values());
        this.families = families;
        this.bases = bases;
    }

    /// All of them, each name and requirement once.
    List<Requirement> all() {
        return requirements;
    }

    /// Those that stand for another version or variant of one of the packages, or that bring one in the versions that are there.
    List<Requirement> leadingTo(List<PackageVersion> packages) {
        var wanted = packages.stream().map(Families::of).collect(Collectors.toSet());
        return requirements.stream().filter(requirement -> !Collections.disjoint(wanted, brings(requirement))).toList();
    }

    /// What tools add themselves is known, and is wanted for nothing but itself.
    private Set<Family> brings(Requirement requirement) {
        var family = Families.of(requirement);
        return requirement.implicit() ? Set.of(family) : brought.computeIfAbsent(family, families::brings);
    }

    /// Those of which the index has no version at all: what they bring nobody can tell.
    List<Requirement> unknown() {
        return requirements.stream()
                .filter(requirement -> !Families.of(requirement).isKnown() && families.versions(Families.of(requirement)).isEmpty())
                .toList();
    }

    /// Those that may carry a reference that nobody carries. None when it would be in the subject or in a package that is there.
    List<Requirement> mayHold(String target) {
        var base = Targets.base(target);
        return bases.contains(base) ? List.of() : requirements.stream().filter(requirement -> Families.of(requirement).mayHold(base)).toList();
    }

    /// Whether a reference ought to be in the subject or in a package that it reaches, by the beginning of its url.
    boolean isAtHome(String target) {
        return bases.contains(Targets.base(target));
    }
}

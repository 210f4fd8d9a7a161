package org.canonry.api.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;

/// Which references a profile has from the one that it is based on: a snapshot repeats them, and its author never wrote them.
///
/// For one subject: what each base refers to is looked at once.
final class Inheritance {
    private final Function<String, List<Use>> usesOf;
    private final Map<String, Set<Key>> bases = new HashMap<>();

    /// @param usesOf the references of the profile that a reference means; none when it means none
    Inheritance(Function<String, List<Use>> usesOf) {
        this.usesOf = usesOf;
    }

    /// What makes a reference the same in a profile and in its base. Not the place: slices and choices are named anew in each.
    record Key(UseKind kind, String target) {}

    static Key key(Use use) {
        return new Key(use.kind(), use.target());
    }

    /// The references that a resource has from its base.
    Set<Key> of(Subject.Resource resource) {
        var base = resource.baseDefinition();
        return base == null ? Set.of() : bases.computeIfAbsent(base, this::keys);
    }

    private Set<Key> keys(String base) {
        return usesOf.apply(base).stream()
                .map(Inheritance::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}

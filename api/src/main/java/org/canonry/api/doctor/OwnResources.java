package org.canonry.api.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.packages.Version;
import org.canonry.storage.packages.VersionSelector;

/// What the subject itself carries: references lead there first.
final class OwnResources {
    private final Map<String, List<Subject.Resource>> byUrl = new HashMap<>();
    private final Set<String> byTypeAndId = new HashSet<>();
    private final Set<String> definitions = new HashSet<>();

    OwnResources(Subject subject) {
        for (var resource : subject.resources()) {
            byUrl.computeIfAbsent(resource.url(), url -> new ArrayList<>()).add(resource);
            byTypeAndId.add(resource.resourceType() + '/' + resource.id());
            definitions.addAll(resource.definitions());
        }
    }

    /// Whether a url is carried, in whatever version.
    boolean carries(String url) {
        return byUrl.containsKey(url);
    }

    /// The resource that a reference means; empty when the subject has none of the asked version.
    Optional<Subject.Resource> find(String target) {
        var asked = Reference.version(target);
        return byUrl.getOrDefault(Reference.url(target), List.of()).stream()
                .filter(resource -> asked.isEmpty() || (resource.version() != null && meets(resource.version(), asked)))
                .findFirst();
    }

    /// Whether `Type/id` is here, as STU3 and R2 write references, or what a resource defines beside itself.
    boolean holds(String target) {
        return byTypeAndId.contains(target) || definitions.contains(target);
    }

    /// The asked version itself, one of those that a pattern means, or one within the asked first numbers.
    private static boolean meets(String version, String asked) {
        return version.equals(asked) || version.startsWith(asked + '.') || isMeant(version, asked);
    }

    private static boolean isMeant(String version, String asked) {
        return VersionSelector.parse(asked) instanceof VersionSelector.Wildcard wildcard
                && Version.parse(version).valid().filter(wildcard::matches).isPresent();
    }
}

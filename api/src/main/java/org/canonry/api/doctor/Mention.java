package org.canonry.api.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.canonical.UseKind;

/// One reference, and every place of the subject where it is written.
///
/// @param target as it is written
/// @param places the gravest first, then by file and path
record Mention(String target, List<Place> places) {
    private static final String GUIDE = "ImplementationGuide";

    /// All references of a subject, each text once. In an order that does not depend on that of the files.
    static Collection<Mention> of(Subject subject, Inheritance inheritance) {
        Map<String, List<Place>> places = new TreeMap<>();
        for (var resource : subject.resources()) {
            var inherited = inheritance.of(resource);
            for (var use : resource.references()) {
                if (counts(resource, use)) {
                    places.computeIfAbsent(use.target(), target -> new ArrayList<>())
                            .add(Place.of(resource, use, inherited.contains(Inheritance.key(use))));
                }
            }
        }
        return places.entrySet().stream().map(entry -> new Mention(entry.getKey(), gravestFirst(entry.getValue()))).toList();
    }

    /// A guide repeats the dependencies of package.json, which are looked at by themselves.
    private static boolean counts(Subject.Resource resource, Use use) {
        return !(use.kind() == UseKind.DEPENDS_ON && resource.resourceType().equals(GUIDE)) && Targets.isReference(use.target());
    }

    private static List<Place> gravestFirst(List<Place> places) {
        return places.stream()
                .sorted(Comparator.comparing(Place::gravity).thenComparing(Place::filename).thenComparing(Place::path))
                .toList();
    }

    /// How grave it is when it leads nowhere.
    Level gravity() {
        return places.getFirst().gravity();
    }

    /// Whether all of its places may name what is in no package.
    boolean namesOnlyCodes() {
        return places.stream().allMatch(Place::namesCodes);
    }

    /// Whether the subject's author wrote it, and it is more than information.
    boolean isOwn() {
        return places.stream().anyMatch(place -> !place.inherited() && place.gravity() != Level.NOTE);
    }
}

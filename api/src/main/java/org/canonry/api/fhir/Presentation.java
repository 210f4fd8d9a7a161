package org.canonry.api.fhir;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.canonry.api.fhir.TypeTable.Elements;
import org.canonry.storage.limits.Limits;

/// How much of each resource is given. Source: FHIR R5, Search, "Summary" and "Elements".
///
/// What is in the bucket has no narrative, so that `_summary=data` leaves nothing out that would be there otherwise.
///
/// @param extent how much
/// @param elements asked by name; none unless the extent is [Extent#ELEMENTS]
record Presentation(Extent extent, Set<String> elements) {

    /// How much of a resource is given.
    enum Extent {
        /// All of it.
        WHOLE,
        /// What its type's definition marks.
        SUMMARY,
        /// Narrative, and what must be there.
        TEXT,
        /// All but the narrative.
        DATA,
        /// Only how many there are.
        COUNT,
        /// What is asked for by name, and what must be there.
        ELEMENTS
    }

    /// Reads `_summary` and `_elements`.
    ///
    /// @throws Refused when they mean nothing
    static Presentation of(Given given, Limits limits) {
        var elements = given.values("_elements", limits);
        var summary = given.last("_summary");
        if (summary.isEmpty()) {
            return elements.isEmpty() ? new Presentation(Extent.WHOLE, Set.of()) : new Presentation(Extent.ELEMENTS, names(elements));
        }
        return new Presentation(
                switch (summary.get()) {
                    case "false" -> Extent.WHOLE;
                    case "true" -> Extent.SUMMARY;
                    case "text" -> Extent.TEXT;
                    case "data" -> Extent.DATA;
                    case "count" -> Extent.COUNT;
                    default -> throw Refused.invalid("`_summary` is true, false, text, data or count, not `%s`".formatted(summary.get()));
                },
                Set.of());
    }

    /// Elements below the top, and those of one type alone (`ValueSet.compose.include`), come with all of what they are in.
    private static Set<String> names(List<String> elements) {
        return elements.stream().map(Presentation::topLevel).collect(Collectors.toUnmodifiableSet());
    }

    private static String topLevel(String element) {
        var path = element.split("\\.", -1);
        return path.length > 1 && !path[0].isEmpty() && Character.isUpperCase(path[0].charAt(0)) ? path[1] : path[0];
    }

    /// Whether a resource may come without something that it has.
    boolean isSubset() {
        return extent != Extent.WHOLE;
    }

    /// Whether a member of a resource of that type is given; its id, its meta and its type always are.
    boolean keeps(String member, Elements type) {
        var name = member.startsWith("_") ? member.substring(1) : member;
        return switch (extent) {
            case WHOLE, DATA -> true;
            case SUMMARY -> isIn(type.summary(), name, type);
            case TEXT -> name.equals("text") || isIn(type.mandatory(), name, type);
            case ELEMENTS -> elements.contains(name) || isIn(type.mandatory(), name, type);
            case COUNT -> false;
        };
    }

    private static boolean isIn(Set<String> names, String name, Elements type) {
        return names.contains(name) || type.choices().stream().anyMatch(choice -> names.contains(choice) && isOf(choice, name));
    }

    private static boolean isOf(String choice, String name) {
        return name.length() > choice.length() && name.startsWith(choice) && Character.isUpperCase(name.charAt(choice.length()));
    }
}

package org.canonry.api.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The codes of a code system, wherever they stand in its hierarchy.
final class Codes {
    private static final Set<String> INACTIVE = Set.of("retired", "inactive", "obsolete", "nullified", "suspended", "terminated");
    private static final Set<String> PARENTS = Set.of("parent", "subsumedBy");

    /// Properties that are compared by what they mean, or follow from others.
    private static final Set<String> KNOWN =
            Set.of("status", "inactive", "notSelectable", "abstract", "deprecated", "deprecationDate", "parent", "subsumedBy", "child");

    private static final Comparison WORDS = Comparison.all(
            property("display", Comparison.words(Rule.DISPLAY_CHANGED)), property("definition", Comparison.words(Rule.CODE_REDEFINED)),
            property("designation", Designations.COMPARISON), property("extension", Extensions::ofPart));

    private Codes() {}

    /// A code and what stands above it.
    private record Code(JsonNode concept, Set<String> parents) {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        var before = flat(from);
        var after = flat(to);
        before.forEach((name, code) -> {
            var later = after.get(name);
            if (later == null) {
                into.add(Items.at(path, name), Rule.CODE_REMOVED, Items.shown(code.concept), Items.nothing());
            } else {
                both(Items.at(path, name), code, later, into);
            }
        });
        after.forEach((name, code) -> {
            if (!before.containsKey(name)) {
                into.add(Items.at(path, name), Rule.CODE_ADDED, Items.nothing(), Items.shown(code.concept));
            }
        });
    }

    /// Every code by itself; of those that are there twice, the first.
    private static Map<String, Code> flat(JsonNode concepts) {
        var codes = new LinkedHashMap<String, Code>();
        var open = new ArrayDeque<Code>();
        for (var concept : concepts) {
            open.add(new Code(concept, parents(concept, "")));
        }
        while (!open.isEmpty()) {
            var code = open.remove();
            var name = code.concept.path("code").asString("");
            codes.putIfAbsent(name, code);
            for (var below : code.concept.path("concept")) {
                open.add(new Code(below, parents(below, name)));
            }
        }
        return codes;
    }

    private static Set<String> parents(JsonNode concept, String above) {
        var parents = new TreeSet<String>();
        if (!above.isEmpty()) {
            parents.add(above);
        }
        for (var property : concept.path("property")) {
            if (PARENTS.contains(property.path("code").asString(""))) {
                parents.add(Extensions.value(property).asString(""));
            }
        }
        return parents;
    }

    private static void both(String path, Code from, Code to, Report into) {
        flag(path, isInactive(from.concept), isInactive(to.concept), Rule.CODE_MADE_INACTIVE, Rule.CODE_MADE_ACTIVE, into);
        flag(path, isDeprecated(from.concept), isDeprecated(to.concept), Rule.CODE_DEPRECATED, Rule.CODE_DEPRECATED, into);
        flag(path, isAbstract(from.concept), isAbstract(to.concept), Rule.CODE_MADE_ABSTRACT, Rule.CODE_MADE_SELECTABLE, into);
        if (!from.parents.equals(to.parents)) {
            into.add(path, Rule.CODE_MOVED, Items.texts(from.parents), Items.texts(to.parents));
        }
        properties(path, from.concept, to.concept, into);
        WORDS.compare(path, from.concept, to.concept, into);
    }

    private static void flag(String path, boolean from, boolean to, Rule set, Rule cleared, Report into) {
        if (from != to) {
            into.add(path, to ? set : cleared, Items.flag(from), Items.flag(to));
        }
    }

    private static void properties(String path, JsonNode from, JsonNode to, Report into) {
        var before = properties(from);
        var after = properties(to);
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            var earlier = before.getOrDefault(name, List.of());
            var later = after.getOrDefault(name, List.of());
            if (!earlier.equals(later)) {
                into.add(Items.at(path + ".property", name), Rule.CODE_PROPERTY_CHANGED, Items.texts(earlier), Items.texts(later));
            }
        }
    }

    private static Map<String, List<String>> properties(JsonNode concept) {
        var values = new HashMap<String, List<String>>();
        for (var property : concept.path("property")) {
            var name = property.path("code").asString("");
            if (!KNOWN.contains(name)) {
                values.computeIfAbsent(name, absent -> new ArrayList<>()).add(words(Extensions.value(property)));
            }
        }
        values.values().forEach(list -> list.sort(null));
        return values;
    }

    private static String words(JsonNode value) {
        return Words.of(value.isValueNode() ? value.asString("") : value.toString());
    }

    private static boolean isInactive(JsonNode concept) {
        return property(concept, "inactive").asBoolean(false) || INACTIVE.contains(status(concept));
    }

    /// The property is a date, or a truth value.
    private static boolean isDeprecated(JsonNode concept) {
        var said = property(concept, "deprecated");
        return status(concept).equals("deprecated")
                || said.isBoolean() && said.booleanValue()
                || said.isString() && !said.stringValue().equals("false")
                || !property(concept, "deprecationDate").isMissingNode()
                || !Extensions.named(concept.path("extension"), "codesystem-deprecated").isMissingNode();
    }

    private static boolean isAbstract(JsonNode concept) {
        return property(concept, "notSelectable").asBoolean(false) || property(concept, "abstract").asBoolean(false);
    }

    private static String status(JsonNode concept) {
        return property(concept, "status").asString("").toLowerCase(Locale.ROOT);
    }

    private static JsonNode property(JsonNode concept, String code) {
        return Items.of(concept.path("property")).stream()
                .filter(property -> property.path("code").asString("").equals(code))
                .findFirst()
                .map(Extensions::value)
                .orElseGet(Items::nothing);
    }

    private static Comparison property(String name, Comparison compared) {
        return Comparison.object(Map.of(name, compared), Comparison.NOISE);
    }
}

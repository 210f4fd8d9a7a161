package org.canonry.api.diff;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.canonry.storage.canonical.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The types that an element may have, and for each the profiles that values conform to, or that what they refer to does.
final class Types {
    private static final String SYSTEM = "http://hl7.org/fhirpath/System.";
    private static final String ANY_RESOURCE = "http://hl7.org/fhir/StructureDefinition/Resource";

    private static final Set<String> SIMPLE =
            Set.of("http://hl7.org/fhir/StructureDefinition/SimpleQuantity", "http://hl7.org/fhir/StructureDefinition/MoneyQuantity");

    private Types() {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        // The type of an id is written in three ways, by the tool that made the snapshot.
        if (path.endsWith(".id")) {
            return;
        }
        var before = byCode(from);
        var after = byCode(to);
        tell(path, Rule.TYPE_REMOVED, before.keySet(), after.keySet(), into);
        tell(path, Rule.TYPE_ADDED, before.keySet(), after.keySet(), into);
        before.forEach((code, types) -> {
            if (after.containsKey(code)) {
                compare(path, types, after.get(code), into);
            }
        });
    }

    /// STU3 repeats a type for each of its profiles.
    private static Map<String, List<JsonNode>> byCode(JsonNode types) {
        return Items.of(types).stream().collect(Collectors.groupingBy(Types::code, LinkedHashMap::new, Collectors.toList()));
    }

    /// Without the profiles of the specification that only say how simple a quantity is: tools copy them from the base, or do not.
    static JsonNode withoutSimple(JsonNode types) {
        var copy = types.deepCopy();
        for (var type : copy) {
            if (type instanceof ObjectNode object && SIMPLE.containsAll(Items.texts(type.path("profile")))) {
                object.remove("profile");
            }
        }
        return copy;
    }

    /// The code of a type; where it is one of FHIRPath's own, the FHIR type that is meant.
    static String code(JsonNode type) {
        var code = type.path("code").asString("");
        if (!code.startsWith(SYSTEM)) {
            return code;
        }
        return Extensions.value(Extensions.named(type.path("extension"), "structuredefinition-fhir-type")).asString(code);
    }

    /// No types at all are any type.
    private static void tell(String path, Rule rule, Set<String> before, Set<String> after, Report into) {
        var fewer = rule == Rule.TYPE_REMOVED;
        var gone = Items.texts(Items.without(before, after));
        var came = Items.texts(Items.without(after, before));
        if (before.isEmpty() != after.isEmpty()) {
            if (before.isEmpty() == fewer) {
                into.add(path, rule, gone, came);
            }
        } else if (!(fewer ? gone : came).isMissingNode()) {
            into.add(path, rule, fewer ? gone : Items.nothing(), fewer ? Items.nothing() : came);
        }
    }

    private static void compare(String path, List<JsonNode> from, List<JsonNode> to, Report into) {
        restricted(path, canonicals(from, "profile"), canonicals(to, "profile"), Rule.PROFILE_REQUIRED, Rule.PROFILE_RELEASED, into);
        restricted(path, targets(from), targets(to), Rule.TARGET_NARROWED, Rule.TARGET_WIDENED, into);
        restricted(path, texts(from, "aggregation"), texts(to, "aggregation"), Rule.AGGREGATION_NARROWED, Rule.AGGREGATION_WIDENED, into);
        restricted(path, texts(from, "versioning"), texts(to, "versioning"), Rule.AGGREGATION_NARROWED, Rule.AGGREGATION_WIDENED, into);
    }

    /// What must be one of several; one of none is anything.
    private static void restricted(String path, Set<String> before, Set<String> after, Rule narrowed, Rule widened, Report into) {
        if (before.equals(after)) {
            return;
        }
        var rule = urls(before).equals(urls(after)) ? Rule.TYPE_VERSION_CHANGED : isWithin(before, after) ? widened : narrowed;
        into.add(path, rule, Items.texts(before), Items.texts(after));
    }

    private static boolean isWithin(Set<String> before, Set<String> after) {
        return after.isEmpty() || !before.isEmpty() && after.containsAll(before);
    }

    private static Set<String> urls(Set<String> references) {
        return references.stream().map(Reference::url).collect(Collectors.toSet());
    }

    private static Set<String> canonicals(List<JsonNode> types, String property) {
        return texts(types, property).stream().map(Pin::settled).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> targets(List<JsonNode> types) {
        var targets = canonicals(types, "targetProfile");
        return targets.contains(ANY_RESOURCE) ? Set.of() : targets;
    }

    /// Empty when one of the types says nothing of it, and so allows anything.
    private static Set<String> texts(List<JsonNode> types, String property) {
        var texts = new LinkedHashSet<String>();
        for (var type : types) {
            var own = Items.texts(type.path(property));
            if (own.isEmpty()) {
                return Set.of();
            }
            texts.addAll(own);
        }
        return texts;
    }
}

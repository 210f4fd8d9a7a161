package org.canonry.api.diff;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// How strongly a capability is asked for.
final class Expectations {
    private static final String SHALL = "SHALL";

    private Expectations() {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        var before = of(from);
        var after = of(to);
        if (!before.equals(after)) {
            into.add(path, isShall(after) ? Rule.EXPECTATION_RAISED : Rule.EXPECTATION_CHANGED, before, after);
        }
    }

    /// By which rule something came that has these extensions.
    static Rule added(JsonNode item) {
        return isShall(of(item.path("extension"))) ? Rule.REQUIREMENT_ADDED : Rule.CAPABILITY_ADDED;
    }

    /// By which rule something went that had these extensions. What is not qualified is offered for certain.
    static Rule removed(JsonNode item) {
        var expectation = of(item.path("extension"));
        return expectation.isMissingNode() || isShall(expectation) ? Rule.CAPABILITY_REMOVED : Rule.RECOMMENDATION_REMOVED;
    }

    private static boolean isShall(JsonNode expectation) {
        return expectation.asString("").equals(SHALL);
    }

    private static JsonNode of(JsonNode extensions) {
        return Extensions.value(Extensions.named(extensions, "capabilitystatement-expectation"));
    }

    /// An object whose lists of primitives have become lists of objects, each with its value and what extends it.
    static JsonNode paired(JsonNode object, List<String> lists) {
        var paired = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, value) -> paired.set(name, lists.contains(name) ? paired(value, object.path('_' + name)) : value));
        return paired;
    }

    private static JsonNode paired(JsonNode values, JsonNode extended) {
        var list = JsonNodeFactory.instance.arrayNode();
        var all = Items.of(values);
        for (var at = 0; at < all.size(); at++) {
            // Where there is an extension alone, FHIR has a null in the place of the value.
            if (!all.get(at).isNull()) {
                var item = list.addObject().put("value", Pin.settled(Pin.of(all.get(at))));
                item.setAll(extensions(extended.path(at)));
            }
        }
        return list;
    }

    private static Map<String, JsonNode> extensions(JsonNode extended) {
        return extended.has("extension") ? Map.of("extension", extended.path("extension")) : Map.of();
    }

    /// The parameters that may be searched by together, each combination as an object that is extended by how strongly it is asked for.
    static JsonNode combinations(JsonNode extensions) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var each : Extensions.allNamed(extensions, "capabilitystatement-search-parameter-combination")) {
            list.addObject().put("value", parameters(each)).set("extension", each.path("extension"));
        }
        return list;
    }

    private static String parameters(JsonNode combination) {
        return Items.of(combination.path("extension")).stream()
                .filter(part -> !part.path("url").asString("").startsWith("http"))
                .map(part -> Extensions.value(part).asString(""))
                .sorted()
                .collect(Collectors.joining(" and "));
    }
}

package org.canonry.api.diff;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// How strongly a capability is asked for.
final class Expectations {
    private static final String SHALL = "SHALL";

    private Expectations() {}

    static void compare(String path, JsonNode from, JsonNode to, Findings into) {
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
        for (var value : Items.of(values)) {
            var item = list.addObject().put("value", Pin.settled(Pin.of(value)));
            var extensions = extended.path(list.size() - 1).path("extension");
            if (!extensions.isMissingNode()) {
                item.set("extension", extensions);
            }
        }
        return list;
    }
}

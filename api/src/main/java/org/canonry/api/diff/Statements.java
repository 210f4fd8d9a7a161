package org.canonry.api.diff;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the authors of two profiles state of their elements, by the ids of these: their differentials.
record Statements(Map<String, JsonNode> earlier, Map<String, JsonNode> later) {
    /// What a snapshot copies from its base in one way or another, or not at all.
    static final Set<String> COPIED = Set.of(
            "short", "definition", "comment", "comments", "requirements", "alias", "label", "code", "example", "mapping", "isModifierReason",
            "isSummary", "extension", "orderMeaning");

    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

    /// What the earlier one states of an element; a missing node when nothing.
    JsonNode earlier(String id) {
        return earlier.getOrDefault(id, Items.nothing());
    }

    /// What the later one states of an element; a missing node when nothing.
    JsonNode later(String id) {
        return later.getOrDefault(id, Items.nothing());
    }

    /// An element of either snapshot without what is merely copied. Whole where there is no differential that could tell.
    JsonNode own(String id, JsonNode element) {
        if (earlier.isEmpty() || later.isEmpty()) {
            return element;
        }
        var own = JsonNodeFactory.instance.objectNode();
        element.forEachEntry((property, value) -> own(id, property, value, own));
        return own;
    }

    private void own(String id, String property, JsonNode value, ObjectNode own) {
        switch (property) {
            case "constraint" -> own.set(property, constraints(id, value));
            case "binding" -> own.set(property, described(id, property, value));
            case "type" -> own.set(property, states(id, property) ? value : Types.withoutSimple(value));
            case "slicing" -> {
                if (states(id, property) || value.path("rules").asString("").equals("closed")) {
                    own.set(property, described(id, property, value));
                }
            }
            case String name when COPIED.contains(name) || name.startsWith("example") -> {
                if (states(id, name)) {
                    own.set(name, value);
                }
            }
            default -> own.set(property, value);
        }
    }

    private JsonNode described(String id, String property, JsonNode value) {
        return earlier(id).path(property).has("description") || later(id).path(property).has("description") || !(value instanceof ObjectNode object)
                ? value
                : object.deepCopy().without("description");
    }

    private boolean states(String id, String property) {
        return earlier(id).has(property) || later(id).has(property);
    }

    /// Conditions of the specification's own definitions hold whether a snapshot repeats them or not.
    private JsonNode constraints(String id, JsonNode constraints) {
        var own = JsonNodeFactory.instance.arrayNode();
        for (var constraint : constraints) {
            if (!constraint.path("source").asString("").startsWith(CORE) || statesConstraint(id, constraint.path("key").asString(""))) {
                own.add(constraint);
            }
        }
        return own;
    }

    private boolean statesConstraint(String id, String key) {
        return Stream.of(earlier(id), later(id))
                .flatMap(element -> Items.of(element.path("constraint")).stream())
                .anyMatch(constraint -> constraint.path("key").asString("").equals(key));
    }
}

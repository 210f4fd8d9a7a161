package org.canonry.api.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Resources that say the same in another way.
final class Disturbed {
    private static final List<String> WG =
            List.of("http://hl7.org/fhir/StructureDefinition/structuredefinition-wg", "http://hl7.org/fhir/StructureDefinition/structuredefinition-summary");

    private Disturbed() {}

    /// With the properties of all objects in another order.
    static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(shuffled(item, random)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        var names = new ArrayList<>(node.propertyNames());
        Collections.shuffle(names, random);
        var object = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> object.set(name, shuffled(node.get(name), random)));
        return object;
    }

    /// Another edition of the resource: built on another day by another tool.
    static JsonNode rebuilt(JsonNode resource, Random random) {
        var rebuilt = (ObjectNode) resource.deepCopy();
        rebuilt.put("version", "9." + random.nextInt(100)).put("date", "2030-01-01").put("id", "other").put("approvalDate", "2030-01-01");
        rebuilt.putObject("meta").put("lastUpdated", "2030-01-01T00:00:00Z");
        rebuilt.putObject("text").put("div", "<div>" + random.nextInt() + "</div>");
        rebuilt.withArray("/extension").addObject().put("url", WG.get(random.nextInt(WG.size()))).put("valueCode", "x" + random.nextInt(100));
        return rebuilt;
    }
}

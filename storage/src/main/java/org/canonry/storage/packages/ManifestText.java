package org.canonry.storage.packages;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Makes what JSON can say storable everywhere: half surrogates cannot be written as UTF-8, and a database holds no NUL.
final class ManifestText {
    private static final int REPLACEMENT = 0xfffd;

    private ManifestText() {}

    /// The same JSON with each such character replaced by U+FFFD, as a new tree. As deep as the reader's limit at most.
    static JsonNode storable(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> storableObject(object);
            case ArrayNode array -> storableArray(array);
            case StringNode text -> StringNode.valueOf(storable(text.stringValue()));
            case JsonNode other -> other;
        };
    }

    private static ObjectNode storableObject(ObjectNode object) {
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(entry -> copy.set(storable(entry.getKey()), storable(entry.getValue())));
        return copy;
    }

    private static ArrayNode storableArray(ArrayNode array) {
        var copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> copy.add(storable(element)));
        return copy;
    }

    private static String storable(String text) {
        var points = text.codePoints().map(c -> isStorable(c) ? c : REPLACEMENT).toArray();
        return new String(points, 0, points.length);
    }

    private static boolean isStorable(int c) {
        return c != 0 && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}

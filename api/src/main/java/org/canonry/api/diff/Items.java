package org.canonry.api.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/// The items of lists in JSON.
final class Items {
    private Items() {}

    /// Of a list its items, of one value that value, of nothing none. Older FHIR releases have one value where later ones have a list.
    static List<JsonNode> of(JsonNode list) {
        return switch (list) {
            case JsonNode missing when missing.isMissingNode() || missing.isNull() -> List.of();
            case JsonNode array when array.isArray() -> List.copyOf(array.values());
            default -> List.of(list);
        };
    }

    /// The texts of a list; what is no text is left out.
    static List<String> texts(JsonNode list) {
        return of(list).stream().filter(JsonNode::isString).map(JsonNode::stringValue).toList();
    }

    /// Those of the first that the second lacks, each as often as it is there once more.
    static <T> List<T> without(Collection<T> items, Collection<T> others) {
        var left = new HashMap<T, Integer>();
        others.forEach(other -> left.merge(other, 1, Integer::sum));
        var rest = new ArrayList<T>();
        for (var item : items) {
            if (left.merge(item, -1, Integer::sum) < 0) {
                rest.add(item);
            }
        }
        return rest;
    }

    /// Items by their key, those of one key in their order.
    static Map<String, ArrayDeque<JsonNode>> byKey(List<JsonNode> items, Function<JsonNode, String> key) {
        return items.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toCollection(ArrayDeque::new)));
    }

    /// What a code is shown as: its display, or itself.
    static JsonNode shown(JsonNode concept) {
        return concept.has("display") ? concept.path("display") : concept.path("code");
    }

    /// The path of an item.
    static String at(String path, String key) {
        return path + '[' + key + ']';
    }

    /// What is not there.
    static JsonNode nothing() {
        return MissingNode.getInstance();
    }

    /// A text.
    static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    /// A truth value.
    static JsonNode flag(boolean flag) {
        return JsonNodeFactory.instance.booleanNode(flag);
    }

    /// A list of texts; nothing when there are none.
    static JsonNode texts(Collection<String> texts) {
        if (texts.isEmpty()) {
            return nothing();
        }
        var list = JsonNodeFactory.instance.arrayNode(texts.size());
        texts.forEach(list::add);
        return list;
    }
}

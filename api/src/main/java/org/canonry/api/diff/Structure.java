package org.canonry.api.diff;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Compares by structure alone what has no rules of its own. The items of lists are the same where something that tells them apart is, else where they
/// are equal; their order says nothing.
final class Structure {
    /// Compares anything.
    static final Comparison COMPARISON = Structure::compare;

    /// For people to read, wherever it stands.
    private static final Set<String> WORDS =
            Set.of("title", "description", "documentation", "text", "display", "comment", "label", "definition", "purpose", "requirements", "prefix");

    /// What may tell the items of a list apart, the best first.
    private static final List<String> KEYS = List.of("linkId", "code", "name", "url", "key", "identity", "resource", "type", "path", "id");

    private static final Map<String, Comparison> PROPERTIES =
            Map.of("id", Comparison.NOISE, "extension", Extensions::ofPart, "modifierExtension", Metadata.MODIFIERS);
    private static final Comparison OBJECT = Comparison.object(PROPERTIES, COMPARISON);
    private static final Comparison REWORDED = Comparison.words(Rule.REWORDED);
    private static final Comparison VALUE = Comparison.value(Rule.VALUE_ADDED, Rule.VALUE_REMOVED, Rule.VALUE_CHANGED);

    private Structure() {}

    private static void compare(String path, JsonNode from, JsonNode to, Report into) {
        if (from.equals(to)) {
            return;
        }
        if (WORDS.contains(path.substring(path.lastIndexOf('.') + 1))) {
            REWORDED.compare(path, from, to, into);
        } else if (from.isObject() && to.isObject()) {
            OBJECT.compare(path, from, to, into);
        } else if (from.isArray() && to.isArray()) {
            list(path, from, to, into);
        } else {
            VALUE.compare(path, from, to, into);
        }
    }

    private static void list(String path, JsonNode from, JsonNode to, Report into) {
        var key = KEYS.stream().filter(each -> tellsApart(from, each) && tellsApart(to, each)).findFirst();
        if (key.isPresent()) {
            Comparison.keyed(item -> item.path(key.get()).asString(""), Rule.VALUE_ADDED, Rule.VALUE_REMOVED, COMPARISON).compare(path, from, to, into);
        } else {
            unkeyed(path, Items.without(from.values(), to.values()), Items.without(to.values(), from.values()), into);
        }
    }

    /// As many new items as old ones are taken for the same in their order.
    private static void unkeyed(String path, List<JsonNode> gone, List<JsonNode> came, Report into) {
        for (var at = 0; at < Math.max(gone.size(), came.size()); at++) {
            var from = item(gone, at);
            var to = item(came, at);
            if (gone.size() == came.size()) {
                compare(path, from, to, into);
            } else {
                VALUE.compare(path, from, to, into);
            }
        }
    }

    private static JsonNode item(List<JsonNode> items, int at) {
        return Optional.of(at).filter(place -> place < items.size()).map(items::get).orElseGet(Items::nothing);
    }

    private static boolean tellsApart(JsonNode list, String key) {
        var seen = new HashSet<String>();
        return list.valueStream().allMatch(item -> item.path(key).isString() && seen.add(item.path(key).stringValue()));
    }
}

package org.canonry.api.diff;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The conditions of an element, each known by its key.
final class Invariants {
    private static final List<String> SHOWN = List.of("key", "severity", "human", "expression");

    private Invariants() {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        var after = Items.byKey(Items.of(to), Invariants::key);
        for (var constraint : Items.of(from)) {
            var partners = after.get(key(constraint));
            if (partners == null || partners.isEmpty()) {
                into.add(path, isError(constraint) ? Rule.INVARIANT_REMOVED : Rule.WARNING_CHANGED, shown(constraint), Items.nothing());
            } else {
                both(path, constraint, partners.remove(), into);
            }
        }
        after.values().forEach(rest -> rest.forEach(constraint ->
                into.add(path, isError(constraint) ? Rule.INVARIANT_ADDED : Rule.WARNING_CHANGED, Items.nothing(), shown(constraint))));
    }

    private static void both(String path, JsonNode from, JsonNode to, Report into) {
        if (isError(from) != isError(to)) {
            into.add(path, isError(to) ? Rule.SEVERITY_RAISED : Rule.SEVERITY_LOWERED, shown(from), shown(to));
        }
        if (!expression(from).equals(expression(to))) {
            into.add(path, isError(to) ? Rule.INVARIANT_CHANGED : Rule.WARNING_CHANGED, shown(from), shown(to));
        } else if (!Words.of(from.path("human")).equals(Words.of(to.path("human")))) {
            into.add(path, Rule.INVARIANT_REWORDED, shown(from), shown(to));
        }
    }

    /// DSTU2 has XPath alone; elsewhere that only follows the expression.
    private static String expression(JsonNode constraint) {
        return Words.of(constraint.path("expression").asString(constraint.path("xpath").asString("")));
    }

    private static boolean isError(JsonNode constraint) {
        return !constraint.path("severity").asString("").equals("warning");
    }

    private static String key(JsonNode constraint) {
        return constraint.path("key").asString("");
    }

    private static JsonNode shown(JsonNode constraint) {
        var shown = JsonNodeFactory.instance.objectNode();
        SHOWN.stream().filter(constraint::has).forEach(property -> shown.set(property, constraint.get(property)));
        return shown;
    }
}

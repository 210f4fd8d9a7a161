package org.canonry.api.diff;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// How an element is sliced.
final class Slicing {
    /// From the loosest on.
    private static final List<String> RULES = List.of("open", "openAtEnd", "closed");

    private static final Comparison ORDER = Comparison.of("ordered", Comparison.flag(false, Rule.ORDER_REQUIRED, Rule.ORDER_RELEASED));
    private static final Comparison DISCRIMINATORS =
            Comparison.of("discriminator", Comparison.as(Slicing::discriminators, Comparison.value(Rule.DISCRIMINATOR_CHANGED)));
    private static final Comparison DESCRIPTION = Comparison.of("description", Comparison.words(Rule.SLICING_REWORDED));

    private Slicing() {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        if (from.isMissingNode() && to.isMissingNode()) {
            return;
        }
        rules(path, from, to, into);
        ORDER.compare(path, from, to, into);
        if (from.isMissingNode() == to.isMissingNode()) {
            DISCRIMINATORS.compare(path, from, to, into);
            DESCRIPTION.compare(path, from, to, into);
        }
    }

    private static void rules(String path, JsonNode from, JsonNode to, Report into) {
        var compared = Integer.compare(rank(from), rank(to));
        if (compared != 0) {
            into.add(path, compared < 0 ? Rule.SLICING_CLOSED : Rule.SLICING_OPENED, from.path("rules"), to.path("rules"));
        } else if (from.isMissingNode() != to.isMissingNode()) {
            into.add(path, from.isMissingNode() ? Rule.SLICING_ADDED : Rule.SLICING_REMOVED, from, to);
        }
    }

    /// What is not sliced is as open as can be.
    private static int rank(JsonNode slicing) {
        return Math.max(0, RULES.indexOf(slicing.path("rules").asString("")));
    }

    /// By a value or by a pattern is the same (R5 has only the one).
    private static JsonNode discriminators(JsonNode discriminators) {
        return Items.texts(Items.of(discriminators).stream().map(Slicing::discriminator).sorted().toList());
    }

    private static String discriminator(JsonNode discriminator) {
        var type = discriminator.path("type").asString("");
        return discriminator.isObject()
                ? (type.equals("pattern") ? "value" : type) + ' ' + discriminator.path("path").asString("")
                : "value " + discriminator.asString("");
    }
}

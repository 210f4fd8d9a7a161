package org.canonry.api.diff;

import tools.jackson.databind.JsonNode;

/// How often an element may and must occur.
final class Cardinality {
    private static final int ANY = Integer.MAX_VALUE;

    /// In a profile, JSON writes an element as the type has it, however often it may occur.
    static final Comparison OF_PROFILE = (path, from, to, into) -> compare(path, from, to, false, into);

    /// In the definition of a type, a list is written in another way than a value.
    static final Comparison OF_TYPE = (path, from, to, into) -> compare(path, from, to, true, into);

    private Cardinality() {}

    private static void compare(String path, JsonNode from, JsonNode to, boolean definesType, Report into) {
        var min = Integer.compare(from.path("min").asInt(0), to.path("min").asInt(0));
        if (min != 0) {
            into.add(path, min < 0 ? Rule.MIN_RAISED : Rule.MIN_LOWERED, from.path("min"), to.path("min"));
        }
        var before = max(from.path("max"));
        var after = max(to.path("max"));
        if (before != after) {
            var raised = definesType && before == 1 ? Rule.MADE_A_LIST : Rule.MAX_RAISED;
            into.add(path, before > after ? Rule.MAX_LOWERED : raised, from.path("max"), to.path("max"));
        }
    }

    /// What is not a number has no limit: `*`, or nothing.
    private static int max(JsonNode max) {
        return max.asInt(ANY);
    }
}

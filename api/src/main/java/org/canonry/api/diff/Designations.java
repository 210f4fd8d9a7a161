package org.canonry.api.diff;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The designations of a code, each known by its language and its use.
final class Designations {
    static final Comparison COMPARISON = Comparison.keyed(
            Designations::key, Rule.DESIGNATION_ADDED, Rule.DESIGNATION_REMOVED,
            Comparison.object(Map.of("value", Comparison.words(Rule.DESIGNATION_CHANGED)), Comparison.NOISE));

    private Designations() {}

    private static String key(JsonNode designation) {
        var use = designation.path("use").path("code").asString("");
        var language = designation.path("language").asString("");
        return use.isEmpty() || language.isEmpty() ? language + use : language + ' ' + use;
    }
}

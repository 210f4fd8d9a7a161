package org.canonry.api.diff;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Operations and their parameters. What callers give may become more, what they get may become less, and neither the other way round.
final class OperationDefinitions {
    private static final Comparison CHANGED = Comparison.value(Rule.OPERATION_CHANGED);
    private static final Comparison PROFILE = Pin.comparison(Rule.OPERATION_CHANGED, Rule.TYPE_VERSION_CHANGED);
    private static final Comparison LEVEL = Comparison.flag(false, Rule.OPERATION_WIDENED, Rule.OPERATION_NARROWED);
    private static final Comparison PARAMETER = Comparison.value(Rule.PARAMETER_CHANGED);
    private static final Comparison ALTERED = Comparison.set(Rule.PARAMETER_CHANGED, Rule.PARAMETER_CHANGED);
    private static final Comparison ALTERED_PROFILE = Pin.set(Rule.PARAMETER_CHANGED, Rule.PARAMETER_CHANGED);
    private static final Comparison ALTERED_BINDING = Comparison.object(
            Map.of(
                    "strength", Comparison.value(Rule.PARAMETER_CHANGED),
                    "valueSet", Pin.comparison(Rule.PARAMETER_CHANGED, Rule.VALUE_SET_VERSION_CHANGED)),
            Comparison.NOISE);
    private static final Comparison OTHERS = Comparison.object(
            Map.ofEntries(
                    Map.entry("name", Comparison.NOISE), Map.entry("use", Comparison.NOISE), Map.entry("min", Comparison.NOISE),
                    Map.entry("max", Comparison.NOISE), Map.entry("id", Comparison.NOISE), Map.entry("part", OperationDefinitions::parameters),
                    Map.entry("type", PARAMETER), Map.entry("searchType", PARAMETER), Map.entry("allowedType", ALTERED), Map.entry("scope", ALTERED),
                    Map.entry("targetProfile", ALTERED_PROFILE), Map.entry("profile", ALTERED_PROFILE), Map.entry("binding", ALTERED_BINDING),
                    Map.entry("documentation", Comparison.words(Rule.REWORDED)), Map.entry("referencedFrom", Comparison.NOISE)),
            Structure.COMPARISON);

    static final Comparison COMPARISON = Metadata.with(Map.ofEntries(
            Map.entry("code", CHANGED), Map.entry("kind", CHANGED),
            Map.entry("affectsState", Comparison.flag(false, Rule.OPERATION_CHANGED, Rule.OPERATION_CHANGED)),
            Map.entry("base", PROFILE), Map.entry("inputProfile", PROFILE), Map.entry("outputProfile", PROFILE),
            Map.entry("system", LEVEL), Map.entry("type", LEVEL), Map.entry("instance", LEVEL),
            Map.entry("resource", Comparison.set(Rule.OPERATION_WIDENED, Rule.OPERATION_NARROWED)),
            Map.entry("comment", Comparison.words(Rule.METADATA_CHANGED)), Map.entry("overload", Comparison.NOISE),
            Map.entry("parameter", OperationDefinitions::parameters)));

    private OperationDefinitions() {}

    private static void parameters(String path, JsonNode from, JsonNode to, Report into) {
        Comparison.keyed(
                        OperationDefinitions::key, added -> isRequired(added) ? Rule.REQUIRED_PARAMETER_ADDED : Rule.PARAMETER_ADDED,
                        removed -> Rule.PARAMETER_REMOVED, OperationDefinitions::both)
                .compare(path, from, to, into);
    }

    private static String key(JsonNode parameter) {
        return (parameter.path("use").asString("") + ' ' + parameter.path("name").asString("")).strip();
    }

    private static boolean isRequired(JsonNode parameter) {
        return !isAnswer(parameter) && parameter.path("min").asInt(0) > 0;
    }

    private static boolean isAnswer(JsonNode parameter) {
        return parameter.path("use").asString("").equals("out");
    }

    private static void both(String path, JsonNode from, JsonNode to, Report into) {
        var less = isAnswer(from) ? Rule.PARAMETER_WIDENED : Rule.PARAMETER_NARROWED;
        var more = isAnswer(from) ? Rule.PARAMETER_NARROWED : Rule.PARAMETER_WIDENED;
        tell(path + ".min", Integer.compare(min(from), min(to)), less, more, from.path("min"), to.path("min"), into);
        tell(path + ".max", Integer.compare(max(to), max(from)), less, more, from.path("max"), to.path("max"), into);
        OTHERS.compare(path, from, to, into);
    }

    /// @param compared negative when the bounds are closer together than before
    private static void tell(String path, int compared, Rule closer, Rule wider, JsonNode from, JsonNode to, Report into) {
        if (compared != 0) {
            into.add(path, compared < 0 ? closer : wider, from, to);
        }
    }

    private static int min(JsonNode parameter) {
        return parameter.path("min").asInt(0);
    }

    private static int max(JsonNode parameter) {
        return parameter.path("max").asInt(Integer.MAX_VALUE);
    }
}

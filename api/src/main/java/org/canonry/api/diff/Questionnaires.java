package org.canonry.api.diff;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Questionnaires, question by question.
final class Questionnaires {
    private static final Comparison CHANGED = Comparison.value(Rule.ITEM_CHANGED);
    private static final Comparison WORDS = Comparison.words(Rule.ITEM_REWORDED);
    private static final Comparison VALUE_SET = Pin.comparison(Rule.ITEM_CHANGED, Rule.SYSTEM_VERSION_CHANGED);
    private static final Comparison CONDITIONS = Comparison.set(Rule.ITEM_CHANGED, Rule.ITEM_CHANGED);
    private static final Comparison ANSWERS = Comparison.set(Rule.ITEM_WIDENED, Rule.ITEM_NARROWED);
    private static final Comparison ITEM = Comparison.object(
            Map.ofEntries(
                    Map.entry("linkId", Comparison.NOISE), Map.entry("id", Comparison.NOISE), Map.entry("text", WORDS), Map.entry("prefix", WORDS),
                    Map.entry("code", WORDS), Map.entry("type", CHANGED), Map.entry("definition", VALUE_SET),
                    Map.entry("required", Comparison.flag(false, Rule.ITEM_NARROWED, Rule.ITEM_WIDENED)),
                    Map.entry("repeats", Comparison.flag(false, Rule.ITEM_WIDENED, Rule.ITEM_NARROWED)),
                    Map.entry("readOnly", Comparison.flag(false, Rule.ITEM_CHANGED, Rule.ITEM_CHANGED)), Map.entry("maxLength", Questionnaires::length),
                    Map.entry("enableWhen", CONDITIONS), Map.entry("enableBehavior", CHANGED), Map.entry("answerValueSet", VALUE_SET),
                    Map.entry("options", VALUE_SET), Map.entry("answerOption", ANSWERS), Map.entry("option", ANSWERS),
                    Map.entry("answerConstraint", CHANGED), Map.entry("initial", CONDITIONS), Map.entry("item", Questionnaires::items),
                    Map.entry("extension", Extensions::ofPart), Map.entry("modifierExtension", Metadata.MODIFIERS)),
            Structure.COMPARISON);

    static final Comparison COMPARISON = Metadata.with(Map.of(
            "item", Questionnaires::items, "subjectType", ANSWERS, "code", Comparison.value(Rule.METADATA_CHANGED),
            "derivedFrom", Pin.set(Rule.METADATA_CHANGED, Rule.METADATA_CHANGED)));

    private Questionnaires() {}

    private static void items(String path, JsonNode from, JsonNode to, Report into) {
        Comparison.keyed(
                        item -> item.path("linkId").asString(""),
                        added -> added.path("required").asBoolean(false) ? Rule.REQUIRED_ITEM_ADDED : Rule.ITEM_ADDED, removed -> Rule.ITEM_REMOVED, ITEM)
                .compare(path, from, to, into);
    }

    private static void length(String path, JsonNode from, JsonNode to, Report into) {
        var before = from.asInt(Integer.MAX_VALUE);
        var after = to.asInt(Integer.MAX_VALUE);
        if (before != after) {
            into.add(path, after < before ? Rule.ITEM_NARROWED : Rule.ITEM_WIDENED, from, to);
        }
    }
}

package org.canonry.api.diff;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Code systems, and supplements of them.
final class CodeSystems {
    /// From the least on.
    private static final List<String> CONTENTS = List.of("not-present", "example", "fragment", "supplement", "complete");

    private static final Comparison MEANING = Comparison.value(Rule.MEANING_OF_CODES_CHANGED);
    private static final Comparison MEANING_FLAG = Comparison.flag(false, Rule.MEANING_OF_CODES_CHANGED, Rule.MEANING_OF_CODES_CHANGED);
    private static final Comparison DECLARED = Comparison.keyed(
            each -> each.path("code").asString(""), Rule.PROPERTY_ADDED, Rule.PROPERTY_REMOVED,
            Comparison.object(
                    Map.of(
                            "description", Comparison.words(Rule.METADATA_CHANGED), "uri", Comparison.value(Rule.PROPERTY_REDEFINED), "extension",
                            Extensions::ofPart),
                    Comparison.value(Rule.PROPERTY_REMOVED)));

    static final Comparison COMPARISON = Metadata.with(Map.ofEntries(
            Map.entry("caseSensitive", Comparison.flag(false, Rule.CASE_MATTERS, Rule.CASE_IGNORED)),
            Map.entry("content", CodeSystems::content),
            Map.entry("count", Comparison.NOISE),
            Map.entry("hierarchyMeaning", MEANING), Map.entry("supplements", MEANING),
            Map.entry("compositional", MEANING_FLAG), Map.entry("versionNeeded", MEANING_FLAG),
            Map.entry("valueSet", Pin.comparison(Rule.ALL_CODES_VALUE_SET_CHANGED, Rule.ALL_CODES_VALUE_SET_CHANGED)),
            Map.entry("property", DECLARED), Map.entry("filter", DECLARED),
            Map.entry("concept", Codes::compare)));

    private CodeSystems() {}

    private static void content(String path, JsonNode from, JsonNode to, Report into) {
        if (!from.equals(to)) {
            into.add(path, rank(from) > rank(to) ? Rule.CONTENT_REDUCED : Rule.CONTENT_EXTENDED, from, to);
        }
    }

    private static int rank(JsonNode content) {
        return CONTENTS.indexOf(content.asString(""));
    }
}

package org.canonry.api.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import org.canonry.storage.canonical.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Concept maps: each pair of codes by itself.
final class ConceptMaps {
    private static final Comparison SCOPE = Pin.comparison(Rule.MAP_SCOPE_CHANGED, Rule.SYSTEM_VERSION_CHANGED);
    private static final Comparison COMMENT = Comparison.words(Rule.MAPPING_REWORDED);
    private static final Comparison TARGET = Comparison.object(
            Map.of("id", Comparison.NOISE, "display", COMMENT, "comment", COMMENT, "comments", COMMENT, "extension", Extensions::ofPart),
            Comparison.value(Rule.RELATIONSHIP_CHANGED));
    private static final Comparison TARGETS = Comparison.keyed(
            target -> target.path("code").asString(target.path("valueSet").asString("nothing")), Rule.MAPPING_ADDED, Rule.MAPPING_REMOVED, TARGET);
    private static final Comparison ELEMENT = Comparison.all(
            Comparison.object(Map.of("target", TARGETS, "display", COMMENT), Comparison.NOISE),
            Comparison.of("noMap", Comparison.flag(false, Rule.RELATIONSHIP_CHANGED, Rule.RELATIONSHIP_CHANGED)));
    private static final Comparison GROUP = Comparison.object(
            Map.of(
                    "element", ConceptMaps::elements, "unmapped", Comparison.value(Rule.UNMAPPED_CHANGED),
                    "sourceVersion", Comparison.value(Rule.SYSTEM_VERSION_CHANGED), "targetVersion", Comparison.value(Rule.SYSTEM_VERSION_CHANGED),
                    "source", Pin.comparison(Rule.RELATIONSHIP_CHANGED, Rule.SYSTEM_VERSION_CHANGED),
                    "target", Pin.comparison(Rule.RELATIONSHIP_CHANGED, Rule.SYSTEM_VERSION_CHANGED)),
            Structure.COMPARISON);

    static final Comparison COMPARISON = Metadata.with(Map.ofEntries(
            Map.entry("sourceUri", SCOPE), Map.entry("sourceReference", SCOPE), Map.entry("sourceCanonical", SCOPE),
            Map.entry("sourceScopeUri", SCOPE), Map.entry("sourceScopeCanonical", SCOPE),
            Map.entry("targetUri", SCOPE), Map.entry("targetReference", SCOPE), Map.entry("targetCanonical", SCOPE),
            Map.entry("targetScopeUri", SCOPE), Map.entry("targetScopeCanonical", SCOPE),
            Map.entry("element", ConceptMaps::elements),
            Map.entry("group", Comparison.keyed(ConceptMaps::group, Rule.MAPPING_ADDED, Rule.MAPPING_REMOVED, GROUP))));

    private ConceptMaps() {}

    private static String group(JsonNode group) {
        return Reference.url(group.path("source").asString("")) + " to " + Reference.url(group.path("target").asString(""));
    }

    /// One code may stand there several times, with a target each; what is mapped to nothing counts as an empty list of targets.
    private static void elements(String path, JsonNode from, JsonNode to, Report into) {
        var before = byCode(from);
        var after = byCode(to);
        var nothing = JsonNodeFactory.instance.objectNode();
        before.forEach((code, element) -> ELEMENT.compare(Items.at(path, code), element, after.getOrDefault(code, nothing), into));
        after.forEach((code, element) -> {
            if (!before.containsKey(code)) {
                ELEMENT.compare(Items.at(path, code), nothing, element, into);
            }
        });
    }

    private static Map<String, JsonNode> byCode(JsonNode elements) {
        var byCode = new LinkedHashMap<String, JsonNode>();
        for (var element : elements) {
            var all = JsonNodeFactory.instance.objectNode();
            element.forEachEntry(all::set);
            byCode.merge(element.path("code").asString(""), all, ConceptMaps::together);
        }
        return byCode;
    }

    private static JsonNode together(JsonNode one, JsonNode other) {
        var targets = JsonNodeFactory.instance.arrayNode();
        targets.addAll(Items.of(one.path("target"))).addAll(Items.of(other.path("target")));
        return JsonNodeFactory.instance.objectNode().setAll(Map.of("target", targets, "display", one.path("display")));
    }
}

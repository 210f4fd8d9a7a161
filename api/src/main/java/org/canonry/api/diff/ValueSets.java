package org.canonry.api.diff;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Value sets: how they are put together; where they do not say, the codes that they were expanded to.
final class ValueSets {
    static final Comparison COMPARISON = ValueSets::compare;

    private static final Comparison ITSELF = Metadata.with(Map.of(
            "immutable", Comparison.value(Rule.METADATA_CHANGED), "extensible", Comparison.value(Rule.METADATA_CHANGED),
            "lockedDate", Comparison.value(Rule.LOCKED_DATE_CHANGED), "compose", ValueSets::compose, "expansion", Comparison.NOISE,
            "scope", Comparison.words(Rule.METADATA_CHANGED)));
    private static final Comparison COMPOSED = Comparison.object(
            Map.of(
                    "inactive", Comparison.flag(true, Rule.INACTIVE_TAKEN_IN, Rule.INACTIVE_LEFT_OUT),
                    "lockedDate", Comparison.value(Rule.LOCKED_DATE_CHANGED), "include", Comparison.NOISE, "exclude", Comparison.NOISE,
                    "import", Comparison.NOISE, "property", Comparison.NOISE, "extension", Extensions::ofPart),
            Structure.COMPARISON);

    private ValueSets() {}

    private static void compare(String path, JsonNode from, JsonNode to, Report into) {
        ITSELF.compare(path, from, to, into);
        if (!from.has("compose") && !to.has("compose")) {
            var before = Selection.ofExpansion(from.path("expansion"));
            Selected.INCLUDED.compare(path + ".expansion.contains", before, Selection.ofExpansion(to.path("expansion")), into);
        }
    }

    private static void compose(String path, JsonNode from, JsonNode to, Report into) {
        COMPOSED.compare(path, from, to, into);
        // DSTU2 imports value sets apart from the rest.
        var included = Selection.of(from.path("include"), from.path("import"));
        Selected.INCLUDED.compare(path + ".include", included, Selection.of(to.path("include"), to.path("import")), into);
        var excluded = Selection.of(from.path("exclude"), Items.nothing());
        Selected.EXCLUDED.compare(path + ".exclude", excluded, Selection.of(to.path("exclude"), Items.nothing()), into);
    }
}

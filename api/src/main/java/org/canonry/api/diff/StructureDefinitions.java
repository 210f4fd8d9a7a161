package org.canonry.api.diff;

import java.util.Map;
import org.canonry.storage.packages.FhirRelease;
import tools.jackson.databind.JsonNode;

/// Profiles, extensions, logical models and the definitions of types: what they say of themselves, then their elements.
final class StructureDefinitions {
    static final Comparison COMPARISON = StructureDefinitions::compare;

    private static final Comparison NATURE = Comparison.value(Rule.NATURE_CHANGED);
    private static final Comparison BASE = Pin.comparison(Rule.BASE_CHANGED, Rule.BASE_VERSION_CHANGED);
    private static final Comparison ITSELF = Metadata.with(Map.ofEntries(
            Map.entry("type", NATURE), Map.entry("kind", NATURE), Map.entry("derivation", NATURE), Map.entry("constrainedType", NATURE),
            Map.entry("abstract", Comparison.flag(false, Rule.MADE_ABSTRACT, Rule.MADE_CONCRETE)),
            Map.entry("baseDefinition", BASE), Map.entry("base", BASE),
            Map.entry("fhirVersion", StructureDefinitions::fhirRelease),
            Map.entry("context", Comparison.as(StructureDefinitions::contexts, Comparison.set(Rule.CONTEXT_ADDED, Rule.CONTEXT_REMOVED))),
            Map.entry("contextType", Comparison.value(Rule.CONTEXT_REMOVED)),
            Map.entry("contextInvariant", Comparison.set(Rule.CONTEXT_INVARIANT_ADDED, Rule.CONTEXT_INVARIANT_REMOVED)),
            Map.entry("mapping", Comparison.NOISE), Map.entry("snapshot", Comparison.NOISE), Map.entry("differential", Comparison.NOISE)));

    private StructureDefinitions() {}

    private static void compare(String path, JsonNode from, JsonNode to, Report into) {
        ITSELF.compare(path, from, to, into);
        Elements.compare(from, to, into);
    }

    /// A technical correction of the specification (4.0.0, 4.0.1) is no other release.
    static void fhirRelease(String path, JsonNode from, JsonNode to, Report into) {
        if (!from.isMissingNode() && !to.isMissingNode() && !release(from).equals(release(to))) {
            into.add(path, Rule.FHIR_RELEASE_CHANGED, from, to);
        }
    }

    static String release(JsonNode fhirVersion) {
        var number = fhirVersion.asString("");
        return FhirRelease.of(number).map(FhirRelease::name).orElse(number);
    }

    private static JsonNode contexts(JsonNode contexts) {
        return Items.texts(Items.of(contexts).stream().map(StructureDefinitions::context).toList());
    }

    private static String context(JsonNode context) {
        return context.isObject() ? context.path("type").asString("") + ' ' + context.path("expression").asString("") : context.asString("");
    }
}

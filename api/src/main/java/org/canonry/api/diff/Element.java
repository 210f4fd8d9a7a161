package org.canonry.api.diff;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One element of a structure definition: what is compared of it, all at the path that is its id.
final class Element {
    private static final List<Comparison> PARTS = List.of(
            Comparison.of("type", Types::compare),
            Element::mustSupportOfTypes,
            Comparison.of("contentReference", Comparison.as(Element::local, Comparison.value(Rule.CONTENT_REFERENCE_CHANGED))),
            Comparison.of("representation", Comparison.set(Rule.REPRESENTATION_CHANGED, Rule.REPRESENTATION_CHANGED)),
            Comparison.of("binding", Binding::compare),
            Constants::compare,
            Comparison.of("slicing", Slicing::compare),
            Comparison.of("mustSupport", Comparison.flag(false, Rule.MUST_SUPPORT_ADDED, Rule.MUST_SUPPORT_REMOVED)),
            Comparison.of("extension", Obligations::compare),
            Comparison.of("isModifier", Comparison.flag(false, Rule.MODIFIER_CHANGED, Rule.MODIFIER_CHANGED)),
            Comparison.of("mustHaveValue", Comparison.flag(false, Rule.VALUE_REQUIRED, Rule.VALUE_RELEASED)),
            Comparison.of("isSummary", Comparison.flag(false, Rule.SUMMARY_CHANGED, Rule.SUMMARY_CHANGED)),
            Comparison.of("constraint", Invariants::compare),
            words("short", Rule.SHORT_CHANGED),
            words("definition", Rule.DEFINITION_CHANGED),
            words("comment", Rule.COMMENT_CHANGED),
            words("comments", Rule.COMMENT_CHANGED),
            words("requirements", Rule.REQUIREMENTS_CHANGED),
            words("label", Rule.LABEL_CHANGED),
            words("orderMeaning", Rule.LABEL_CHANGED),
            words("isModifierReason", Rule.LABEL_CHANGED),
            Comparison.of("alias", Comparison.set(Rule.LABEL_CHANGED, Rule.LABEL_CHANGED)),
            Comparison.of("code", Comparison.set(Rule.LABEL_CHANGED, Rule.LABEL_CHANGED)),
            Comparison.of("example", Comparison.set(Rule.EXAMPLE_CHANGED, Rule.EXAMPLE_CHANGED)),
            Comparison.of("mapping", Comparison.set(Rule.MAPPING_CHANGED, Rule.MAPPING_CHANGED)),
            Comparison.object(Map.of("extension", Extensions::ofPart), Comparison.NOISE),
            Comparison.of("modifierExtension", Metadata.MODIFIERS));

    /// In a profile.
    static final Comparison OF_PROFILE = (path, from, to, into) -> compare(Cardinality.OF_PROFILE, path, from, to, into);

    /// In the definition of a type.
    static final Comparison OF_TYPE = (path, from, to, into) -> compare(Cardinality.OF_TYPE, path, from, to, into);

    private static final List<String> OUTLINE = List.of("min", "max", "type", "mustSupport");

    /// What makes fewer values valid wherever a profile states it.
    private static final Set<String> CONSTRAINTS = Set.of("max", "type", "constraint", "maxLength", "mustSupport", "mustHaveValue");

    private static final List<String> VALUES = List.of("fixed", "pattern", "minValue", "maxValue");

    private Element() {}

    private static void compare(Comparison cardinality, String path, JsonNode from, JsonNode to, Report into) {
        cardinality.compare(path, from, to, into);
        PARTS.forEach(part -> part.compare(path, from, to, into));
    }

    private static Comparison words(String property, Rule changed) {
        return Comparison.of(property, Comparison.words(changed));
    }

    /// Which types must be supported says something only where the element must be, and where slices do not say it.
    private static void mustSupportOfTypes(String path, JsonNode from, JsonNode to, Report into) {
        var mustBe = from.path("mustSupport").asBoolean(false) && to.path("mustSupport").asBoolean(false);
        if (mustBe && !from.has("slicing") && !to.has("slicing")) {
            SupportedTypes.compare(path, from.path("type"), to.path("type"), into);
        }
    }

    /// `#Observation.referenceRange`, whether the definition is named ahead of it or not.
    private static JsonNode local(JsonNode contentReference) {
        var text = contentReference.asString("");
        return text.isEmpty() ? contentReference : Items.text(text.substring(text.indexOf('#') + 1));
    }

    /// What is shown of an element that came or went.
    static JsonNode outline(JsonNode element) {
        var outline = JsonNodeFactory.instance.objectNode();
        OUTLINE.stream().filter(element::has).forEach(property -> outline.set(property, element.get(property)));
        return outline;
    }

    /// Whether a profile that states this allows less than one that is silent.
    static boolean constrains(JsonNode stated) {
        return stated.path("min").asInt(0) > 0
                || Binding.binds(stated.path("binding"))
                || stated.propertyNames().stream().anyMatch(name -> CONSTRAINTS.contains(name) || VALUES.stream().anyMatch(name::startsWith));
    }
}

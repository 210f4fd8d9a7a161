package org.canonry.api.diff;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Which codes an element takes.
final class Binding {
    /// From the weakest on.
    private static final List<String> STRENGTHS = List.of("example", "preferred", "extensible", "required");

    private static final int EXTENSIBLE = STRENGTHS.indexOf("extensible");

    /// Purposes of additional bindings that must be met.
    private static final Set<String> MET = Set.of("required", "extensible", "maximum", "current");

    private static final Comparison MAXIMUM = Comparison.as(
            binding -> settled(Extensions.value(Extensions.named(binding.path("extension"), "elementdefinition-maxValueSet"))),
            Comparison.value(Rule.MAX_VALUE_SET_ADDED, Rule.MAX_VALUE_SET_REMOVED, Rule.MAX_VALUE_SET_ADDED));
    private static final Comparison ADDITIONAL = Comparison.as(
            Binding::additional,
            Comparison.set(
                    came -> MET.contains(came.path("purpose").asString("")) ? Rule.ADDITIONAL_BINDING_ADDED : Rule.ADDITIONAL_BINDING_CHANGED,
                    gone -> Rule.ADDITIONAL_BINDING_CHANGED));
    private static final Comparison DESCRIPTION = Comparison.of("description", Comparison.words(Rule.BINDING_REWORDED));

    private Binding() {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        if (from.isMissingNode() && to.isMissingNode()) {
            return;
        }
        if (from.isMissingNode()) {
            into.add(path, binds(to) ? Rule.BINDING_ADDED : Rule.BINDING_SUGGESTED, from, brief(to));
        } else if (to.isMissingNode()) {
            into.add(path, Rule.BINDING_REMOVED, brief(from), to);
        } else {
            strength(path, from, to, into);
            valueSet(path, from, to, into);
            DESCRIPTION.compare(path, from, to, into);
        }
        MAXIMUM.compare(path, from, to, into);
        ADDITIONAL.compare(path, from, to, into);
    }

    /// Whether a binding must be met.
    static boolean binds(JsonNode binding) {
        return strength(binding) >= EXTENSIBLE;
    }

    private static int strength(JsonNode binding) {
        return STRENGTHS.indexOf(binding.path("strength").asString(""));
    }

    private static void strength(String path, JsonNode from, JsonNode to, Report into) {
        var compared = Integer.compare(strength(from), strength(to));
        if (compared != 0) {
            var raised = binds(to) ? Rule.STRENGTH_RAISED : Rule.BINDING_SUGGESTED;
            into.add(path, compared < 0 ? raised : Rule.STRENGTH_LOWERED, from.path("strength"), to.path("strength"));
        }
    }

    private static void valueSet(String path, JsonNode from, JsonNode to, Report into) {
        var before = valueSet(from);
        var after = valueSet(to);
        if (!Pin.same(before, after)) {
            var replaced = binds(from) && binds(to) ? Rule.VALUE_SET_REPLACED : Rule.BINDING_SUGGESTED;
            into.add(path, Pin.sameApartFromVersion(before, after) ? Rule.VALUE_SET_VERSION_CHANGED : replaced, Items.text(before), Items.text(after));
        }
    }

    /// STU3 has it as a uri or as a reference.
    private static String valueSet(JsonNode binding) {
        return Pin.of(binding.path("valueSet")) + Pin.of(binding.path("valueSetUri")) + Pin.of(binding.path("valueSetReference"));
    }

    private static JsonNode brief(JsonNode binding) {
        return JsonNodeFactory.instance.objectNode().put("strength", binding.path("strength").asString("")).put("valueSet", valueSet(binding));
    }

    private static JsonNode settled(JsonNode reference) {
        return reference.isMissingNode() ? reference : Items.text(Pin.settled(Pin.of(reference)));
    }

    /// Purpose and value set of each, as R5 has them or as the extension that stands for them.
    private static JsonNode additional(JsonNode binding) {
        var list = JsonNodeFactory.instance.arrayNode();
        binding.path("additional").forEach(each -> list.add(additional(each.path("purpose"), each.path("valueSet"))));
        Extensions.allNamed(binding.path("extension"), "additional-binding")
                .forEach(each -> list.add(additional(Extensions.part(each, "purpose"), Extensions.part(each, "valueSet"))));
        return list;
    }

    private static JsonNode additional(JsonNode purpose, JsonNode valueSet) {
        return JsonNodeFactory.instance.objectNode().put("purpose", purpose.asString("")).put("valueSet", Pin.settled(Pin.of(valueSet)));
    }
}

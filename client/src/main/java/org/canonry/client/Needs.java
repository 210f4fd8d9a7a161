package org.canonry.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a validator that has one resource will want next. Incomplete on purpose: what is not foreseen is asked for when it is wanted.
final class Needs {
    private static final String TYPES = "http://hl7.org/fhir/StructureDefinition/";

    private Needs() {}

    /// The references that follow from a resource, each once.
    static Set<String> of(JsonNode resource) {
        var needs = new LinkedHashSet<String>();
        switch (resource.path("resourceType").asText()) {
            case "StructureDefinition" -> structure(resource, needs);
            case "ValueSet" -> {
                parts(resource.path("compose").path("include"), needs);
                parts(resource.path("compose").path("exclude"), needs);
            }
            case "CodeSystem" -> add(resource.path("supplements"), needs);
            default -> {
                // Nothing is validated by it.
            }
        }
        return needs;
    }

    private static void structure(JsonNode resource, Set<String> needs) {
        add(resource.path("baseDefinition"), needs);
        var elements = resource.path(resource.has("snapshot") ? "snapshot" : "differential").path("element");
        for (var element : elements) {
            var binding = element.path("binding");
            add(binding.path("valueSet"), needs);
            add(binding.path("valueSetUri"), needs);
            add(binding.path("valueSetReference").path("reference"), needs);
            element.path("type").forEach(type -> type(type, needs));
        }
    }

    private static void type(JsonNode type, Set<String> needs) {
        type.path("profile").forEach(profile -> add(profile, needs));
        var code = type.path("code").asText();
        if (!code.isEmpty() && !code.contains("/")) {
            needs.add(TYPES + code);
        }
    }

    private static void parts(JsonNode parts, Set<String> needs) {
        for (var part : parts) {
            add(part.path("system"), needs);
            part.path("valueSet").forEach(set -> add(set, needs));
        }
    }

    private static void add(JsonNode reference, Set<String> needs) {
        var text = reference.asText();
        if (!text.isEmpty() && !text.startsWith("#")) {
            needs.add(text);
        }
    }
}

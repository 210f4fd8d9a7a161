package org.canonry.api.diff;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What resources of all types have, and what of it is noise.
final class Metadata {
    /// Which edition it is, when it was made, how it is stored, and what is generated from the rest.
    static final Set<String> NOISE = Set.of(
            "resourceType", "id", "meta", "implicitRules", "url", "version", "versionAlgorithmString", "versionAlgorithmCoding", "date", "text",
            "approvalDate", "lastReviewDate", "effectivePeriod");

    /// Words about it for people.
    static final Set<String> WORDS = Set.of(
            "name", "title", "subtitle", "experimental", "publisher", "contact", "description", "usage", "language", "useContext", "jurisdiction",
            "purpose", "requirements", "copyright", "copyrightLabel", "author", "editor", "reviewer", "endorser", "identifier", "topic",
            "relatedArtifact", "keyword");

    /// Extensions that change what the rest means.
    static final Comparison MODIFIERS = Comparison.set(Rule.MODIFIER_EXTENSION_CHANGED, Rule.MODIFIER_EXTENSION_CHANGED);

    private static final Comparison CONTAINED = Comparison.keyed(
            resource -> resource.path("id").asString(""), Rule.CONTAINED_ADDED, Rule.CONTAINED_CHANGED,
            Comparison.as(Metadata::withoutNoise, Comparison.value(Rule.CONTAINED_CHANGED)));

    private static final Map<String, Comparison> PROPERTIES = properties();

    private Metadata() {}

    private static Map<String, Comparison> properties() {
        var properties = new HashMap<String, Comparison>();
        NOISE.forEach(name -> properties.put(name, Comparison.NOISE));
        WORDS.forEach(name -> properties.put(name, Comparison.words(Rule.METADATA_CHANGED)));
        properties.put("status", Metadata::status);
        properties.put("contained", CONTAINED);
        properties.put("extension", Extensions::ofResource);
        properties.put("modifierExtension", MODIFIERS);
        return Map.copyOf(properties);
    }

    /// A type of resource: these properties, its own, which go first, and all others by their structure.
    static Comparison with(Map<String, Comparison> own) {
        var all = new HashMap<>(PROPERTIES);
        all.putAll(own);
        return Comparison.object(all, Structure.COMPARISON);
    }

    private static void status(String path, JsonNode from, JsonNode to, Report into) {
        if (!from.equals(to)) {
            into.add(path, to.asString("").equals("retired") ? Rule.RETIRED : Rule.STATUS_CHANGED, from, to);
        }
    }

    private static JsonNode withoutNoise(JsonNode resource) {
        return resource instanceof ObjectNode object ? object.deepCopy().remove(NOISE) : resource;
    }
}

package org.canonry.api.diff;

import java.util.Map;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.JsonNode;

/// Compares two resources by the rules of their type. Those of any type that has none are compared by their structure.
final class Resources {
    private static final Comparison NAMING_SYSTEM = Metadata.with(Map.of(
            "kind", Comparison.value(Rule.NATURE_CHANGED), "responsible", Comparison.words(Rule.METADATA_CHANGED),
            "type", Comparison.value(Rule.METADATA_CHANGED), "replacedBy", Comparison.value(Rule.METADATA_CHANGED),
            "uniqueId",
                    Comparison.keyed(
                            id -> id.path("type").asString("") + ' ' + id.path("value").asString(""), Rule.UNIQUE_ID_ADDED, Rule.UNIQUE_ID_REMOVED,
                            Comparison.object(Map.of("comment", Comparison.words(Rule.METADATA_CHANGED)), Comparison.value(Rule.UNIQUE_ID_CHANGED)))));

    /// What a guide lists of itself is made from the guide.
    private static final Comparison GUIDE = Metadata.with(Map.of(
            "definition", Comparison.NOISE, "manifest", Comparison.NOISE, "page", Comparison.NOISE, "package", Comparison.NOISE,
            "packageId", Comparison.value(Rule.GUIDE_CHANGED), "license", Comparison.value(Rule.GUIDE_CHANGED), "fhirVersion", Resources::fhirRelease,
            "dependsOn",
                    Comparison.keyed(
                            on -> on.path("packageId").asString(on.path("uri").asString("")), Rule.GUIDE_DEPENDENCY_CHANGED,
                            Rule.GUIDE_DEPENDENCY_CHANGED,
                            Comparison.of("version", Comparison.value(Rule.GUIDE_DEPENDENCY_CHANGED))),
            "global",
                    Comparison.keyed(
                            each -> each.path("type").asString(""), Rule.GLOBAL_PROFILE_CHANGED, Rule.GLOBAL_PROFILE_CHANGED,
                            Comparison.of("profile", Pin.comparison(Rule.GLOBAL_PROFILE_CHANGED, Rule.TYPE_VERSION_CHANGED)))));

    private static final Map<String, Comparison> BY_TYPE = Map.of(
            "StructureDefinition", StructureDefinitions.COMPARISON, "CodeSystem", CodeSystems.COMPARISON, "ValueSet", ValueSets.COMPARISON,
            "ConceptMap", ConceptMaps.COMPARISON, "SearchParameter", SearchParameters.COMPARISON, "OperationDefinition", OperationDefinitions.COMPARISON,
            "CapabilityStatement", CapabilityStatements.COMPARISON, "NamingSystem", NAMING_SYSTEM, "Questionnaire", Questionnaires.COMPARISON,
            "ImplementationGuide", GUIDE);

    private static final Comparison OTHERS = Metadata.with(Map.of());

    private Resources() {}

    /// What differs between two resources that are taken for the same.
    static Differences compare(JsonNode from, JsonNode to, Limits limits) {
        var findings = new Findings(limits);
        var type = type(from);
        if (!from.path("url").equals(to.path("url"))) {
            findings.add(type + ".url", Rule.URL_CHANGED, from.path("url"), to.path("url"));
        }
        if (type.equals(type(to))) {
            BY_TYPE.getOrDefault(type, OTHERS).compare(type, from, to, findings);
        } else {
            findings.add(type, Rule.NATURE_CHANGED, from.path("resourceType"), to.path("resourceType"));
        }
        return findings.differences();
    }

    private static String type(JsonNode resource) {
        return resource.path("resourceType").asString("");
    }

    private static void fhirRelease(String path, JsonNode from, JsonNode to, Report into) {
        StructureDefinitions.fhirRelease(path, first(from), first(to), into);
    }

    private static JsonNode first(JsonNode list) {
        return list.isArray() ? list.path(0) : list;
    }
}

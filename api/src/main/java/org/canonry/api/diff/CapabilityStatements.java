package org.canonry.api.diff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.canonry.storage.canonical.Reference;
import tools.jackson.databind.JsonNode;

/// What systems can do, or are asked to.
final class CapabilityStatements {
    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final List<String> LISTS = List.of(
            "supportedProfile", "referencePolicy", "searchInclude", "searchRevInclude", "format", "patchFormat", "instantiates", "imports",
            "implementationGuide", "acceptLanguage", "compartment");


    /// What names an interaction, a search parameter, an operation, a resource, a mode, or an item of a list.
    private static final List<String> NAMES = List.of("value", "code", "name", "mode", "type");

    private static final Comparison CHANGED = Comparison.value(Rule.CAPABILITY_CHANGED);
    private static final Comparison OFFERED = Comparison.value(Rule.CAPABILITY_ADDED, Rule.CAPABILITY_REMOVED, Rule.CAPABILITY_CHANGED);
    private static final Comparison FLAG = Comparison.flag(false, Rule.CAPABILITY_ADDED, Rule.CAPABILITY_REMOVED);
    private static final Comparison PROFILE = Pin.comparison(Rule.CAPABILITY_CHANGED, Rule.TYPE_VERSION_CHANGED);
    private static final Comparison WORDS = Comparison.words(Rule.REWORDED);
    private static final Comparison EXPECTED = Comparison.of("extension", Expectations::compare);

    /// One interaction, search parameter, operation, or item of a list.
    private static final Comparison ITEM = Comparison.all(
            EXPECTED,
            Comparison.object(
                    Map.of(
                            "extension", Extensions::ofPart, "documentation", WORDS, "definition", PROFILE, "type", CHANGED, "code", Comparison.NOISE,
                            "name", Comparison.NOISE, "value", Comparison.NOISE),
                    Structure.COMPARISON));
    private static final Comparison LIST = keyed("value", ITEM);

    /// Of another version is the same; a definition of FHIR's own that only names the type is none.
    private static final Comparison PROFILES = Comparison.keyed(
            item -> Reference.url(item.path("value").asString("")), Expectations::added, Expectations::removed,
            Comparison.all(EXPECTED, Comparison.of("value", PROFILE)));
    private static final Comparison OWN_PROFILE = Comparison.as(
            profile -> Pin.of(profile).startsWith(CORE) ? Items.nothing() : profile,
            Comparison.value(Rule.CAPABILITY_CHANGED));
    private static final Comparison EXTENSIONS = Comparison.all(Extensions::ofPart, Comparison.as(Expectations::combinations, keyed("value", EXPECTED)));
    private static final Comparison RESOURCE = expected(Map.ofEntries(
            Map.entry("type", Comparison.NOISE), Map.entry("profile", OWN_PROFILE), Map.entry("supportedProfile", PROFILES),
            Map.entry("interaction", keyed("code", ITEM)), Map.entry("searchParam", keyed("name", ITEM)), Map.entry("operation", keyed("name", ITEM)),
            Map.entry("searchInclude", LIST), Map.entry("searchRevInclude", LIST), Map.entry("referencePolicy", LIST),
            Map.entry("versioning", OFFERED), Map.entry("conditionalRead", OFFERED), Map.entry("conditionalDelete", OFFERED),
            Map.entry("readHistory", FLAG), Map.entry("updateCreate", FLAG), Map.entry("conditionalCreate", FLAG),
            Map.entry("conditionalUpdate", FLAG), Map.entry("conditionalPatch", FLAG), Map.entry("documentation", WORDS)));
    private static final Comparison REST = expected(Map.of(
            "mode", Comparison.NOISE, "resource", keyed("type", RESOURCE), "interaction", keyed("code", ITEM), "searchParam", keyed("name", ITEM),
            "operation", keyed("name", ITEM), "compartment", LIST, "documentation", WORDS));

    private static final Comparison STATEMENT = Comparison.as(
            statement -> Expectations.paired(statement, LISTS),
            Metadata.with(Map.ofEntries(
                    Map.entry("kind", CHANGED), Map.entry("fhirVersion", StructureDefinitions::fhirRelease),
                    Map.entry("format", LIST), Map.entry("patchFormat", LIST), Map.entry("acceptLanguage", LIST), Map.entry("instantiates", PROFILES),
                    Map.entry("imports", PROFILES), Map.entry("implementationGuide", PROFILES),
                    Map.entry("software", Comparison.value(Rule.METADATA_CHANGED)),
                    Map.entry("implementation", Comparison.value(Rule.METADATA_CHANGED)),
                    Map.entry("acceptUnknown", OFFERED), Map.entry("rest", keyed("mode", REST)))));

    static final Comparison COMPARISON = Comparison.shown(CapabilityStatements::brief, STATEMENT);

    private CapabilityStatements() {}

    /// Something that can be done, by its name.
    private static JsonNode brief(JsonNode item) {
        return NAMES.stream().filter(item::has).findFirst().map(item::path).orElse(item);
    }

    private static Comparison keyed(String property, Comparison both) {
        Function<JsonNode, String> key = item -> item.path(property).asString("");
        return Comparison.keyed(key, Expectations::added, Expectations::removed, both);
    }

    private static Comparison expected(Map<String, Comparison> properties) {
        var known = new HashMap<>(properties);
        known.put("extension", EXTENSIONS);
        return Comparison.all(EXPECTED, Comparison.as(each -> Expectations.paired(each, LISTS), Comparison.object(known, Structure.COMPARISON)));
    }
}

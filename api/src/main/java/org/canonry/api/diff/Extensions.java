package org.canonry.api.diff;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Extensions of definitions, each known by the last part of its url.
final class Extensions {
    /// What tools write by themselves: about how a definition came about, who tends it, and how it is to be shown.
    static final Set<String> NOISE = Set.of(
            "structuredefinition-wg", "structuredefinition-normative-version", "structuredefinition-conformance-derivedFrom",
            "structuredefinition-standards-status-reason", "structuredefinition-ballot-status", "structuredefinition-summary",
            "structuredefinition-explicit-type-name", "structuredefinition-display-hint", "structuredefinition-type-characteristics",
            "structuredefinition-implements", "elementdefinition-bindingName", "elementdefinition-isCommonBinding", "isCommonBinding",
            "binding-definition", "definition", "id-expectation", "profile-summary", "snapshot-behavior", "web-source",
            "version-specific-use", "version-specific-value", "extension-ElementDefinition.constraint.xpath", "extension-NamingSystem.version");

    /// Says nothing where it is written for the first time: a tool filled it in.
    private static final Set<String> MATURITY = Set.of("structuredefinition-fmm", "structuredefinition-standards-status");

    /// What is compared where it belongs, and not as an extension.
    private static final Set<String> ELSEWHERE = Set.of(
            "obligation", "additional-binding", "elementdefinition-maxValueSet", "elementdefinition-type-must-support",
            "capabilitystatement-expectation", "capabilitystatement-search-parameter-combination", "structuredefinition-imposeProfile",
            "codesystem-deprecated", "structuredefinition-fhir-type", "structuredefinition-hierarchy");

    private static final String HL7 = "http://hl7.org/fhir/";
    private static final Comparison MATURITIES = Comparison.as(Extensions::value, Extensions::maturity);
    private static final Comparison OTHERS =
            Comparison.keyed(Extensions::url, Rule.EXTENSION_ADDED, Rule.EXTENSION_REMOVED, Comparison.value(Rule.EXTENSION_CHANGED));
    private static final Comparison IMPOSED = Pin.set(Rule.IMPOSED_PROFILE_ADDED, Rule.IMPOSED_PROFILE_REMOVED);

    private Extensions() {}

    /// Those of an element, of a code, or of anything inside a resource.
    static void ofPart(String path, JsonNode from, JsonNode to, Report into) {
        var before = only(from, Extensions::isPlain);
        var after = only(to, Extensions::isPlain);
        // The same extension may be there many times: those that are equal are the same.
        OTHERS.compare(path, list(Items.without(before.values(), after.values())), list(Items.without(after.values(), before.values())), into);
    }

    /// Those of a whole resource.
    static void ofResource(String path, JsonNode from, JsonNode to, Report into) {
        ofPart(path, from, to, into);
        IMPOSED.compare(path, values(from, "structuredefinition-imposeProfile"), values(to, "structuredefinition-imposeProfile"), into);
        for (var name : MATURITY) {
            MATURITIES.compare(path, named(from, name), named(to, name), into);
        }
    }

    /// The extension of that name, wherever HL7 keeps its definition; a missing node when there is none.
    static JsonNode named(JsonNode extensions, String name) {
        return Items.of(extensions).stream().filter(each -> isNamed(each, name)).findFirst().orElseGet(Items::nothing);
    }

    /// All extensions of that name.
    static ArrayNode allNamed(JsonNode extensions, String name) {
        return only(extensions, each -> isNamed(each, name));
    }

    /// The value of an extension; a missing node when there is none.
    static JsonNode value(JsonNode extension) {
        return extension.properties().stream()
                .filter(property -> property.getKey().startsWith("value"))
                .map(property -> property.getValue())
                .findFirst()
                .orElseGet(Items::nothing);
    }

    /// The part of a complex extension; a missing node when there is none.
    static JsonNode part(JsonNode extension, String url) {
        return Items.of(extension.path("extension")).stream()
                .filter(each -> url(each).equals(url))
                .findFirst()
                .map(Extensions::value)
                .orElseGet(Items::nothing);
    }

    private static ArrayNode values(JsonNode extensions, String name) {
        var values = JsonNodeFactory.instance.arrayNode();
        allNamed(extensions, name).forEach(each -> values.add(value(each)));
        return values;
    }

    private static void maturity(String path, JsonNode from, JsonNode to, Report into) {
        if (!from.isMissingNode() && !to.isMissingNode() && !from.equals(to)) {
            into.add(path, Rule.MATURITY_CHANGED, from, to);
        }
    }

    private static boolean isPlain(JsonNode extension) {
        var name = name(extension);
        return !(NOISE.contains(name) || MATURITY.contains(name) || ELSEWHERE.contains(name));
    }

    private static ArrayNode only(JsonNode extensions, Predicate<JsonNode> test) {
        return list(Items.of(extensions).stream().filter(test).toList());
    }

    private static ArrayNode list(Collection<JsonNode> extensions) {
        return JsonNodeFactory.instance.arrayNode().addAll(extensions);
    }

    private static boolean isNamed(JsonNode extension, String name) {
        return name(extension).equals(name);
    }

    private static String name(JsonNode extension) {
        var url = url(extension);
        return url.startsWith(HL7) ? url.substring(url.lastIndexOf('/') + 1) : url;
    }

    private static String url(JsonNode extension) {
        return extension.path("url").asString("");
    }
}

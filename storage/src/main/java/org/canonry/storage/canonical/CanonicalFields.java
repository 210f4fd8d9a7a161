package org.canonry.storage.canonical;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The fields of one canonical while its line is read: what was met so far.
final class CanonicalFields {
    private static final Set<FhirRelease> DSTU2 = EnumSet.of(FhirRelease.R2, FhirRelease.R2B);
    private static final Pattern EXAMPLE_FOLDER = Pattern.compile("(^|/)examples?/");

    private final Limits limits;
    private final UseCollector uses;

    private final @Nullable String resourceType;
    private final Collection<FhirRelease> releases;
    private final UseRules.Node rules;

    private boolean hasUrl;
    private @Nullable String url;
    private UniqueIds uniqueIds = UniqueIds.NONE;
    private @Nullable String version;
    private @Nullable String versionAlgorithm;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String title;
    private @Nullable String description;
    private @Nullable String status;
    private @Nullable Boolean experimental;
    private @Nullable String date;
    private @Nullable String publisher;
    private List<String> jurisdictions = List.of();
    private @Nullable String language;
    private @Nullable String fhirVersion;
    private @Nullable String kind;
    private @Nullable String type;
    private @Nullable String derivation;
    private @Nullable String baseDefinition;
    private @Nullable String content;
    private @Nullable String filename;

    CanonicalFields(Limits limits, UseCollector uses, @Nullable String resourceType, Collection<FhirRelease> releases) {
        this.limits = limits;
        this.uses = uses;
        this.resourceType = resourceType;
        this.rules = UseRules.below(resourceType == null ? "" : resourceType);
        this.releases = releases;
        uses.clear(resourceType == null ? "" : resourceType, DSTU2.containsAll(releases) && !releases.isEmpty());
    }

    /// Takes the property whose value the parser stands on. Leaves the parser on the value's last token.
    void read(String property, JsonParser json) {
        switch (property) {
            case "resourceType", "text" -> json.skipChildren();
            case "url" -> url(json);
            case "version" -> version = text(json);
            case "versionAlgorithmString" -> versionAlgorithm = text(json);
            case "versionAlgorithmCoding" -> versionAlgorithm = Concepts.read(json).stream().findFirst().orElse(null);
            case "id" -> id = text(json);
            case "name" -> name = text(json);
            case "title" -> title = text(json);
            case "description" -> description = text(json);
            case "status" -> status = text(json);
            case "experimental" -> experimental = json.currentToken() == JsonToken.VALUE_TRUE
                    ? Boolean.TRUE
                    : json.currentToken() == JsonToken.VALUE_FALSE ? Boolean.FALSE : null;
            case "date" -> date = text(json);
            case "publisher" -> publisher = text(json);
            case "jurisdiction" -> jurisdictions = Concepts.read(json);
            case "language" -> language = text(json);
            case "kind" -> kind = text(json);
            case "derivation" -> derivation = text(json);
            case "content" -> content = text(json);
            case "_filename" -> filename = text(json);
            case "fhirVersion" -> fhirVersion = first(json);
            case "type" -> type(json);
            case "constrainedType" -> type = text(json);
            case "uniqueId" -> uniqueIds = UniqueIds.read(json);
            case "baseDefinition", "base" -> base(property, json);
            default -> uses.walk(json, property, child(property));
        }
    }

    /// What the line is, once its last property was read.
    ParsedLine finish(ContentDigest digest) {
        if (resourceType == null) {
            return CanonicalParser.rejected(LineProblem.NO_RESOURCE_TYPE, "add a resourceType: without one it is no FHIR resource");
        }
        var identifier = url != null ? url : hasUrl ? null : uniqueIds.preferred();
        if (identifier == null || identifier.isBlank()) {
            return hasUrl
                    ? CanonicalParser.rejected(LineProblem.INVALID_URL, "url must be a text that is not empty")
                    : CanonicalParser.rejected(LineProblem.NO_URL, "a " + resourceType + " without url cannot be referred to");
        }
        if (identifier.getBytes(StandardCharsets.UTF_8).length > limits.of(Limit.URL_BYTES)) {
            return CanonicalParser.rejected(LineProblem.INVALID_URL, "url is longer than " + limits.describe(Limit.URL_BYTES));
        }
        uniqueIds(identifier);
        return canonical(resourceType, identifier, digest.hashes());
    }

    /// By what else a NamingSystem is known refers to the system that it names, unless it is the NamingSystem's own name.
    private void uniqueIds(String identifier) {
        var rules = child("uniqueId");
        for (var id : uniqueIds.all()) {
            if (rules != null && !id.equals(identifier)) {
                uses.textAt("uniqueId.value", rules.child("value"), id);
            }
        }
    }

    private Canonical canonical(String resourceType, String identifier, ContentDigest.Hashes hashes) {
        var path = filename != null ? filename : resourceType + '-' + (id != null ? id : hashes.content()) + ".json";
        return new Canonical(
                identifier, version, versionAlgorithm, resourceType, id, name, title, description, status, experimental, date, publisher, jurisdictions,
                language, fhirVersion, kind, type, derivation, baseDefinition, content,
                CanonicalTypes.isCanonical(resourceType, releases),
                EXAMPLE_FOLDER.matcher(path).find(),
                path, hashes.content(), hashes.definition(), uses.uses(), uses.contents());
    }

    private void url(JsonParser json) {
        hasUrl = true;
        url = text(json);
    }

    /// A StructureDefinition's type is a text, a Library's a concept, a Group's a code.
    private void type(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            type = text(json);
            if (type != null) {
                uses.textAt("type", child("type"), type);
            }
        } else {
            var concepts = Concepts.read(json);
            type = concepts.isEmpty() ? null : concepts.getFirst();
        }
    }

    /// `base` is what STU3 and R2 profiles of operations and DSTU2 structures call it.
    private void base(String property, JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            uses.walk(json, property, child(property));
            return;
        }
        var reference = json.getString();
        if (property.equals("baseDefinition") || "StructureDefinition".equals(resourceType)) {
            baseDefinition = cut(reference);
        }
        uses.textAt(property, child(property), reference);
    }

    private UseRules.@Nullable Node child(String property) {
        return rules.child(property);
    }

    private @Nullable String first(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return text(json);
        }
        var texts = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            var text = text(json);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts.isEmpty() ? null : texts.getFirst();
    }

    private @Nullable String text(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return cut(json.getString());
        }
        json.skipChildren();
        return null;
    }

    /// Cuts between characters, so that no half of a surrogate pair is left.
    private String cut(String text) {
        var most = limits.intOf(Limit.COLUMN_CHARACTERS);
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}

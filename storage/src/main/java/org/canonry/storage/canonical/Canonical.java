package org.canonry.storage.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One resource with a url, as one line of an rs file holds it. Immutable.
///
/// What the author wrote is kept as written; what is missing is null. Texts longer than the limit `column_bytes` are cut (the whole is in
/// the resource). Source of the fields: FHIR R5, CanonicalResource and MetadataResource.
///
/// @param url the canonical url; for an R4 NamingSystem, which has none, its preferred unique id
/// @param version business version
/// @param versionAlgorithm how its versions are ordered, as R5 has it: a code such as `semver`; null for most resources
/// @param resourceType type of the resource
/// @param resourceId logical id
/// @param date as written: a FHIR date may be a year or a month
/// @param jurisdictions codes, or the text where a jurisdiction has no code
/// @param language in which it is written, as it says itself
/// @param fhirVersion the resource's own `fhirVersion`; null for most types
/// @param type of a StructureDefinition the type it constrains; of other resources the code of their `type`
/// @param content of a CodeSystem: `complete`, `not-present`, …
/// @param isCanonical by the table of types and FHIR releases ([CanonicalTypes])
/// @param example from an examples folder, or marked as an example
/// @param filename path inside the package
/// @param contentHash over everything but narrative and file name
/// @param definitionHash over everything but narrative, file name, version, date and meta: what a difference is decided by
/// @param uses references to other canonicals, in the order of their appearance, each path, kind and target once
/// @param contents texts inside it by which it is searched
public record Canonical(
        String url,
        @Nullable String version,
        @Nullable String versionAlgorithm,
        String resourceType,
        @Nullable String resourceId,
        @Nullable String name,
        @Nullable String title,
        @Nullable String description,
        @Nullable String status,
        @Nullable Boolean experimental,
        @Nullable String date,
        @Nullable String publisher,
        List<String> jurisdictions,
        @Nullable String language,
        @Nullable String fhirVersion,
        @Nullable String kind,
        @Nullable String type,
        @Nullable String derivation,
        @Nullable String baseDefinition,
        @Nullable String content,
        boolean isCanonical,
        boolean example,
        String filename,
        ContentHash contentHash,
        ContentHash definitionHash,
        List<Use> uses,
        Contents contents)
        implements ParsedLine {

    /// `url|version`, or the url alone when the resource has no version: what carriers have in common.
    public String identity() {
        return version == null ? url : url + '|' + version;
    }
}

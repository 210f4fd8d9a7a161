package org.canonry.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which canonicals are wanted. Of the values in one list any is wanted, of several components all; an empty list (null is taken for it) and a null
/// restrict nothing. No text is refused: what means nothing finds nothing.
///
/// @param resourceType types of resources
/// @param fhirVersion releases (`R4`, `STU3`) or numbers (`4.0.1`, `4.0`) of FHIR that the carrying package is for
/// @param package_ names of packages; `package` is a word of Java's own
/// @param packageVersion package versions: `name@version`, `name#version`, the version exact, a wildcard or a tag; a name alone means its latest
/// @param url the exact url, also as `url|version`
/// @param urlPrefix what the url begins with
/// @param type types that definitions constrain
/// @param kind kinds of definitions
/// @param derivation `specialization`, `constraint`
/// @param baseDefinition what it derives from; without a version any version of it
/// @param status publication statuses
/// @param publisher whole names of publishers
/// @param jurisdiction codes of jurisdictions
/// @param experimental what the resource says; one that does not say is neither
/// @param isCanonical by the table of types
/// @param example false leaves examples out, true keeps only them
/// @param dateFrom FHIR date: the resource's date must reach into it or lie behind it
/// @param dateTo FHIR date: the resource's date must reach into it or lie ahead of it
public record CanonicalFilter(
        List<String> resourceType,
        List<String> fhirVersion,
        List<String> package_,
        List<String> packageVersion,
        @Nullable String url,
        @Nullable String urlPrefix,
        List<String> type,
        List<String> kind,
        List<String> derivation,
        @Nullable String baseDefinition,
        List<String> status,
        List<String> publisher,
        List<String> jurisdiction,
        @Nullable Boolean experimental,
        @Nullable Boolean isCanonical,
        @Nullable Boolean example,
        @Nullable String dateFrom,
        @Nullable String dateTo) {

    /// Everything is wanted.
    public static final CanonicalFilter NONE = new CanonicalFilter(
            List.of(), List.of(), List.of(), List.of(), null, null, List.of(), List.of(), List.of(), null, List.of(), List.of(), List.of(),
            null, null, null, null, null);

    /// Copies the lists; null means none.
    public CanonicalFilter {
        resourceType = copy(resourceType);
        fhirVersion = copy(fhirVersion);
        package_ = copy(package_);
        packageVersion = copy(packageVersion);
        type = copy(type);
        kind = copy(kind);
        derivation = copy(derivation);
        status = copy(status);
        publisher = copy(publisher);
        jurisdiction = copy(jurisdiction);
    }

    private static List<String> copy(@Nullable List<String> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /// The values that are wanted in a field that is counted.
    public List<String> of(FacetField field) {
        return switch (field) {
            case RESOURCE_TYPE -> resourceType;
            case FHIR_VERSION -> fhirVersion;
            case PACKAGE -> package_;
            case PUBLISHER -> publisher;
            case JURISDICTION -> jurisdiction;
            case STATUS -> status;
            case KIND -> kind;
            case TYPE -> type;
            case DERIVATION -> derivation;
        };
    }

    /// The same filter with other values in one field.
    public CanonicalFilter with(FacetField field, List<String> values) {
        return new CanonicalFilter(
                field == FacetField.RESOURCE_TYPE ? values : resourceType,
                field == FacetField.FHIR_VERSION ? values : fhirVersion,
                field == FacetField.PACKAGE ? values : package_,
                packageVersion,
                url,
                urlPrefix,
                field == FacetField.TYPE ? values : type,
                field == FacetField.KIND ? values : kind,
                field == FacetField.DERIVATION ? values : derivation,
                baseDefinition,
                field == FacetField.STATUS ? values : status,
                field == FacetField.PUBLISHER ? values : publisher,
                field == FacetField.JURISDICTION ? values : jurisdiction,
                experimental,
                isCanonical,
                example,
                dateFrom,
                dateTo);
    }

    /// The same filter within these package versions alone.
    public CanonicalFilter within(List<String> versions) {
        return new CanonicalFilter(
                resourceType, fhirVersion, package_, versions, url, urlPrefix, type, kind, derivation, baseDefinition, status, publisher,
                jurisdiction, experimental, isCanonical, example, dateFrom, dateTo);
    }
}

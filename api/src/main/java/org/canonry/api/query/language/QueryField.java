package org.canonry.api.query.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;

/// The fields that a query can name, as `field:value`; upper and lower case of the name are the same.
public enum QueryField {
    /// Words of the url.
    URL("url", Matching.WORDS, Fields.URL_TEXT),
    /// Words of name and id.
    NAME("name", Matching.WORDS, Fields.NAME_TEXT),
    /// Words of the title.
    TITLE("title", Matching.WORDS, Fields.TITLE_TEXT),
    /// Words of the description.
    DESCRIPTION("description", Matching.WORDS, Fields.DESCRIPTION_TEXT),
    /// Logical id.
    ID("id", Matching.KEYWORD, Column.RESOURCE_ID.field()),
    /// Business version.
    VERSION("version", Matching.KEYWORD, Column.VERSION.field()),
    /// Type of the resource.
    RESOURCE_TYPE("resourceType", Matching.KEYWORD, Column.RESOURCE_TYPE.field()),
    /// Type that a definition constrains.
    TYPE("type", Matching.KEYWORD, Column.TYPE.field()),
    /// Publication status.
    STATUS("status", Matching.KEYWORD, Column.STATUS.field()),
    /// Kind of a definition.
    KIND("kind", Matching.KEYWORD, Column.KIND.field()),
    /// `specialization` or `constraint`.
    DERIVATION("derivation", Matching.KEYWORD, Column.DERIVATION.field()),
    /// What a definition derives from.
    BASE_DEFINITION("baseDefinition", Matching.KEYWORD, Column.BASE_DEFINITION.field()),
    /// Code of a jurisdiction.
    JURISDICTION("jurisdiction", Matching.KEYWORD, Fields.JURISDICTION),
    /// Part of the publisher's name.
    PUBLISHER("publisher", Matching.PART, Column.PUBLISHER.field()),
    /// FHIR version of the package, as a filter takes it.
    FHIR_VERSION("fhirVersion", Matching.FHIR_VERSION, Fields.FHIR_VERSIONS),
    /// Name of the package, or name and version.
    PACKAGE("package", Matching.PACKAGE, Fields.PACKAGE),
    /// Date, or a month or year that it lies in.
    DATE("date", Matching.DATE, Fields.DATE_FROM);

    private static final Map<String, QueryField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(field -> lower(field.publicName), Function.identity()));

    private final String publicName;
    private final Matching matching;
    private final String indexField;

    QueryField(String publicName, Matching matching, String indexField) {
        this.publicName = publicName;
        this.matching = matching;
        this.indexField = indexField;
    }

    /// The field of that name; empty when there is none.
    public static Optional<QueryField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(lower(name)));
    }

    /// The field that looks into that field of the index; empty when none does.
    public static Optional<QueryField> inIndex(String indexField) {
        return Arrays.stream(values()).filter(field -> field.indexField.equals(indexField)).findFirst();
    }

    /// The name that a query writes.
    public String publicName() {
        return publicName;
    }

    /// How its values are compared.
    public Matching matching() {
        return matching;
    }

    /// The field of the index that it looks into.
    public String indexField() {
        return indexField;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// How a value of a field is compared.
    public enum Matching {
        /// Word by word, and ranked.
        WORDS,
        /// As a whole, upper and lower case the same.
        KEYWORD,
        /// As any part, upper and lower case the same.
        PART,
        /// As a release or number of FHIR.
        FHIR_VERSION,
        /// As a package, or one version of it.
        PACKAGE,
        /// As a span of time.
        DATE
    }
}

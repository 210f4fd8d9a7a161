package org.canonry.storage.index;

import java.util.List;
import java.util.function.Function;
import org.canonry.storage.canonical.Canonical;
import org.jspecify.annotations.Nullable;

/// A field of a canonical that is kept as one text a document: a sorted column, which stores equal texts once, and a term to filter by.
public enum Column {
    URL("url", Canonical::url),
    VERSION("version", Canonical::version),
    RESOURCE_TYPE("resource_type", Canonical::resourceType),
    RESOURCE_ID("resource_id", Canonical::resourceId),
    NAME("name", Canonical::name),
    TITLE("title", Canonical::title),
    STATUS("status", Canonical::status),
    DATE("date", Canonical::date),
    PUBLISHER("publisher", Canonical::publisher),
    FHIR_VERSION("fhir_version", Canonical::fhirVersion),
    KIND("kind", Canonical::kind),
    TYPE("type", Canonical::type),
    DERIVATION("derivation", Canonical::derivation),
    BASE_DEFINITION("base_definition", Canonical::baseDefinition),
    CONTENT("content", Canonical::content),
    FILENAME("filename", Canonical::filename);

    /// The columns, in the order in which they are written.
    public static final List<Column> ALL = List.of(values());

    private final String field;
    private final Function<Canonical, @Nullable String> value;

    Column(String field, Function<Canonical, @Nullable String> value) {
        this.field = field;
        this.value = value;
    }

    /// The Lucene field.
    public String field() {
        return field;
    }

    /// What a canonical has in this column; null when nothing.
    public @Nullable String of(Canonical canonical) {
        return value.apply(canonical);
    }
}

package org.canonry.storage.index;

import java.util.List;
import java.util.function.Function;
import org.canonry.storage.canonical.Canonical;
import org.jspecify.annotations.Nullable;

/// A field of a canonical that is kept as one text a document: a sorted column, which stores equal texts once, and a term too where it is filtered by.
public enum Column {
    URL("url", true, Canonical::url),
    VERSION("version", true, Canonical::version),
    VERSION_ALGORITHM("version_algorithm", false, Canonical::versionAlgorithm),
    RESOURCE_TYPE("resource_type", true, Canonical::resourceType),
    RESOURCE_ID("resource_id", true, Canonical::resourceId),
    NAME("name", false, Canonical::name),
    TITLE("title", false, Canonical::title),
    STATUS("status", true, Canonical::status),
    DATE("date", false, Canonical::date),
    PUBLISHER("publisher", true, Canonical::publisher),
    FHIR_VERSION("fhir_version", false, Canonical::fhirVersion),
    KIND("kind", true, Canonical::kind),
    TYPE("type", true, Canonical::type),
    DERIVATION("derivation", true, Canonical::derivation),
    BASE_DEFINITION("base_definition", true, Canonical::baseDefinition),
    CONTENT("content", false, Canonical::content),
    FILENAME("filename", false, Canonical::filename);

    /// The columns, in the order in which they are written.
    public static final List<Column> ALL = List.of(values());

    private final String field;
    private final boolean isTerm;
    private final Function<Canonical, @Nullable String> value;

    Column(String field, boolean isTerm, Function<Canonical, @Nullable String> value) {
        this.field = field;
        this.isTerm = isTerm;
        this.value = value;
    }

    /// The Lucene field.
    public String field() {
        return field;
    }

    /// Whether documents can be looked up by it.
    boolean isTerm() {
        return isTerm;
    }

    /// What a canonical has in this column; null when nothing.
    public @Nullable String of(Canonical canonical) {
        return value.apply(canonical);
    }
}

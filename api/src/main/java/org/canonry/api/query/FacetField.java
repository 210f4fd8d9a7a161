package org.canonry.api.query;

import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;

/// What hits can be counted by.
public enum FacetField {
    RESOURCE_TYPE("resourceType", Column.RESOURCE_TYPE.field(), false),
    FHIR_VERSION("fhirVersion", Fields.FHIR_VERSIONS, true),
    PACKAGE("package", Fields.PACKAGE, false),
    PUBLISHER("publisher", Column.PUBLISHER.field(), false),
    JURISDICTION("jurisdiction", Fields.JURISDICTION, true),
    STATUS("status", Column.STATUS.field(), false),
    KIND("kind", Column.KIND.field(), false),
    TYPE("type", Column.TYPE.field(), false),
    DERIVATION("derivation", Column.DERIVATION.field(), false);

    private final String filterName;
    private final String indexField;
    private final boolean many;

    FacetField(String filterName, String indexField, boolean many) {
        this.filterName = filterName;
        this.indexField = indexField;
        this.many = many;
    }

    /// The field of a filter that restricts it.
    public String filterName() {
        return filterName;
    }

    String indexField() {
        return indexField;
    }

    /// Whether one resource can have several values.
    boolean many() {
        return many;
    }
}

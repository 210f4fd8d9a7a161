package org.canonry.api.query;

import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;

/// What hits can be counted by.
public enum FacetField {
    RESOURCE_TYPE(Column.RESOURCE_TYPE.field(), false),
    FHIR_VERSION(Fields.FHIR_VERSIONS, true),
    PACKAGE(Fields.PACKAGE, false),
    PUBLISHER(Column.PUBLISHER.field(), false),
    JURISDICTION(Fields.JURISDICTION, true),
    STATUS(Column.STATUS.field(), false),
    KIND(Column.KIND.field(), false),
    TYPE(Column.TYPE.field(), false),
    DERIVATION(Column.DERIVATION.field(), false);

    private final String indexField;
    private final boolean many;

    FacetField(String indexField, boolean many) {
        this.indexField = indexField;
        this.many = many;
    }

    String indexField() {
        return indexField;
    }

    /// Whether one resource can have several values.
    boolean many() {
        return many;
    }
}

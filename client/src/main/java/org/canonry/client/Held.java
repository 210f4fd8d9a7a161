package org.canonry.client;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/// What a reference means: a resource, made of its JSON when it is first wanted, or nothing. Thread-safe.
final class Held {
    /// What nothing in the scope is meant by.
    static final Held NOTHING = new Held("", null);

    private final String type;
    private @Nullable String json;
    private @Nullable IBaseResource resource;

    private Held(String type, @Nullable String json) {
        this.type = type;
        this.json = json;
    }

    /// A resource of a type.
    static Held of(String type, String json) {
        return new Held(type, json);
    }

    /// Type of the resource; empty when there is none.
    String type() {
        return type;
    }

    /// The resource; null when there is none. Always the same one.
    synchronized @Nullable IBaseResource resource(FhirContext fhir) {
        if (resource == null && json != null) {
            resource = fhir.newJsonParser().parseResource(json);
            json = null;
        }
        return resource;
    }
}

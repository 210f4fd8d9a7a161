package org.canonry.api.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.canonry.api.snapshot.CanonicalResource;
import org.jspecify.annotations.Nullable;

/// A parameter by which resources are searched, and what of a resource it looks at. Source: the search parameters of FHIR's canonical resources.
enum SearchParameter {
    ID("_id", Kind.TOKEN, Set.of(), "Logical id: the one given here, or a resource's own", resource -> texts(ServerId.of(resource).toString(), resource.resourceId())),
    TAG("_tag", Kind.TOKEN, Set.of(), "The package version that carries it: urn:canonry:package|name@version", resource -> texts(resource.packageVersion().id().toString())),
    URL("url", Kind.URI, Set.of(), "Canonical url, also as url|version with a version in whole or in part", resource -> texts(resource.url())),
    SYSTEM("system", Kind.URI, Set.of("CodeSystem"), "The same as url", resource -> texts(resource.url())),
    VERSION("version", Kind.VERSION, Set.of(), "Business version, in whole or in part (1.0, 1.0.x)", resource -> texts(resource.version())),
    NAME("name", Kind.STRING, Set.of(), "Name for machines", resource -> texts(resource.name())),
    TITLE("title", Kind.STRING, Set.of(), "Title for people", resource -> texts(resource.title())),
    DESCRIPTION("description", Kind.STRING, Set.of(), "Description", resource -> texts(resource.description())),
    PUBLISHER("publisher", Kind.STRING, Set.of(), "Publisher", resource -> texts(resource.publisher())),
    STATUS("status", Kind.TOKEN, Set.of(), "Publication status", resource -> texts(resource.status())),
    DATE("date", Kind.DATE, Set.of(), "Date of the resource", resource -> texts(resource.date())),
    JURISDICTION("jurisdiction", Kind.TOKEN, Set.of(), "Code of a jurisdiction", CanonicalResource::jurisdictions),
    EXPERIMENTAL("experimental", Kind.TOKEN, Set.of(), "Whether it is for testing only", SearchParameter::experimental),
    KIND("kind", Kind.TOKEN, Set.of("StructureDefinition", "CapabilityStatement", "OperationDefinition", "NamingSystem"), "Kind", resource -> texts(resource.kind())),
    TYPE("type", Kind.TOKEN, Set.of("StructureDefinition"), "The type that is defined or constrained", resource -> texts(resource.type())),
    DERIVATION("derivation", Kind.TOKEN, Set.of("StructureDefinition"), "specialization or constraint", resource -> texts(resource.derivation())),
    BASE("base", Kind.URI, Set.of("StructureDefinition"), "What it derives from", resource -> texts(resource.baseDefinition())),
    CONTENT_MODE("content-mode", Kind.TOKEN, Set.of("CodeSystem"), "How much of the code system is there", resource -> texts(resource.content()));

    private final String code;
    private final Kind kind;
    private final Set<String> types;
    private final String meaning;
    private final Function<CanonicalResource, List<String>> values;

    /// How values are compared.
    enum Kind {
        STRING("string"),
        TOKEN("token"),
        /// A token that may name a version in part.
        VERSION("token"),
        URI("uri"),
        DATE("date");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// As FHIR calls it.
        String code() {
            return code;
        }
    }

    SearchParameter(String code, Kind kind, Set<String> types, String meaning, Function<CanonicalResource, List<String>> values) {
        this.code = code;
        this.kind = kind;
        this.types = types;
        this.meaning = meaning;
        this.values = values;
    }

    /// That parameter for a type; empty when the type has none of that name.
    static Optional<SearchParameter> of(String name, String type) {
        return of(type).filter(parameter -> parameter.code.equals(name)).findFirst();
    }

    /// All parameters for a type.
    static Stream<SearchParameter> of(String type) {
        return Arrays.stream(values()).filter(parameter -> parameter.types.isEmpty() || parameter.types.contains(type));
    }

    private static List<String> texts(@Nullable String... texts) {
        var present = new ArrayList<String>();
        for (var text : texts) {
            if (text != null) {
                present.add(text);
            }
        }
        return present;
    }

    private static List<String> experimental(CanonicalResource resource) {
        var flag = resource.experimental();
        return flag == null ? List.of() : List.of(flag.toString());
    }

    /// Its name in an address.
    String code() {
        return code;
    }

    Kind kind() {
        return kind;
    }

    /// What it looks at, in words.
    String meaning() {
        return meaning;
    }

    /// What a resource has there.
    List<String> values(CanonicalResource resource) {
        return values.apply(resource);
    }
}

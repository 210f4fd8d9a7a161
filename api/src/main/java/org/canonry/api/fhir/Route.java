package org.canonry.api.fhir;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an address below `/fhir` stands for. Source: FHIR R5, RESTful API, "Style Guide".
sealed interface Route {

    /// The base that it is of.
    FhirBase base();

    /// What the server can do.
    record Metadata(FhirBase base) implements Route {}

    /// The resources of a type.
    ///
    /// @param isPosted whether the address is the one to which parameters are posted
    record Type(FhirBase base, String type, boolean isPosted) implements Route {}

    /// One resource.
    ///
    /// @param version of the resource as the server counts; null when any is meant
    record Instance(FhirBase base, String type, String id, @Nullable String version) implements Route {}

    /// An operation.
    ///
    /// @param type null when the operation is asked of the whole server
    /// @param name with its dollar sign
    record Operation(FhirBase base, @Nullable String type, String name) implements Route {}

    /// Reads the path of a request, as it came over the wire.
    ///
    /// @param rawPath what follows `/fhir`, such as `/r4/ValueSet`
    /// @throws Refused when it stands for nothing
    static Route of(String rawPath) {
        var segments = segments(rawPath);
        var base = (segments.isEmpty() ? Optional.<FhirBase>empty() : FhirBase.of(segments.getFirst()))
                .orElseThrow(() -> Refused.notFound("There is a base for each FHIR version: /fhir/ and then one of " + FhirBase.segments()));
        var rest = segments.subList(1, segments.size());
        return rest.isEmpty() ? whole(base) : of(base, rest.getFirst(), rest.subList(1, rest.size()));
    }

    private static Route whole(FhirBase base) {
        throw Refused.notSupported(
                HttpServletResponse.SC_NOT_FOUND,
                "Resources are searched by type, such as /fhir/%s/ValueSet?url=…; metadata tells which types there are".formatted(base.segment()));
    }

    private static Route of(FhirBase base, String first, List<String> rest) {
        if (first.startsWith("$") && rest.isEmpty()) {
            return new Operation(base, null, first);
        }
        if (first.equals("metadata") && rest.isEmpty()) {
            return new Metadata(base);
        }
        if (base.elements(first).isEmpty()) {
            throw Refused.notSupported(
                    HttpServletResponse.SC_NOT_FOUND,
                    "`%s` is not served here: of FHIR %s only canonical resources are, such as StructureDefinition or ValueSet".formatted(first, base.number()));
        }
        return ofType(base, first, rest);
    }

    private static Route ofType(FhirBase base, String type, List<String> rest) {
        return switch (rest.size()) {
            case 0 -> new Type(base, type, false);
            case 1 -> switch (rest.getFirst()) {
                case "_search" -> new Type(base, type, true);
                case "_history" -> throw noHistory();
                case String name when name.startsWith("$") -> new Operation(base, type, name);
                case String id -> new Instance(base, type, id, null);
            };
            case 2 -> throw rest.get(1).equals("_history") ? noHistory() : noOperation(rest.get(1));
            case 3 -> {
                if (!rest.get(1).equals("_history")) {
                    throw nothing(type);
                }
                yield new Instance(base, type, rest.getFirst(), rest.get(2));
            }
            default -> throw nothing(type);
        };
    }

    private static Refused nothing(String type) {
        return Refused.notFound("There is nothing at this address: a resource is at %s/ and its id, and found by %s?url=…".formatted(type, type));
    }

    private static Refused noHistory() {
        return Refused.notSupported(
                HttpServletResponse.SC_NOT_IMPLEMENTED, "There is no history: a resource never changes here. Its other versions are found by its url");
    }

    private static Refused noOperation(String name) {
        return Refused.notSupported(HttpServletResponse.SC_NOT_IMPLEMENTED, "`%s` of one resource is not supported here".formatted(name));
    }

    /// A plus is a plus in a path; a slash at the end means nothing.
    private static List<String> segments(String rawPath) {
        var segments = new ArrayList<String>();
        for (var segment : rawPath.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment));
            }
        }
        return segments;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("The address has a percent sign that means nothing");
        }
    }
}

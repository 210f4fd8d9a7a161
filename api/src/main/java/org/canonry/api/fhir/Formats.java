package org.canonry.api.fhir;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which kinds of content a client takes and sends: JSON is given to everybody who does not insist on something else. Source: FHIR R5, RESTful API,
/// "Content Types and encodings".
final class Formats {
    /// What answers are.
    static final String JSON = "application/fhir+json;charset=UTF-8";

    private Formats() {}

    /// @param format the parameter `_format`, which counts for more than the header; null when it is not given
    /// @param accept the header; null when it is not there
    /// @throws Refused when the client takes nothing that there is
    static void check(FhirBase base, @Nullable String format, @Nullable String accept) {
        var asked = format != null ? format : accept;
        if (asked != null && !asked.isBlank() && Stream.of(asked.split(",")).noneMatch(one -> isThere(base, one))) {
            throw Refused.notSupported(
                    HttpServletResponse.SC_NOT_ACCEPTABLE,
                    "Answers are application/fhir+json of FHIR %s alone; `%s` is not to be had".formatted(base.number(), asked));
        }
    }

    private static boolean isThere(FhirBase base, String asked) {
        var parts = asked.toLowerCase(Locale.ROOT).split(";");
        var type = parts[0].strip();
        return !type.contains("xml") && !type.contains("turtle") && !type.contains("ttl") && !type.contains("rdf")
                && Stream.of(parts).skip(1).map(String::strip).filter(part -> part.startsWith("fhirversion=")).allMatch(
                        part -> base.isMeantBy(part.substring("fhirversion=".length())));
    }

    /// Whether a body is a form.
    static boolean isForm(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /// Whether a body is JSON.
    static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
    }
}

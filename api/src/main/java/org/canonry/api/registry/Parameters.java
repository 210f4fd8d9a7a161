package org.canonry.api.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parameters of a request, as FHIR and npm clients write them: often not encoded at all.
///
/// Names are the same in upper and lower case (`fhirVersion`, `fhirversion`); of several with one name the first counts; one without text is none.
record Parameters(Map<String, String> values) {

    /// Reads what stands behind the question mark. Never throws: what is encoded badly is taken as it stands.
    static Parameters of(@Nullable String query) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : query == null ? new String[0] : query.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                values.putIfAbsent(decoded(pair.substring(0, equals)).toLowerCase(Locale.ROOT), decoded(pair.substring(equals + 1)).strip());
            }
        }
        return new Parameters(values);
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    /// The text of a parameter; its name is in lower case.
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /// A number from 0 to `most`; what is none is `otherwise`.
    int number(String name, int otherwise, int most) {
        try {
            return Math.clamp(text(name).map(Long::parseLong).orElse((long) otherwise), 0, most);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}

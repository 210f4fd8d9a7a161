package org.canonry.api.fhir;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The parameters of a request, in their order, wherever they stood: in the address, in a form, or in a Parameters resource. Immutable.
///
/// @param all each with a value; a name may occur again
record Given(List<Parameter> all) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// One parameter.
    ///
    /// @param name without modifier
    /// @param modifier what follows the colon; null when nothing does
    /// @param value as a whole, never empty
    record Parameter(String name, @Nullable String modifier, String value) {
        private static Parameter of(String key, String value) {
            var colon = key.indexOf(':');
            return colon < 0 ? new Parameter(key, null, value) : new Parameter(key.substring(0, colon), key.substring(colon + 1), value);
        }

        /// With its modifier, as it is written in an address.
        String key() {
            return modifier == null ? name : name + ':' + modifier;
        }

        /// The values that commas part, without the backslashes that keep a comma, a bar or a dollar sign from its meaning.
        List<String> values(Limits limits) {
            var values = split(value);
            if (values.size() > limits.of(Limit.FHIR_VALUES)) {
                throw new Refused(
                        400, Refused.Issue.TOO_LONG, "`%s` has %d values, which are more than %s".formatted(name, values.size(), limits.describe(Limit.FHIR_VALUES)));
            }
            return values;
        }

        private static List<String> split(String text) {
            var values = new ArrayList<String>();
            var value = new StringBuilder();
            for (var at = 0; at < text.length(); at++) {
                var c = text.charAt(at);
                if (c == '\\' && at + 1 < text.length() && "\\,|$".indexOf(text.charAt(at + 1)) >= 0) {
                    value.append(text.charAt(++at));
                } else if (c == ',') {
                    values.add(value.toString());
                    value.setLength(0);
                } else {
                    value.append(c);
                }
            }
            values.add(value.toString());
            return values.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        }
    }

    /// Copies the list.
    Given {
        all = List.copyOf(all);
    }

    /// What a query string, or a form, says.
    ///
    /// @throws Refused when it cannot be read
    static Given ofForm(@Nullable String text) {
        var all = new ArrayList<Parameter>();
        for (var pair : text == null ? new String[0] : text.split("&")) {
            var equals = pair.indexOf('=');
            var value = equals < 0 ? "" : decoded(pair.substring(equals + 1)).strip();
            if (!value.isEmpty()) {
                all.add(Parameter.of(decoded(pair.substring(0, equals)), value));
            }
        }
        return new Given(all);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("The parameters have a percent sign that means nothing");
        }
    }

    /// What a Parameters resource says, as JSON. Parameters that are no simple value are passed over.
    ///
    /// @throws Refused when it is none
    static Given ofResource(byte[] json) {
        try {
            var resource = JSON.readTree(json);
            if (!resource.path("resourceType").asString("").equals("Parameters")) {
                throw Refused.invalid("The body has to be a Parameters resource");
            }
            var all = new ArrayList<Parameter>();
            for (var parameter : resource.path("parameter")) {
                parameter.properties().stream()
                        .filter(member -> member.getKey().startsWith("value") && member.getValue().isValueNode())
                        .map(member -> member.getValue().asString("").strip())
                        .filter(value -> !value.isEmpty())
                        .forEach(value -> all.add(new Parameter(parameter.path("name").asString(""), null, value)));
            }
            return new Given(all);
        } catch (JacksonException e) {
            throw Refused.invalid("The body is no JSON%s: post a Parameters resource".formatted(place(e)));
        }
    }

    /// Nowhere in particular, where a body is nested too deep.
    private static String place(JacksonException thrown) {
        return Optional.ofNullable(thrown.getLocation())
                .map(place -> ", from line %d, column %d on".formatted(place.getLineNr(), place.getColumnNr()))
                .orElse("");
    }

    /// These and others.
    Given and(Given others) {
        return new Given(Stream.concat(all.stream(), others.all.stream()).toList());
    }

    /// Those of some names alone.
    Given only(Set<String> names) {
        return new Given(all.stream().filter(parameter -> names.contains(parameter.name())).toList());
    }

    /// Those of any other name.
    Given without(Set<String> names) {
        return new Given(all.stream().filter(parameter -> !names.contains(parameter.name())).toList());
    }

    /// The last value of a name.
    Optional<String> last(String name) {
        return all.stream().filter(parameter -> parameter.name().equals(name)).map(Parameter::value).reduce((one, other) -> other);
    }

    /// All values of a name, those that commas part among them.
    List<String> values(String name, Limits limits) {
        return all.stream().filter(parameter -> parameter.name().equals(name)).flatMap(parameter -> parameter.values(limits).stream()).toList();
    }

    /// As they are written in an address, with a question mark in front; empty when there are none.
    String query() {
        return all.isEmpty()
                ? ""
                : all.stream()
                        .map(parameter -> encoded(parameter.key()) + '=' + encoded(parameter.value()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%3A", ":").replace("%2F", "/").replace("%2C", ",");
    }
}

package org.canonry.api.fhir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The types that each base serves, and which of their elements a summary keeps: `summary.tsv`, read once. Immutable.
final class TypeTable {
    private static final Map<FhirBase, Map<String, Elements>> TYPES = read();

    private TypeTable() {}

    /// Top-level elements of a type. A choice of types stands under its name without `[x]`, and with it in `choices`.
    ///
    /// @param summary those that a summary keeps
    /// @param mandatory those that must be there
    /// @param choices beginnings of those that are followed by a type
    record Elements(Set<String> summary, Set<String> mandatory, Set<String> choices) {
        private static final String CHOICE = "[x]";
        private static final String MUST = "!";

        private static Elements of(String text) {
            var words = List.of(text.split(" "));
            return new Elements(
                    words.stream().map(Elements::name).collect(Collectors.toUnmodifiableSet()),
                    words.stream().filter(word -> word.endsWith(MUST)).map(Elements::name).collect(Collectors.toUnmodifiableSet()),
                    words.stream().filter(word -> word.contains(CHOICE)).map(Elements::name).collect(Collectors.toUnmodifiableSet()));
        }

        private static String name(String word) {
            return word.replace(MUST, "").replace(CHOICE, "");
        }
    }

    static List<String> types(FhirBase base) {
        return List.copyOf(Objects.requireNonNull(TYPES.get(base)).keySet());
    }

    static Optional<Elements> elements(FhirBase base, String type) {
        return Optional.ofNullable(Objects.requireNonNull(TYPES.get(base)).get(type));
    }

    private static Map<FhirBase, Map<String, Elements>> read() {
        var types = new EnumMap<FhirBase, Map<String, Elements>>(FhirBase.class);
        Arrays.stream(FhirBase.values()).forEach(base -> types.put(base, new TreeMap<>()));
        var file = Objects.requireNonNull(TypeTable.class.getResourceAsStream("summary.tsv"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).forEach(line -> Objects.requireNonNull(
                    types.get(FhirBase.of(line[0]).orElseThrow())).put(line[1], Elements.of(line[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }
}

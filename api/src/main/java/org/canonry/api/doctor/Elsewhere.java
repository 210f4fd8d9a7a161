package org.canonry.api.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.canonry.storage.canonical.Reference;

/// What lives outside of FHIR packages: code systems and value sets that terminology servers know, and the marks of tools. The table `elsewhere.tsv`.
final class Elsewhere {
    /// Definitions that tools fetch or make up when they are asked for. Source: FHIR R5, Extensions for converting between versions.
    private static final Pattern OF_A_VERSION = Pattern.compile("http://hl7\\.org/fhir/\\d\\.\\d/.+", Pattern.DOTALL);

    private static final TreeMap<String, String> BEGINNINGS = load();

    private Elsewhere() {}

    private static TreeMap<String, String> load() {
        try (var table = Elsewhere.class.getResourceAsStream("elsewhere.tsv")) {
            if (table == null) {
                throw new IllegalStateException("elsewhere.tsv is missing from the class path");
            }
            var beginnings = new TreeMap<String, String>();
            new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(columns -> beginnings.put(columns[0], columns[1]));
            return beginnings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a reference is part of, in words; empty when nothing is known of it.
    static Optional<String> of(String target) {
        var url = Reference.url(target);
        if (OF_A_VERSION.matcher(url).matches()) {
            return Optional.of("definitions of a FHIR version that the url names");
        }
        return Optional.ofNullable(BEGINNINGS.floorEntry(url)).filter(entry -> url.startsWith(entry.getKey())).map(Map.Entry::getValue);
    }
}

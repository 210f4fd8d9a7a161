package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Lists of words that people can read and change, beside the classes that use them.
final class WordTable {
    private WordTable() {}

    /// The lines of a list that say something.
    static List<String> lines(String name) {
        try (var list = WordTable.class.getResourceAsStream(name)) {
            if (list == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

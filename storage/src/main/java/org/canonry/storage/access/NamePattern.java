package org.canonry.storage.access;

import java.util.Optional;
import org.canonry.storage.packages.PackageName;

/// Packages by their names: one name, or all names that begin with something, such as `acme.*`, `@acme/*` or `*`.
///
/// @param text as it was written
public record NamePattern(String text) {
    private static final String ANYTHING = "*";

    /// @throws IllegalArgumentException when it is no pattern; the message says what one looks like
    public NamePattern {
        if (!isPattern(text)) {
            throw new IllegalArgumentException("%s is no pattern for packages: write a name, or the beginning of names and an asterisk, such as acme.*".formatted(text));
        }
    }

    private static boolean isPattern(String text) {
        var beginning = text.endsWith(ANYTHING) ? text.substring(0, text.length() - 1) : text;
        // Completed by a letter, what begins a name is one.
        return PackageName.parse(text.endsWith(ANYTHING) ? beginning + "a" : beginning).valid().isPresent();
    }

    /// Whether a package is meant.
    public boolean matches(PackageName name) {
        return beginning().map(name.text()::startsWith).orElseGet(() -> name.text().equals(text));
    }

    private Optional<String> beginning() {
        return text.endsWith(ANYTHING) ? Optional.of(text.substring(0, text.length() - 1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}

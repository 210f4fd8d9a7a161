package org.canonry.storage.packages;

import org.canonry.storage.packages.VersionSelector.Tag;

/// A package and what selects its version, as people ask for it: `name`, `name@version` or `name#version`.
public record PackageSpec(PackageName name, VersionSelector selector) {
    /// The package and selector that `text` stands for; without a version, the tag `latest`. Never throws.
    ///
    /// Refused when the name is not one, or when nothing follows the separator. A version that means nothing is not
    /// refused: it is a selector that says why, and finds nothing.
    public static Parsed<PackageSpec> parse(String text) {
        var separator = separator(text);
        return PackageName.parse(text.substring(0, separator)).then(name -> selected(name, text, separator));
    }

    @Override
    public String toString() {
        return name + "@" + selector.text();
    }

    private static Parsed<PackageSpec> selected(PackageName name, String text, int separator) {
        if (separator == text.length()) {
            return new Parsed.Valid<>(new PackageSpec(name, Tag.LATEST));
        }
        var asked = after(text, separator);
        return asked.isBlank()
                ? new Parsed.Refused<>(
                        new Refusal(Refusal.Reason.EMPTY, text.length(), "a version must follow the name, or nothing"))
                : new Parsed.Valid<>(new PackageSpec(name, VersionSelector.parse(asked)));
    }

    /// Where the name ends: at the first `@` or `#` that is not the scope's own `@`, or at the end.
    static int separator(String text) {
        for (var at = 1; at < text.length(); at++) {
            if (text.charAt(at) == '@' || text.charAt(at) == '#') {
                return at;
            }
        }
        return text.length();
    }

    static String after(String text, int separator) {
        return separator == text.length() ? "" : text.substring(separator + 1);
    }

    static <T> Parsed<T> shift(Parsed<T> parsed, int offset) {
        return switch (parsed) {
            case Parsed.Valid<T> valid -> valid;
            case Parsed.Refused<T>(var refusal) -> new Parsed.Refused<>(refusal.shiftedBy(offset));
        };
    }
}

package org.canonry.api.resolve;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// What a reference asks for. What text becomes: a reference, or the reason that it cannot be one; never an exception.
sealed interface Asked {

    /// A reference.
    ///
    /// @param readings what it may ask for: the first whose url anybody carries counts
    record For(List<Reading> readings) implements Asked {}

    /// Text that is no reference.
    ///
    /// @param reason in words
    record Nothing(String reason) implements Asked {}

    /// One way to read a reference.
    ///
    /// @param url of the resource
    /// @param version that is asked; null when none is
    /// @param core the only package that it may come from; null when any may
    record Reading(String url, @Nullable String version, @Nullable CorePackage core) {}

    /// Reads `url`, `url|version`, `url\|version`, each with or without `#fragment`, the bare name of a type, and core urls with a FHIR
    /// version in them. White space around it is passed over.
    static Asked parse(String reference, Limits limits) {
        var text = unescaped(reference.strip());
        var url = Reference.url(text).strip();
        var refusal = refusal(text, url, limits);
        if (refusal != null) {
            return new Nothing(refusal);
        }
        var version = Reference.version(text).strip();
        return new For(readings(text, url, version.isEmpty() ? null : version));
    }

    /// Some clients escape the bar, as in search parameters.
    private static String unescaped(String text) {
        var bar = text.lastIndexOf("\\|");
        return bar < 0 ? text : text.substring(0, bar) + text.substring(bar + 1);
    }

    /// A few urls have a `#` or a `|` of their own, which is then no fragment and no version.
    private static List<Reading> readings(String text, String url, @Nullable String version) {
        var bar = text.lastIndexOf('|');
        var withFragment = (bar < 0 ? text : text.substring(0, bar)).strip();
        if (!url.equals(withFragment)) {
            return List.of(new Reading(withFragment, version, null), new Reading(url, version, null));
        }
        if (isTypeName(url)) {
            return List.of(new Reading(CorePackage.type(url), version, null), new Reading(url, version, null));
        }
        var plain = new Reading(url, version, null);
        return CorePackage.of(url)
                .map(definition -> List.of(plain, new Reading(definition.url(), version, definition.core())))
                .orElseGet(() -> version == null ? List.of(plain) : List.of(plain, new Reading(text, null, null)));
    }

    private static boolean isTypeName(String text) {
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (at == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String refusal(String text, String url, Limits limits) {
        if (text.isEmpty()) {
            return "A reference is needed: a url, or url|version.";
        }
        if (url.isEmpty()) {
            return text.startsWith("#")
                    ? "It points into the resource that holds it, not to a canonical."
                    : "A url is needed in front of the version.";
        }
        if (hasControl(text)) {
            return "It holds a control character, such as a line end: a url has none.";
        }
        return exceeds(text, limits.of(Limit.URL_BYTES))
                ? "It is longer than %s.".formatted(limits.describe(Limit.URL_BYTES))
                : null;
    }

    private static boolean hasControl(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (Character.isISOControl(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /// Counts bytes only where the characters leave it open.
    private static boolean exceeds(String text, long bytes) {
        return text.length() > bytes
                || (text.length() * 3L > bytes && text.getBytes(StandardCharsets.UTF_8).length > bytes);
    }
}

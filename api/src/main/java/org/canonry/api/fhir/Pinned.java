package org.canonry.api.fhir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.limits.Limits;

/// Versions that a caller of `$resolve` lays down, each as `url|version`: to be taken whatever is asked (`force-`), where none is asked (`default-`), or to
/// be what was found (`check-`). Source: HL7's Canonical Resource Management Infrastructure, version manifests.
final class Pinned {
    private final List<String> forced;
    private final List<String> presumed;
    private final List<String> checked;

    Pinned(Given given, Limits limits) {
        this.forced = of("force-", given, limits);
        this.presumed = of("default-", given, limits);
        this.checked = of("check-", given, limits);
    }

    private static List<String> of(String when, Given given, Limits limits) {
        return Stream.of("system", "valueset", "canonical").flatMap(kind -> given.values(when + kind + "-version", limits).stream()).toList();
    }

    /// The reference that is to be resolved instead of the one that is asked.
    String reference(String asked) {
        return pin(forced, asked).or(() -> Reference.version(asked).isEmpty() ? pin(presumed, asked) : Optional.empty()).orElse(asked);
    }

    /// What was found.
    ///
    /// @throws Refused when another version was to be found
    CanonicalResource checked(CanonicalResource found) {
        pin(checked, found.url()).filter(pin -> !Reference.version(pin).equals(found.version())).ifPresent(pin -> {
            throw new Refused(409, Refused.Issue.CONFLICT, "`%s` is to be found, and %s|%s was".formatted(pin, found.url(), found.version()));
        });
        return found;
    }

    private static Optional<String> pin(List<String> pins, String reference) {
        return pins.stream().filter(pin -> Reference.url(pin).equals(Reference.url(reference))).findFirst();
    }
}

package org.canonry.api.diff;

import java.util.Objects;
import java.util.regex.Pattern;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.packages.FhirRelease;
import tools.jackson.databind.JsonNode;

/// References to canonicals, with or without the version that they ask for.
final class Pin {
    /// What the FHIR specification itself defines: a type and a name, and nothing between.
    private static final Pattern CORE = Pattern.compile("http://hl7\\.org/fhir/[^/|#]+/[^/|#]+");

    private Pin() {}

    /// Whether two references mean the same: the same text, or a core definition, of whatever FHIR version each asks.
    ///
    /// A definition of FHIR's own has the version of the specification, which is decided by the package and not by the reference.
    static boolean same(String one, String other) {
        return settled(one).equals(settled(other));
    }

    /// Whether two references differ in the asked version alone.
    static boolean sameApartFromVersion(String one, String other) {
        return Reference.url(one).equals(Reference.url(other));
    }

    /// Without the version where that says nothing.
    static String settled(String reference) {
        var url = Reference.url(reference);
        return CORE.matcher(url).matches() && FhirRelease.of(Reference.version(reference)).isPresent() ? url : reference;
    }

    /// The reference in a `canonical`, a `uri`, or an older release's `Reference`; empty when there is none.
    static String of(JsonNode node) {
        return Objects.requireNonNullElse(node.isObject() ? node.path("reference").asString("") : node.asString(""), "");
    }

    /// References by one rule where they mean something else, and by another where the version alone is other.
    static Comparison comparison(Rule changed, Rule versionChanged) {
        return (path, from, to, into) -> {
            if (!same(of(from), of(to))) {
                into.add(path, sameApartFromVersion(of(from), of(to)) ? versionChanged : changed, from, to);
            }
        };
    }

    /// A list of references, whose order says nothing.
    static Comparison set(Rule added, Rule removed) {
        return Comparison.as(list -> Items.texts(Items.of(list).stream().map(item -> settled(of(item))).toList()), Comparison.set(added, removed));
    }
}

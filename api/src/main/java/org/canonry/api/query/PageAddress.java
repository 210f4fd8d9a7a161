package org.canonry.api.query;

import java.util.Optional;
import java.util.regex.Pattern;

/// The page or file of a definition, as the publishers of implementation guides name it: `…/StructureDefinition-us-core-patient.html`.
///
/// @param base everything up to the last slash and with it, without the release of what is published there; empty for a file name
/// @param type of the resource; empty where the page does not say it, as those of types do not
/// @param id of the resource
record PageAddress(String base, Optional<String> type, String id) {
    private static final Pattern PAGE = Pattern.compile("([^?#]*/)?(?:(\\p{Alpha}{3,40})-)?([^/?#]+?)"
            + "(?:-definitions|-mappings|-examples|-testing|\\.profile)?(?:\\.(?:json|xml|ttl))?\\.(?:html|json|xml|ttl)(?:[?#].*)?");

    /// A guide is published below its canonical, each release in a folder of its own.
    private static final Pattern RELEASE = Pattern.compile("/(?:(?i:D?STU|R)\\d[\\w.]*|\\d+\\.\\d+[\\w.-]*)(?=/)");

    static Optional<PageAddress> of(String text) {
        var page = PAGE.matcher(text);
        if (!page.matches()) {
            return Optional.empty();
        }
        var base = page.group(1) == null ? "" : RELEASE.matcher(page.group(1)).replaceAll("");
        return Optional.of(new PageAddress(base, Optional.ofNullable(page.group(2)), page.group(3)));
    }

    /// The url that a definition has whose page stands below its canonical.
    String url() {
        return base + type.orElse("StructureDefinition") + '/' + id;
    }

    /// The end of the url, wherever the page stands.
    String tail() {
        return type.map(named -> named + '/' + id).orElse(id);
    }
}

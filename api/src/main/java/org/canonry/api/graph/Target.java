package org.canonry.api.graph;

import org.canonry.storage.canonical.Reference;
import org.canonry.storage.canonical.Use;

/// What uses are looked for: a url, whatever version they ask; `url|version`, for those that ask it; or a reference with a fragment, to the
/// letter.
///
/// @param term by which the index finds the resources that use it
record Target(String term) {
    static Target of(String text) {
        return new Target(text.strip().replace("\\|", "|"));
    }

    boolean met(Use use) {
        return use.targetTerms().contains(term);
    }

    /// Whether no use can ever have it.
    boolean isNothing() {
        return Reference.url(term).isEmpty();
    }
}

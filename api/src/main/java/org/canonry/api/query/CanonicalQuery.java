package org.canonry.api.query;

import java.util.Optional;
import org.canonry.api.page.Window;

/// A search.
///
/// @param text in the query language; blank means no text, and everything that the filter leaves matches
/// @param filter which canonicals are wanted
/// @param collapse what one hit stands for
/// @param sort the order of hits
/// @param window the part of them that is wanted
public record CanonicalQuery(Optional<String> text, CanonicalFilter filter, Collapse collapse, CanonicalSort sort, Window window) {

    /// The same search for another text.
    CanonicalQuery with(String other) {
        return new CanonicalQuery(Optional.of(other), filter, collapse, sort, window);
    }

    /// Which list this is: a position in one list means nothing in another.
    String list() {
        return "canonicals:%s:%s:%08x".formatted(sort, collapse, (text.orElse("") + '\n' + filter).hashCode());
    }
}

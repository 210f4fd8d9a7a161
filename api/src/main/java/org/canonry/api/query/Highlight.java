package org.canonry.api.query;

import java.util.List;

/// Where a text matched in one field of a hit.
///
/// @param field its public name
/// @param fragments of the field's text as HTML: matches stand between `<em>` and `</em>`, all else is escaped
public record Highlight(String field, List<String> fragments) {}

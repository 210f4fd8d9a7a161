package org.canonry.api.query;

import java.util.List;

/// How many hits have which value of a field.
///
/// @param field what is counted
/// @param values the most frequent first, equally frequent ones by their text
public record Facet(FacetField field, List<Value> values) {

    /// @param value as filters take it
    /// @param count how many hits the same search has when the field is filtered by this value alone
    public record Value(String value, int count) {}
}

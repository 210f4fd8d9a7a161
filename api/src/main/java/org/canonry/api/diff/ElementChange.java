package org.canonry.api.diff;

import org.jspecify.annotations.Nullable;

/// A difference in one element of a resource.
///
/// @param path where: in a structure definition the id of an element, such as `Patient.extension:race`; elsewhere the path in the resource with the
///     key of a list's item in brackets, such as `CodeSystem.concept[active].display`
/// @param rule that decided the impact
/// @param from what was there, as plain JSON: text, number, boolean, list or map; null when nothing was
/// @param to what is there now; null when nothing is
public record ElementChange(
        String path, Rule rule, @Nullable Object from, @Nullable Object to) {

    /// What kind of difference it is.
    public Kind kind() {
        return rule.kind();
    }

    /// What it means for whoever uses the resource.
    public Impact impact() {
        return rule.impact();
    }
}

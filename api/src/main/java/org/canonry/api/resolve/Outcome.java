package org.canonry.api.resolve;

/// What became of a reference.
public enum Outcome {
    /// It means a resource.
    RESOLVED,
    /// It means none here.
    NOT_FOUND,
    /// It cannot be a reference to a canonical.
    INVALID_REFERENCE
}

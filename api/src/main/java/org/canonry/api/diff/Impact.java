package org.canonry.api.diff;

/// What a change means for whoever uses the resource; the gravest first.
public enum Impact {
    /// What was valid, or what conformed, may not be so any more.
    BREAKING,
    /// What was valid stays valid, and what conformed conforms.
    COMPATIBLE,
    /// Only words for people differ.
    EDITORIAL
}

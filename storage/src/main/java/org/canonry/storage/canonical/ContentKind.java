package org.canonry.storage.canonical;

/// What a text inside a resource is, for whoever searches for it. Which element holds which is in `contents.tsv`.
public enum ContentKind {
    /// A place in a structure, or its name: an element's path, a slice, an extension's context, what a search parameter looks at, the last segment of a
    /// value set that is bound.
    ELEMENT,
    /// Prose about a part: an element's short text, an invariant in words, a question.
    PROSE,
    /// A code: of a concept, fixed in a profile, of an invariant.
    CODE,
    /// What a concept is called: a display, a designation.
    CONCEPT
}

package org.canonry.storage.canonical;

/// What a reference from one definition to another is for.
///
/// The kinds of the GraphQL contract; which element has which kind is in `uses.tsv`.
public enum UseKind {
    BASE_DEFINITION,
    TYPE_PROFILE,
    TARGET_PROFILE,
    BINDING,
    EXTENSION,
    VALUE_SET_INCLUDE,
    CODE_SYSTEM,
    SUPPLEMENT,
    CONCEPT_MAP,
    SEARCH_PARAMETER,
    OPERATION,
    CAPABILITY,
    IMPORT,
    LIBRARY,
    DEPENDS_ON,
    OTHER
}

package org.canonry.storage.canonical;

import java.util.List;

/// The texts inside a resource by which it is searched: see [ContentKind]. Immutable.
///
/// Texts of one kind are one string, since a code system may have a hundred thousand of them.
public final class Contents {
    /// Of a resource that has none.
    public static final Contents NONE = new Contents(List.of("", "", "", ""));

    /// Ends each text.
    public static final char SEPARATOR = '\n';

    private final List<String> texts;

    /// @param texts for each kind, one behind the other, each ended by [#SEPARATOR]
    Contents(List<String> texts) {
        this.texts = List.copyOf(texts);
    }

    /// The texts of one kind, in the order of their appearance, a line each.
    public String lines(ContentKind kind) {
        return texts.get(kind.ordinal());
    }
}

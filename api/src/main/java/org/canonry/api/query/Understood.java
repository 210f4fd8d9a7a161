package org.canonry.api.query;

import java.util.List;
import org.canonry.api.query.language.Clause;
import org.canonry.api.query.language.Written;
import org.jspecify.annotations.Nullable;

/// How the text of a search was understood.
///
/// @param text the search in the query language, with every operator and parenthesis; read again, it means the same
/// @param kinds of definitions that words of it name, which come first then
/// @param packages that words of it name, whose content comes first then; the surest first
public record Understood(String text, List<NamedKind> kinds, List<String> packages) {

    /// A kind of definition.
    ///
    /// @param words that name it, folded
    /// @param resourceTypes any of them
    /// @param type that a definition of the kind constrains; null when that does not matter
    /// @param certain whether the words can mean nothing else
    public record NamedKind(String words, List<String> resourceTypes, @Nullable String type, boolean certain) {
        private static NamedKind of(Kinds.Row row) {
            return new NamedKind(row.words(), row.kind().resourceTypes().stream().sorted().toList(), row.kind().constrained().orElse(null), row.kind().isCertain());
        }
    }

    static Understood of(Clause clause, Naming naming) {
        var kinds = naming.kinds().rows().stream().map(NamedKind::of).toList();
        return new Understood(Written.of(clause), kinds, List.copyOf(naming.packages().keySet()));
    }
}

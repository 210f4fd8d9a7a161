package org.canonry.api.query.language;

import java.util.List;
import java.util.Optional;

/// What a search text was understood to mean.
public sealed interface Clause {
    /// What is searched for, rather than how it is put together.
    sealed interface Operand extends Clause {
        /// Where it is searched for; everywhere when empty.
        Optional<QueryField> field();

        /// As it was typed, without marks and quotes.
        String text();

        /// Where it begins in the text, with its quote, but without the name of its field; from 1.
        int column();
    }

    /// A word, in one field or in all that are searched.
    record OneWord(Optional<QueryField> field, String text, Token.Form form, int column) implements Operand {}

    /// Words in this order, in one field or in any that is searched.
    record InOrder(Optional<QueryField> field, String text, int column) implements Operand {}

    /// `AND`.
    record All(List<Clause> clauses) implements Clause {}

    /// `OR`.
    record Any(List<Clause> clauses) implements Clause {}

    /// Side by side without an operator: what names a field or is marked with `+` must match, of the rest as much as possible should.
    record Together(List<Clause> clauses) implements Clause {}

    /// `+`.
    record Must(Clause clause) implements Clause {}

    /// `-` or `NOT`.
    record MustNot(Clause clause) implements Clause {}
}

package org.canonry.api.query.language;

/// A piece of a search text. Columns count characters from 1.
public sealed interface Token {
    /// Where it begins.
    int column();

    /// Something to search for, rather than a word about it.
    sealed interface Operand extends Token permits Word, Phrase {}

    /// @param text as typed, without the marks that `form` stands for
    record Word(String text, Form form, int column) implements Operand {}

    /// @param text between the quotes
    record Phrase(String text, int column) implements Operand {}

    /// `field:`; what follows is searched there.
    record Qualifier(QueryField field, String text, int column) implements Token {}

    /// A word or character about the others.
    record Mark(Symbol symbol, int column) implements Token {}

    /// How a word is meant.
    enum Form {
        /// As it stands.
        PLAIN,
        /// `foo*`: any word that begins so.
        PREFIX,
        /// `foo~1`: words up to one letter off.
        ONE_OFF,
        /// `foo~` or `foo~2`: words up to two letters off.
        TWO_OFF
    }

    /// The words and characters about others, as Lucene's grammar writes them.
    enum Symbol {
        OPEN("("),
        CLOSE(")"),
        AND("AND"),
        OR("OR"),
        NOT("NOT"),
        REQUIRED("+"),
        EXCLUDED("-");

        private final String text;

        Symbol(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        boolean joins() {
            return this == AND || this == OR;
        }

        boolean isWord() {
            return joins() || this == NOT;
        }

        boolean precedesOperand() {
            return this == NOT || this == REQUIRED || this == EXCLUDED;
        }
    }
}

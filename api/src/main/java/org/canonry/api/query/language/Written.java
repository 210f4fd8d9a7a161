package org.canonry.api.query.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A [Clause] written in the query language: with every operator, a field before each of its values, and parentheses around whatever is put together inside
/// of something else. Read again, it means the same; it may have become longer than a text may be.
public final class Written {
    private Written() {}

    /// The text of a clause.
    public static String of(Clause clause) {
        return switch (clause) {
            case Clause.OneWord(var field, var text, var form, var column) -> in(field) + text + mark(form);
            case Clause.InOrder(var field, var text, var column) -> in(field) + '"' + text + '"';
            case Clause.All(var clauses) -> joined(clauses, " AND ");
            case Clause.Any(var clauses) -> joined(clauses, " OR ");
            case Clause.Together(var clauses) -> joined(clauses, " ");
            case Clause.Must(var inner) -> '+' + signed(inner);
            case Clause.MustNot(var inner) -> "NOT " + operand(inner);
        };
    }

    private static String in(Optional<QueryField> field) {
        return field.map(named -> named.publicName() + ':').orElse("");
    }

    private static String mark(Token.Form form) {
        return switch (form) {
            case PLAIN -> "";
            case PREFIX -> "*";
            case ONE_OFF -> "~1";
            case TWO_OFF -> "~2";
        };
    }

    private static String joined(List<Clause> clauses, String operator) {
        return clauses.stream().map(Written::inside).collect(Collectors.joining(operator));
    }

    private static String inside(Clause clause) {
        return clause instanceof Clause.Must || clause instanceof Clause.MustNot ? of(clause) : operand(clause);
    }

    private static String operand(Clause clause) {
        return clause instanceof Clause.Operand ? of(clause) : grouped(of(clause));
    }

    /// A sign is one only right before a letter, a digit, a quote or a parenthesis.
    private static String signed(Clause clause) {
        var text = operand(clause);
        var first = text.codePointAt(0);
        return Character.isLetterOrDigit(first) || first == '"' || first == '(' ? text : grouped(text);
    }

    /// A last word that opens more parentheses than it closes would take ours for its own.
    private static String grouped(String text) {
        var last = text.substring(text.lastIndexOf(' ') + 1);
        var open = last.chars().filter(character -> character == '(').count() > last.chars().filter(character -> character == ')').count();
        return '(' + text + (open ? " )" : ")");
    }
}

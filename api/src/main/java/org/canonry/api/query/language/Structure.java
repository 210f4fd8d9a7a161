package org.canonry.api.query.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.canonry.api.query.language.Token.Mark;
import org.canonry.api.query.language.Token.Operand;
import org.canonry.api.query.language.Token.Qualifier;
import org.canonry.api.query.language.Token.Symbol;
import org.canonry.api.query.language.Token.Word;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Makes sure that tokens fit together before they reach the parser, and decides what a text that they do not fit in was meant to be.
///
/// A text that names a field, or holds `AND`, `OR` or `NOT` beside something to search for, is meant as a query: where its operators lack a side, or
/// its parentheses do not match, it is refused with the column. Any other text is plain: parentheses that do not match are passed over.
final class Structure {
    private final Limits limits;

    Structure(Limits limits) {
        this.limits = limits;
    }

    /// Tokens that Lucene's grammar accepts; empty when nothing is left to search for.
    ///
    /// @throws InvalidQuery when the text is meant as a query and is none, or goes beyond a limit
    List<Token> checked(List<Token> tokens) {
        nesting(tokens);
        clauses(tokens);
        var placed = withoutLooseMarks(tokens);
        if (placed.stream().noneMatch(Operand.class::isInstance)) {
            return spelledOut(placed);
        }
        var problem = problem(placed);
        if (problem == null) {
            return placed;
        }
        if (isMeantAsQuery(placed)) {
            throw problem;
        }
        return withoutLooseMarks(placed.stream().filter(token -> !isParenthesis(token)).toList());
    }

    private void nesting(List<Token> tokens) {
        var depth = 0;
        for (var token : tokens) {
            depth = Math.max(0, depth + (is(token, Symbol.OPEN) ? 1 : is(token, Symbol.CLOSE) ? -1 : 0));
            if (depth > limits.of(Limit.QUERY_NESTING_LEVELS)) {
                throw InvalidQuery.beyond(limits, Limit.QUERY_NESTING_LEVELS, token.column());
            }
        }
    }

    private void clauses(List<Token> tokens) {
        bounded(tokens.stream().filter(Operand.class::isInstance).toList(), Limit.QUERY_CLAUSES);
        bounded(tokens.stream().filter(Structure::isWildcard).toList(), Limit.QUERY_WILDCARDS);
    }

    private void bounded(List<Token> tokens, Limit limit) {
        var most = limits.intOf(limit);
        if (tokens.size() > most) {
            throw InvalidQuery.beyond(limits, limit, tokens.get(most).column());
        }
    }

    private static boolean isWildcard(Token token) {
        return token instanceof Word word && word.form() != Token.Form.PLAIN;
    }

    /// Without `+`, `-` and `field:` that nothing follows: a quote that was left open may have stood there.
    private static List<Token> withoutLooseMarks(List<Token> tokens) {
        var kept = new ArrayList<Token>();
        for (var token : tokens.reversed()) {
            var next = kept.isEmpty() ? null : kept.getLast();
            var followed = next instanceof Operand || is(next, Symbol.OPEN);
            switch (token) {
                case Qualifier(var field, var text, var column) when !followed -> kept.add(new Word(text, Token.Form.PLAIN, column));
                case Mark(var symbol, var column) when isSign(symbol) && !followed && !(next instanceof Qualifier) -> {}
                default -> kept.add(token);
            }
        }
        return kept.reversed();
    }

    private static boolean isSign(Symbol symbol) {
        return symbol == Symbol.REQUIRED || symbol == Symbol.EXCLUDED;
    }

    /// Operators alone are words like others.
    private static List<Token> spelledOut(List<Token> tokens) {
        return tokens.stream()
                .flatMap(token -> token instanceof Mark(var symbol, var column) && symbol.isWord()
                        ? Stream.<Token>of(new Word(symbol.text(), Token.Form.PLAIN, column))
                        : Stream.empty())
                .toList();
    }

    private static boolean isMeantAsQuery(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token instanceof Qualifier || (token instanceof Mark mark && mark.symbol().isWord()));
    }

    private static @Nullable InvalidQuery problem(List<Token> tokens) {
        var open = new ArrayList<Token>();
        Token before = null;
        for (var token : tokens) {
            if (token instanceof Mark mark && mark.symbol() == Symbol.CLOSE && open.isEmpty()) {
                return InvalidQuery.at(mark.column(), "this parenthesis closes nothing: remove it, or open one before");
            }
            var misplaced = misplaced(before, token);
            if (misplaced != null) {
                return misplaced;
            }
            if (is(token, Symbol.OPEN)) {
                open.add(token);
            } else if (is(token, Symbol.CLOSE)) {
                open.removeLast();
            }
            before = token;
        }
        if (before instanceof Mark mark && mark.symbol() != Symbol.CLOSE && mark.symbol() != Symbol.OPEN) {
            return InvalidQuery.at(mark.column(), "%s needs something to search for on its right".formatted(mark.symbol().text()));
        }
        return open.isEmpty() ? null : InvalidQuery.at(open.getLast().column(), "this parenthesis is never closed");
    }

    private static @Nullable InvalidQuery misplaced(@Nullable Token before, Token token) {
        if (!(token instanceof Mark mark)) {
            return null;
        }
        var afterNothing = before == null || is(before, Symbol.OPEN);
        var afterOperator = before instanceof Mark last && (last.symbol().joins() || last.symbol().precedesOperand());
        if (mark.symbol().joins() && (afterNothing || afterOperator)) {
            return InvalidQuery.at(mark.column(), "%s needs something to search for on its left".formatted(mark.symbol().text()));
        }
        if (mark.symbol() == Symbol.CLOSE && (afterNothing || afterOperator)) {
            return InvalidQuery.at(mark.column(), "something to search for is needed before this parenthesis");
        }
        var doubled = mark.symbol().precedesOperand() && before instanceof Mark last && last.symbol().precedesOperand();
        return doubled ? InvalidQuery.at(mark.column(), "one of NOT, + and - is enough") : null;
    }

    private static boolean isParenthesis(Token token) {
        return is(token, Symbol.OPEN) || is(token, Symbol.CLOSE);
    }

    private static boolean is(@Nullable Token token, Symbol symbol) {
        return token instanceof Mark mark && mark.symbol() == symbol;
    }
}

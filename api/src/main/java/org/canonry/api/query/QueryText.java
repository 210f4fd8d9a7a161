package org.canonry.api.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.queryparser.flexible.core.QueryNodeParseException;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParser;
import org.canonry.api.query.Token.Mark;
import org.canonry.api.query.Token.Phrase;
import org.canonry.api.query.Token.Qualifier;
import org.canonry.api.query.Token.Word;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// The query language: words, `"phrases"`, `prefix*`, `near~1`, `field:value`, `AND`, `OR`, `NOT`, `+`, `-` and parentheses.
///
/// Lucene's grammar decides how they bind. It never sees what people typed between them: each word and phrase is handed to it as a made-up name, so that
/// urls, colons, slashes, brackets, pipes and open quotes cannot be errors. Refused are, with their column:
///
/// - a text longer, deeper or wider than the limits `query_…`, whatever it means;
/// - a text that names a field or holds an operator, and whose operators lack a side or whose parentheses do not match;
/// - a wildcard in the value of a field anywhere but at its end, and a prefix of too few letters.
///
/// Everything else means something: at the least, its words.
final class QueryText {
    private static final String NAME = "w";
    private static final String ANYWHERE = "";

    private final Limits limits;

    QueryText(Limits limits) {
        this.limits = limits;
    }

    /// What `text` means; empty when it holds nothing to search for.
    ///
    /// @throws InvalidQuery when it is refused
    Optional<Clause> read(String text) {
        if (text.length() > limits.of(Limit.QUERY_CHARACTERS)) {
            throw InvalidQuery.beyond(limits, Limit.QUERY_CHARACTERS, limits.intOf(Limit.QUERY_CHARACTERS) + 1);
        }
        var tokens = new Structure(limits).checked(Tokens.of(text));
        return tokens.isEmpty() ? Optional.empty() : Optional.of(clause(parsed(tokens), tokens));
    }

    private static QueryNode parsed(List<Token> tokens) {
        var named = IntStream.range(0, tokens.size()).mapToObj(i -> named(tokens.get(i), i)).collect(Collectors.joining(" "));
        try {
            return new StandardSyntaxParser().parse(named, ANYWHERE);
        } catch (QueryNodeParseException e) {
            throw InvalidQuery.at(tokens.getFirst().column(), "the operators and parentheses do not fit together");
        }
    }

    private static String named(Token token, int index) {
        return switch (token) {
            case Word word -> NAME + index;
            case Phrase phrase -> NAME + index;
            case Qualifier qualifier -> qualifier.field().name() + ":";
            case Mark mark -> mark.symbol().text();
        };
    }

    private Clause clause(QueryNode node, List<Token> tokens) {
        return switch (node) {
            case AndQueryNode and -> new Clause.All(clauses(and, tokens));
            case OrQueryNode or -> new Clause.Any(clauses(or, tokens));
            case BooleanQueryNode together -> new Clause.Together(clauses(together, tokens));
            case GroupQueryNode group -> clause(group.getChild(), tokens);
            case ModifierQueryNode modified -> modified(modified, tokens);
            case FieldQueryNode named -> operand(named, tokens);
            default -> throw new IllegalStateException("the grammar gave what was not asked of it: " + node.getClass());
        };
    }

    private List<Clause> clauses(QueryNode node, List<Token> tokens) {
        return node.getChildren().stream().map(child -> clause(child, tokens)).toList();
    }

    private Clause modified(ModifierQueryNode node, List<Token> tokens) {
        var clause = clause(node.getChild(), tokens);
        return switch (node.getModifier()) {
            case MOD_REQ -> new Clause.Must(clause);
            case MOD_NOT -> new Clause.MustNot(clause);
            case MOD_NONE -> clause;
        };
    }

    private Clause operand(FieldQueryNode named, List<Token> tokens) {
        var field = field(named.getFieldAsString());
        var token = tokens.get(Integer.parseInt(named.getTextAsString().substring(NAME.length())));
        return switch (token) {
            case Word word -> word(field, word);
            case Phrase(var text, var column) -> new Clause.InOrder(field, text, column);
            case Qualifier qualifier -> throw new IllegalStateException("a field is no word");
            case Mark mark -> throw new IllegalStateException("an operator is no word");
        };
    }

    private static Optional<QueryField> field(String name) {
        return name.equals(ANYWHERE) ? Optional.empty() : Optional.of(QueryField.valueOf(name));
    }

    private Clause word(Optional<QueryField> field, Word word) {
        var star = word.text().indexOf('*');
        if (field.isPresent() && star >= 0) {
            throw InvalidQuery.at(word.column() + star, "an asterisk stands for letters at the end of a value only");
        }
        if (word.form() == Token.Form.PREFIX && lettersAndDigits(word.text()) < limits.of(Limit.QUERY_PREFIX_CHARACTERS)) {
            throw InvalidQuery.tooShort(limits, word.column());
        }
        return new Clause.OneWord(field, word.text(), word.form(), word.column());
    }

    private static long lettersAndDigits(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).count();
    }
}

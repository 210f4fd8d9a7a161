package org.canonry.api.query.language;

import java.util.List;
import java.util.Optional;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.processors.QueryNodeProcessorImpl;
import org.canonry.api.query.language.Token.Mark;
import org.canonry.api.query.language.Token.Phrase;
import org.canonry.api.query.language.Token.Qualifier;
import org.canonry.api.query.language.Token.Word;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Puts back what people typed in the place of the made-up names that the grammar was given, and refuses wildcards that it cannot stand for.
final class Operands extends QueryNodeProcessorImpl {
    /// The field of what names none.
    static final String ANYWHERE = "";

    private static final String NAME = "w";
    private static final String CLAUSE = "clause";

    private final List<Token> tokens;
    private final Limits limits;

    Operands(List<Token> tokens, Limits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    /// The made-up name of a token.
    static String name(int index) {
        return NAME + index;
    }

    /// What was put back.
    static Clause.Operand of(QueryNode node) {
        return (Clause.Operand) node.getTag(CLAUSE);
    }

    @Override
    protected QueryNode preProcessNode(QueryNode node) {
        return node;
    }

    @Override
    protected QueryNode postProcessNode(QueryNode node) {
        if (node instanceof FieldQueryNode named) {
            named.setTag(CLAUSE, operand(named));
        }
        return node;
    }

    @Override
    protected List<QueryNode> setChildrenOrder(List<QueryNode> children) {
        return children;
    }

    private Clause.Operand operand(FieldQueryNode named) {
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

    private Clause.OneWord word(Optional<QueryField> field, Word word) {
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

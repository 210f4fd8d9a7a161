package org.canonry.api.query.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.processors.QueryNodeProcessorPipeline;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParser;
import org.canonry.api.query.language.Token.Mark;
import org.canonry.api.query.language.Token.Phrase;
import org.canonry.api.query.language.Token.Qualifier;
import org.canonry.api.query.language.Token.Word;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// The query language: words, `"phrases"`, `prefix*`, `near~1`, `field:value`, `AND`, `OR`, `NOT`, `+`, `-` and parentheses.
///
/// Lucene's flexible framework decides how they bind: its grammar, then the processors [Operands] and [Levels], then [ClauseBuilder]. The grammar never sees
/// what people typed between operators: each word and phrase is handed to it as a made-up name, so that urls, colons, slashes, brackets, pipes and open
/// quotes cannot be errors. Refused are, with their column:
///
/// - a text longer, deeper or wider than the limits `query_…`, whatever it means;
/// - a text that names a field or holds an operator, and whose operators lack a side or whose parentheses do not match;
/// - a wildcard in the value of a field anywhere but at its end, and a prefix of too few letters.
///
/// Everything else means something: at the least, its words. [Written] is the way back.
public final class QueryText {
    private final Limits limits;

    /// Reads texts within the limits `query_…`. Thread-safe.
    public QueryText(Limits limits) {
        this.limits = limits;
    }

    /// What `text` means; empty when it holds nothing to search for.
    ///
    /// @throws InvalidQuery when it is refused
    public Optional<Clause> read(String text) {
        if (text.length() > limits.of(Limit.QUERY_CHARACTERS)) {
            throw InvalidQuery.beyond(limits, Limit.QUERY_CHARACTERS, limits.intOf(Limit.QUERY_CHARACTERS) + 1);
        }
        var tokens = new Structure(limits).checked(Tokens.of(text));
        return tokens.isEmpty() ? Optional.empty() : Optional.of(clause(tokens));
    }

    private Clause clause(List<Token> tokens) {
        try {
            return new ClauseBuilder().clause(processors(tokens).process(parsed(tokens)));
        } catch (QueryNodeException e) {
            throw InvalidQuery.at(tokens.getFirst().column(), "the operators and parentheses do not fit together");
        }
    }

    private QueryNodeProcessorPipeline processors(List<Token> tokens) {
        var pipeline = new QueryNodeProcessorPipeline();
        pipeline.add(new Operands(tokens, limits));
        pipeline.add(new Levels(limits));
        return pipeline;
    }

    private static QueryNode parsed(List<Token> tokens) throws QueryNodeException {
        var named = IntStream.range(0, tokens.size()).mapToObj(i -> named(tokens.get(i), i)).collect(Collectors.joining(" "));
        return new StandardSyntaxParser().parse(named, Operands.ANYWHERE);
    }

    private static String named(Token token, int index) {
        return switch (token) {
            case Word word -> Operands.name(index);
            case Phrase phrase -> Operands.name(index);
            case Qualifier qualifier -> qualifier.field().name() + ":";
            case Mark mark -> mark.symbol().text();
        };
    }
}

package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.query.language.Clause;
import org.canonry.api.query.language.Clause.All;
import org.canonry.api.query.language.Clause.Any;
import org.canonry.api.query.language.Clause.InOrder;
import org.canonry.api.query.language.Clause.Must;
import org.canonry.api.query.language.Clause.MustNot;
import org.canonry.api.query.language.Clause.OneWord;
import org.canonry.api.query.language.Clause.Together;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.api.query.language.Token.Form;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;

/// Turns what a text was understood to mean into a Lucene query that ranks. For one search; not thread-safe.
final class TextQuery {
    private final Snapshot snapshot;
    private final Weights weights;
    private final Limits limits;
    private final WordForms forms;
    private final OperandQuery operands;

    TextQuery(Snapshot snapshot, Weights weights, Limits limits) {
        this.snapshot = snapshot;
        this.weights = weights;
        this.limits = limits;
        this.forms = new WordForms(new Spelling(snapshot.searcher().getIndexReader()), weights);
        this.operands = new OperandQuery(snapshot, forms, weights, limits);
    }

    /// The query for a text.
    ///
    /// @throws InvalidQuery when it becomes more terms than the limit `query_terms`
    Query of(Clause clause) {
        var query = query(clause);
        new TermCount(limits).check(query);
        return query;
    }

    private Query query(Clause clause) {
        return switch (clause) {
            case OneWord(var field, var text, var form, var column) ->
                field.map(named -> operands.value(named, text, form)).orElseGet(() -> anywhere(text, form));
            case InOrder(var field, var text, var column) ->
                field.map(named -> operands.valueInOrder(named, text)).orElseGet(() -> operands.inOrder(text));
            case All(var clauses) -> combined(clauses, Occur.MUST);
            case Any(var clauses) -> combined(clauses, Occur.SHOULD);
            case Together(var clauses) -> together(clauses);
            case Must(var inner) -> query(inner);
            case MustNot(var inner) -> combined(List.of(clause), Occur.MUST);
        };
    }

    private Query combined(List<Clause> clauses, Occur occur) {
        var combined = new BooleanQuery.Builder();
        for (var clause : clauses) {
            switch (clause) {
                case MustNot(var inner) when occur == Occur.MUST -> combined.add(excluded(inner), Occur.MUST_NOT);
                case MustNot(var inner) -> combined.add(query(clause), occur);
                case OneWord word -> combined.add(query(word), occur);
                case InOrder phrase -> combined.add(query(phrase), occur);
                case All all -> combined.add(query(all), occur);
                case Any any -> combined.add(query(any), occur);
                case Together together -> combined.add(query(together), occur);
                case Must must -> combined.add(query(must), occur);
            }
        }
        return notOnlyWithout(combined.build());
    }

    /// A word excludes what is named or described so, not what merely may be meant.
    private Query excluded(Clause clause) {
        return clause instanceof OneWord word && word.field().isEmpty() && word.form() == Form.PLAIN ? forms.best(forms.named(word.text())) : query(clause);
    }

    /// A query that only excludes means everything else.
    private static Query notOnlyWithout(BooleanQuery query) {
        var onlyWithout = query.clauses().stream().allMatch(clause -> clause.occur() == Occur.MUST_NOT);
        return onlyWithout ? combine(query, Because.of(MatchAllDocsQuery.INSTANCE, Way.NOT_EXCLUDED, ""), Occur.MUST) : query;
    }

    private static Query combine(BooleanQuery query, Query added, Occur occur) {
        var builder = new BooleanQuery.Builder();
        query.clauses().forEach(builder::add);
        return builder.add(added, occur).build();
    }

    private Query together(List<Clause> clauses) {
        var plain = clauses.stream().filter(TextQuery::isPlain).toList();
        var needed = clauses.stream().filter(clause -> !isPlain(clause)).toList();
        if (plain.isEmpty()) {
            return combined(needed, Occur.MUST);
        }
        if (needed.isEmpty()) {
            return plain(plain);
        }
        return combine((BooleanQuery) combined(needed, Occur.MUST), plain(plain), needed.stream().anyMatch(TextQuery::isAsked) ? Occur.SHOULD : Occur.MUST);
    }

    /// Beside a phrase, or what is marked with `+`, other words only help: these say already what is searched for.
    private static boolean isAsked(Clause clause) {
        return (clause instanceof InOrder phrase && phrase.field().isEmpty()) || clause instanceof Must;
    }

    private static boolean isPlain(Clause clause) {
        return switch (clause) {
            case OneWord(var field, var text, var form, var column) -> field.isEmpty();
            case InOrder phrase -> false;
            case Must must -> false;
            case MustNot not -> false;
            case All(var clauses) -> !areOfFields(clauses);
            case Any(var clauses) -> !areOfFields(clauses);
            case Together(var clauses) -> !areOfFields(clauses);
        };
    }

    /// What is said of fields must hold beside words, in parentheses as without.
    private static boolean areOfFields(List<Clause> clauses) {
        return clauses.stream().allMatch(TextQuery::isOfFields);
    }

    private static boolean isOfFields(Clause clause) {
        return switch (clause) {
            case OneWord(var field, var text, var form, var column) -> field.isPresent();
            case InOrder(var field, var text, var column) -> field.isPresent();
            case Must(var inner) -> isOfFields(inner);
            case MustNot(var inner) -> isOfFields(inner);
            case All(var clauses) -> areOfFields(clauses);
            case Any(var clauses) -> areOfFields(clauses);
            case Together(var clauses) -> areOfFields(clauses);
        };
    }

    /// Plain words side by side, and what is put together in parentheses among them.
    private Query plain(List<Clause> clauses) {
        var texts = new ArrayList<String>();
        var others = new ArrayList<Query>();
        for (var clause : clauses) {
            if (clause instanceof OneWord word && word.form() == Form.PLAIN) {
                texts.add(word.text());
            } else {
                others.add(query(clause));
            }
        }
        return new PlainWords(texts, snapshot, weights, limits).query(others);
    }

    private Query anywhere(String text, Form form) {
        return switch (form) {
            case PLAIN -> new PlainWords(List.of(text), snapshot, weights, limits).query(List.of());
            case PREFIX -> operands.beginning(text);
            case ONE_OFF -> operands.near(text, 1);
            case TWO_OFF -> operands.near(text, 2);
        };
    }
}

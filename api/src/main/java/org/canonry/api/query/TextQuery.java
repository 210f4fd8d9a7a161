package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;
import org.canonry.api.query.Clause.All;
import org.canonry.api.query.Clause.Any;
import org.canonry.api.query.Clause.InOrder;
import org.canonry.api.query.Clause.Must;
import org.canonry.api.query.Clause.MustNot;
import org.canonry.api.query.Clause.OneWord;
import org.canonry.api.query.Clause.Together;
import org.canonry.api.query.QueryField.Matching;
import org.canonry.api.query.Token.Form;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Analyzers;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Turns what a text was understood to mean into a Lucene query that ranks. For one search; not thread-safe.
final class TextQuery {
    /// Longer words are not tried with slips: that costs more with every letter.
    private static final int LONGEST_SLIP = 30;

    /// So many of a near word's first letters must be right: it bounds the terms that are looked at.
    private static final int RIGHT_LETTERS = 1;

    private final Snapshot snapshot;
    private final Weights weights;
    private final Limits limits;
    private final List<SearchedField> searched;
    private final KeywordQuery keywords;
    private final QueryBuilder words = new QueryBuilder(Analyzers.forQuery());

    TextQuery(Snapshot snapshot, Weights weights, Limits limits) {
        this.snapshot = snapshot;
        this.weights = weights;
        this.searched = List.of(
                new SearchedField(Fields.NAME_TEXT, weights.of(Weight.NAME)),
                new SearchedField(Fields.TITLE_TEXT, weights.of(Weight.TITLE)),
                new SearchedField(Fields.URL_TEXT, weights.of(Weight.URL)),
                new SearchedField(Fields.DESCRIPTION_TEXT, weights.of(Weight.DESCRIPTION)));
        this.limits = limits;
        this.keywords = new KeywordQuery(snapshot);
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
                field.map(named -> Because.of(valued(named, text, form), way(named, form), text)).orElseGet(() -> anywhere(text, form));
            case InOrder(var field, var text, var column) ->
                field.map(named -> Because.of(phrase(named, text), named.matching() == Matching.WORDS ? Way.PHRASE : Way.VALUE, text))
                        .orElseGet(() -> phraseAnywhere(text));
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
        return clause instanceof OneWord word && word.field().isEmpty() && word.form() == Form.PLAIN ? best(forms().named(word.text())) : query(clause);
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
            case All all -> true;
            case Any any -> true;
            case Together together -> true;
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
            case PREFIX -> Because.of(anyField(field -> prefix(field, text)), Way.BEGINNING, text);
            case ONE_OFF -> Because.of(anyField(field -> near(field, text, 1)), Way.SLIP, text);
            case TWO_OFF -> Because.of(anyField(field -> near(field, text, 2)), Way.SLIP, text);
        };
    }

    private Query anyField(Function<String, Query> inField) {
        return best(searched.stream().map(field -> field.boosted(inField.apply(field.name))).toList());
    }

    private static Way way(QueryField field, Form form) {
        if (field.matching() != Matching.WORDS) {
            return Way.VALUE;
        }
        return switch (form) {
            case PLAIN -> Way.WORD;
            case PREFIX -> Way.BEGINNING;
            case ONE_OFF, TWO_OFF -> Way.SLIP;
        };
    }

    private Query prefix(String field, String text) {
        return new PrefixQuery(new Term(field, part(field, text)), new MultiTermQuery.TopTermsBlendedFreqScoringRewrite(limits.intOf(Limit.QUERY_WILDCARD_TERMS)));
    }

    private Query near(String field, String text, int slips) {
        var term = new Term(field, part(field, text));
        if (term.text().length() > LONGEST_SLIP) {
            return new TermQuery(term);
        }
        return new FuzzyQuery(term, slips, RIGHT_LETTERS, limits.intOf(Limit.QUERY_WILDCARD_TERMS), true);
    }

    /// Names and urls hold each of their pieces whole, without dashes; prose holds words.
    private static String part(String field, String text) {
        var codes = field.equals(Fields.NAME_TEXT) || field.equals(Fields.URL_TEXT);
        return codes ? Folded.name(text) : Folded.plain(text);
    }

    private Query phraseAnywhere(String text) {
        return Because.of(forms().inOrder(text), Way.PHRASE, text);
    }

    private WordForms forms() {
        return new WordForms(new Spelling(snapshot.searcher().getIndexReader()), weights);
    }

    private Query valued(QueryField field, String text, Form form) {
        if (field.matching() != Matching.WORDS) {
            return keywords.of(field, text, form == Form.PREFIX);
        }
        var query = switch (form) {
            case PLAIN -> words.createBooleanQuery(field.indexField(), text, Occur.MUST);
            case PREFIX -> prefix(field.indexField(), text);
            case ONE_OFF -> near(field.indexField(), text, 1);
            case TWO_OFF -> near(field.indexField(), text, 2);
        };
        return query == null ? new MatchNoDocsQuery("no words") : query;
    }

    private Query phrase(QueryField field, String text) {
        if (field.matching() != Matching.WORDS) {
            return keywords.of(field, text, false);
        }
        var query = words.createPhraseQuery(field.indexField(), text);
        return query == null ? new MatchNoDocsQuery("no words") : query;
    }

    private Query best(List<Query> queries) {
        return queries.isEmpty() ? new MatchNoDocsQuery("no words") : new DisjunctionMaxQuery(queries, weights.of(Weight.OTHER_FIELDS));
    }

    private record SearchedField(String name, float weight) {
        Query boosted(Query query) {
            return new BoostQuery(query, weight);
        }
    }
}

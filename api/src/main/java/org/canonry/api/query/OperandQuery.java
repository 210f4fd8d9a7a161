package org.canonry.api.query;

import java.util.List;
import java.util.function.Function;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.MultiTermQuery.TopTermsBlendedFreqScoringRewrite;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;
import org.canonry.api.query.language.QueryField;
import org.canonry.api.query.language.QueryField.Matching;
import org.canonry.api.query.language.Token.Form;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Analyzers;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Phrases, beginnings, near words, and values of fields as Lucene queries: what means no more than it says. For one search; not thread-safe.
final class OperandQuery {
    /// Longer words are not tried with slips: that costs more with every letter.
    private static final int LONGEST_SLIP = 30;

    /// So many of a near word's first letters must be right: it bounds the terms that are looked at.
    private static final int RIGHT_LETTERS = 1;

    private final WordForms forms;
    private final Limits limits;
    private final List<SearchedField> searched;
    private final KeywordQuery keywords;
    private final QueryBuilder words = new QueryBuilder(Analyzers.forQuery());

    OperandQuery(Snapshot snapshot, WordForms forms, Weights weights, Limits limits) {
        this.forms = forms;
        this.limits = limits;
        this.keywords = new KeywordQuery(snapshot);
        this.searched = List.of(
                new SearchedField(Fields.NAME_TEXT, weights.of(Weight.NAME)),
                new SearchedField(Fields.TITLE_TEXT, weights.of(Weight.TITLE)),
                new SearchedField(Fields.URL_TEXT, weights.of(Weight.URL)),
                new SearchedField(Fields.DESCRIPTION_TEXT, weights.of(Weight.DESCRIPTION)));
    }

    /// Words that begin so, in any field that is searched.
    Query beginning(String text) {
        return Because.of(anyField(field -> prefix(field, text)), Way.BEGINNING, text);
    }

    /// Words that differ by so many letters, in any field that is searched.
    Query near(String text, int slips) {
        return Because.of(anyField(field -> near(field, text, slips)), Way.SLIP, text);
    }

    /// Words in this order, in any field that is searched.
    Query inOrder(String text) {
        return Because.of(forms.inOrder(text), Way.PHRASE, text);
    }

    /// The value of a field.
    Query value(QueryField field, String text, Form form) {
        if (field.matching() != Matching.WORDS) {
            return Because.of(keywords.of(field, text, form == Form.PREFIX), Way.VALUE, text);
        }
        var name = field.indexField();
        return switch (form) {
            case PLAIN -> Because.of(orNothing(words.createBooleanQuery(name, value(field, text), Occur.MUST)), Way.WORD, text);
            case PREFIX -> Because.of(prefix(name, text), Way.BEGINNING, text);
            case ONE_OFF -> Because.of(near(name, text, 1), Way.SLIP, text);
            case TWO_OFF -> Because.of(near(name, text, 2), Way.SLIP, text);
        };
    }

    /// The value of a field, in quotes.
    Query valueInOrder(QueryField field, String text) {
        return field.matching() == Matching.WORDS
                ? Because.of(orNothing(words.createPhraseQuery(field.indexField(), value(field, text))), Way.PHRASE, text)
                : value(field, text, Form.PLAIN);
    }

    /// A canonical is a url and, behind a bar, the version of what it names.
    private static String value(QueryField field, String text) {
        var bar = text.indexOf('|');
        return field == QueryField.URL && bar > 0 ? text.substring(0, bar) : text;
    }

    private static Query orNothing(@Nullable Query query) {
        return query == null ? new MatchNoDocsQuery("no words") : query;
    }

    private Query anyField(Function<String, Query> inField) {
        return forms.best(searched.stream().map(field -> field.boosted(inField.apply(field.name))).toList());
    }

    private Query prefix(String field, String text) {
        if (field.equals(Fields.URL_TEXT) && text.indexOf('/') >= 0) {
            return new PrefixQuery(new Term(Fields.FOLDED_URL, Folded.url(text)), MultiTermQuery.CONSTANT_SCORE_REWRITE);
        }
        return new PrefixQuery(new Term(field, part(field, text)), new TopTermsBlendedFreqScoringRewrite(limits.intOf(Limit.QUERY_WILDCARD_TERMS)));
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

    private record SearchedField(String name, float weight) {
        Query boosted(Query query) {
            return new BoostQuery(query, weight);
        }
    }
}

package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;
import org.canonry.storage.index.Analyzers;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;

/// What a whole text reaches when it is a url, a name or a title, nearly is one, or is the beginning of one: beyond what its words score.
final class Tiers {
    /// A text shorter than that is the beginning of too much, or similar to it.
    private static final int SHORTEST = 3;
    private static final int SHORTEST_NEAR = 6;
    private static final int TWO_SLIPS = 10;
    private static final int LONGEST_NEAR = 40;
    private static final int NEAR_NAMES = 24;

    /// How far apart words may stand and still count as together.
    private static final int NEARBY = 3;

    private final Spelling spelling;
    private final Weights weights;
    private final QueryBuilder words = new QueryBuilder(Analyzers.forQuery());

    Tiers(Spelling spelling, Weights weights) {
        this.spelling = spelling;
        this.weights = weights;
    }

    /// For a text as it was typed.
    ///
    /// @param maySlip whether it may be a name with a slip: to try that takes a while
    List<Query> of(String text, boolean maySlip) {
        var tiers = new ArrayList<>(exact(text, 1, Way.WHOLE, text));
        tiers.addAll(begun(text));
        var name = Folded.name(text);
        if (maySlip && text.indexOf('/') < 0 && name.length() >= SHORTEST_NEAR && name.length() <= LONGEST_NEAR && !spelling.begins(name)) {
            var near = near(text.indexOf(' ') < 0 ? Fields.FOLDED_NAME : Fields.FOLDED_TITLE, name);
            tiers.add(Because.of(new BoostQuery(near, weights.of(Weight.NEAR_NAME)), Way.WHOLE_NEAR, text));
        }
        if (maySlip && !spelling.beginsUrl(Folded.url(text))) {
            var share = weights.of(Weight.MENDED) * weights.of(Weight.EXACT_URL);
            spelling.urls().near(text).ifPresent(near -> tiers.add(Because.of(new BoostQuery(near, share), Way.WHOLE_NEAR, text)));
        }
        return tiers;
    }

    /// For a text whose slips are mended.
    ///
    /// @param typed the text as it was typed
    List<Query> mended(String typed, String text) {
        return exact(text, weights.of(Weight.MENDED), Way.WHOLE_MENDED, typed);
    }

    /// For a text without the words that name a kind or a release.
    ///
    /// @param typed the text as it was typed
    /// @param way what is left out, if anything
    /// @param kind what is of the kind that the words name: nothing else is what the text is about
    List<Query> withoutKind(String typed, String text, Way way, Optional<Query> kind) {
        var share = weights.of(Weight.WITHOUT_KIND);
        return Stream.of(url(text, share), named(text, share))
                .map(exact -> kind.map(filter -> within(exact, filter)).orElse(exact))
                .map(exact -> Because.of(exact, way, typed, text))
                .toList();
    }

    private static Query within(Query query, Query filter) {
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(filter, Occur.FILTER).build();
    }

    private List<Query> exact(String text, float share, Way way, String typed) {
        return List.of(Because.of(url(text, share), way, typed, text), Because.of(named(text, share), way, typed, text));
    }

    private Query url(String text, float share) {
        return constant(Fields.FOLDED_URL, Folded.url(text), share * weights.of(Weight.EXACT_URL));
    }

    private Query named(String text, float share) {
        var name = Folded.name(text);
        return new DisjunctionMaxQuery(
                List.of(
                        constant(Fields.FOLDED_NAME, name, share * weights.of(Weight.EXACT_NAME)),
                        constant(Fields.FOLDED_TITLE, name, share * weights.of(Weight.EXACT_TITLE))),
                weights.of(Weight.OTHER_FIELDS));
    }

    private List<Query> begun(String text) {
        var name = Folded.name(text);
        var tiers = new ArrayList<Query>();
        if (name.length() >= SHORTEST) {
            var named = new DisjunctionMaxQuery(
                    List.of(begins(Fields.FOLDED_NAME, name, Weight.NAME_BEGINS), begins(Fields.FOLDED_TITLE, name, Weight.TITLE_BEGINS)),
                    weights.of(Weight.OTHER_FIELDS));
            tiers.add(Because.of(named, Way.WHOLE_BEGINS, text));
        }
        if (text.indexOf('/') > 0) {
            tiers.add(Because.of(begins(Fields.FOLDED_URL, Folded.url(text), Weight.URL_BEGINS), Way.WHOLE_BEGINS, text));
            tail(text).ifPresent(tail -> tiers.add(Because.of(tail, Way.WHOLE_ENDS, text)));
        }
        return tiers;
    }

    /// The last segment is the id, and the url has all the others.
    private Optional<Query> tail(String text) {
        var url = Folded.url(text);
        var id = Folded.name(url.substring(url.lastIndexOf('/') + 1));
        return Optional.ofNullable(words.createBooleanQuery(Fields.URL_TEXT, url, Occur.MUST)).filter(parts -> !id.isEmpty()).map(parts -> {
            var both = new BooleanQuery.Builder().add(WordForms.term(Fields.FOLDED_NAME, id), Occur.FILTER).add(parts, Occur.FILTER).build();
            return new BoostQuery(new ConstantScoreQuery(both), weights.of(Weight.URL_TAIL));
        });
    }

    private Query begins(String field, String text, Weight weight) {
        return new BoostQuery(new PrefixQuery(new Term(field, text), MultiTermQuery.CONSTANT_SCORE_REWRITE), weights.of(weight));
    }

    private static Query near(String field, String name) {
        var slips = name.length() >= TWO_SLIPS ? 2 : 1;
        return new FuzzyQuery(new Term(field, name), slips, 1, NEAR_NAMES, true, new MultiTermQuery.TopTermsBoostOnlyBooleanQueryRewrite(NEAR_NAMES));
    }

    /// A name or title with a word that begins so: who has not typed it to its end means none of them more than the others.
    static Query wordBegins(String word) {
        return new ConstantScoreQuery(new DisjunctionMaxQuery(List.of(wordBegins(Fields.NAME_TEXT, word), wordBegins(Fields.TITLE_TEXT, word)), 0));
    }

    private static Query wordBegins(String field, String word) {
        return new PrefixQuery(new Term(field, word), MultiTermQuery.CONSTANT_SCORE_REWRITE);
    }

    /// The words close to one another, in any order that a phrase allows.
    List<Query> together(String text) {
        var near = new ArrayList<Query>();
        for (var field : List.of(Fields.TITLE_TEXT, Fields.NAME_TEXT)) {
            Optional.ofNullable(words.createPhraseQuery(field, text, NEARBY))
                    .ifPresent(query -> near.add(Because.of(new BoostQuery(query, weights.of(Weight.TOGETHER)), Way.TOGETHER, text)));
        }
        return near;
    }

    /// One word of several is no whole text: only what can be nothing but a name counts as one.
    Query amongOthers(Query word, String text) {
        if (!looksLikeName(text)) {
            return word;
        }
        return new BooleanQuery.Builder()
                .add(word, Occur.SHOULD)
                .add(among(Fields.FOLDED_NAME, Folded.name(text), Weight.NAME_AMONG_WORDS, text), Occur.SHOULD)
                .build();
    }

    /// A url among words is there for itself, however few of the words its resource has.
    Query url(String url) {
        return among(Fields.FOLDED_URL, Folded.url(url), Weight.EXACT_URL, url);
    }

    private Query among(String field, String folded, Weight weight, String text) {
        return Because.of(constant(field, folded, weights.of(weight)), Way.NAME_AMONG_WORDS, text);
    }

    private static boolean looksLikeName(String text) {
        return text.substring(1).codePoints().anyMatch(character -> Character.isUpperCase(character) || "-_./:".indexOf(character) >= 0);
    }

    private static Query constant(String field, String text, float weight) {
        return new BoostQuery(new ConstantScoreQuery(WordForms.term(field, text)), weight);
    }
}

package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
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
import org.canonry.api.query.Token.Form;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Analyzers;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Turns what a text was understood to mean into a Lucene query that ranks. For one search; not thread-safe.
final class TextQuery {
    private static final List<SearchedField> SEARCHED = List.of(
            new SearchedField(Fields.NAME_TEXT, Weights.NAME),
            new SearchedField(Fields.TITLE_TEXT, Weights.TITLE),
            new SearchedField(Fields.URL_TEXT, Weights.URL),
            new SearchedField(Fields.DESCRIPTION_TEXT, Weights.DESCRIPTION));

    /// Names and titles alone: to try every word of every description as a slip takes longer than it is worth.
    private static final List<SearchedField> GUESSED = SEARCHED.subList(0, 2);

    /// Letters that a word needs before it is taken for a slip of another, and for one with two slips.
    private static final int ONE_SLIP = 4;

    private static final int TWO_SLIPS = 8;

    /// Longer words are not taken for slips: trying them costs more with every letter.
    private static final int LONGEST_SLIP = 30;

    /// So many of a near word's first letters must be right: it bounds the terms that are looked at.
    private static final int RIGHT_LETTERS = 1;

    /// How far apart words may stand and still count as together.
    private static final int NEARBY = 3;
    private static final int TOGETHER_WORDS = 8;

    /// Lucene counts clauses once words are tried as others, where the limits `query_terms`, `query_wildcards` and `query_wildcard_terms` have bounded them
    /// already; its own default would refuse what these allow.
    private static final int CLAUSES = 8_192;

    static {
        IndexSearcher.setMaxClauseCount(CLAUSES);
    }

    private final Snapshot snapshot;
    private final Limits limits;
    private final KeywordQuery keywords;
    private final QueryBuilder words = new QueryBuilder(Analyzers.forQuery());
    private long guessesLeft;

    TextQuery(Snapshot snapshot, Limits limits) {
        this.snapshot = snapshot;
        this.limits = limits;
        this.keywords = new KeywordQuery(snapshot);
        this.guessesLeft = limits.of(Limit.QUERY_WILDCARDS);
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
            case OneWord(var field, var text, var form, var column) -> field.map(named -> valued(named, text, form)).orElseGet(() -> anywhere(text, form));
            case InOrder(var field, var text, var column) -> field.map(named -> phrase(named, text)).orElseGet(() -> phraseAnywhere(text));
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
                case MustNot(var inner) when occur == Occur.MUST -> combined.add(query(inner), Occur.MUST_NOT);
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

    /// A query that only excludes means everything else.
    private static Query notOnlyWithout(BooleanQuery query) {
        var onlyWithout = query.clauses().stream().allMatch(clause -> clause.occur() == Occur.MUST_NOT);
        return onlyWithout ? combine(query, MatchAllDocsQuery.INSTANCE, Occur.MUST) : query;
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
        return combine((BooleanQuery) combined(needed, Occur.MUST), plain(plain), Occur.MUST);
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

    /// Plain words side by side: a share of them must match, and being together helps.
    private Query plain(List<Clause> clauses) {
        var some = new BooleanQuery.Builder();
        clauses.forEach(clause -> some.add(amongOthers(clause), Occur.SHOULD));
        some.setMinimumNumberShouldMatch(Math.max(1, Math.round(clauses.size() * Weights.COVERAGE)));
        var text = text(clauses);
        var ranked = new BooleanQuery.Builder().add(some.build(), Occur.MUST);
        if (clauses.size() > 1 && clauses.size() <= TOGETHER_WORDS) {
            nearby(text).forEach(near -> ranked.add(near, Occur.SHOULD));
        }
        return orExact(ranked.build(), text);
    }

    /// One word of several is no whole text: only what can be nothing but a name counts as one.
    private Query amongOthers(Clause clause) {
        if (!(clause instanceof OneWord word) || word.form() != Form.PLAIN) {
            return query(clause);
        }
        var found = new BooleanQuery.Builder().add(word(word.text()), Occur.SHOULD);
        if (looksLikeName(word.text())) {
            found.add(tier(Fields.FOLDED_NAME, Folded.name(word.text()), Weights.NAME_AMONG_WORDS), Occur.SHOULD);
            found.add(tier(Fields.FOLDED_URL, Folded.url(word.text()), Weights.EXACT_URL), Occur.SHOULD);
        }
        return found.build();
    }

    private static boolean looksLikeName(String text) {
        return text.substring(1).codePoints().anyMatch(character -> Character.isUpperCase(character) || "-_./:".indexOf(character) >= 0);
    }

    private static String text(List<Clause> clauses) {
        var text = new ArrayList<String>();
        for (var clause : clauses) {
            if (clause instanceof OneWord word) {
                text.add(word.text());
            }
        }
        return String.join(" ", text);
    }

    /// A phrase of words that have several parts each is as many phrases as there are ways through the parts.
    private List<Query> nearby(String text) {
        var near = new ArrayList<Query>();
        for (var field : List.of(Fields.TITLE_TEXT, Fields.NAME_TEXT)) {
            Optional.ofNullable(words.createPhraseQuery(field, text, NEARBY)).ifPresent(query -> near.add(new BoostQuery(query, Weights.TOGETHER)));
        }
        return near;
    }

    private Query anywhere(String text, Form form) {
        return switch (form) {
            case PLAIN -> orExact(word(text), text);
            case PREFIX -> best(SEARCHED.stream().map(field -> field.boosted(prefix(field.name, text))).toList());
            case ONE_OFF -> best(SEARCHED.stream().map(field -> field.boosted(near(field.name, text, 1))).toList());
            case TWO_OFF -> best(SEARCHED.stream().map(field -> field.boosted(near(field.name, text, 2))).toList());
        };
    }

    private Query word(String text) {
        var known = new ArrayList<Query>();
        for (var field : SEARCHED) {
            Optional.ofNullable(allParts(field.name, text)).ifPresent(query -> known.add(field.boosted(query)));
        }
        // Each guess costs about as much as a wildcard, so that there are as many.
        if (isUnknown(text) && guessesLeft-- > 0) {
            known.addAll(guesses(text));
        }
        return best(known);
    }

    /// All parts of a name; of a url most.
    private @Nullable Query allParts(String field, String text) {
        return text.indexOf('/') >= 0 ? words.createMinShouldMatchQuery(field, text, 0.7f) : words.createBooleanQuery(field, text, Occur.MUST);
    }

    /// Whether no resource holds the word in any field: then it is a slip, or not yet typed to its end.
    private boolean isUnknown(String text) {
        var word = Folded.plain(text);
        return text.length() >= ONE_SLIP && text.length() <= LONGEST_SLIP && SEARCHED.stream().noneMatch(field -> documents(field.name, word) > 0);
    }

    private int documents(String field, String word) {
        try {
            return snapshot.searcher().getIndexReader().docFreq(new Term(field, word));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Query> guesses(String text) {
        var slips = text.length() >= TWO_SLIPS ? 2 : 1;
        var guesses = new ArrayList<Query>();
        for (var field : GUESSED) {
            guesses.add(new BoostQuery(near(field.name, text, slips), field.weight * Weights.SIMILAR));
            guesses.add(new BoostQuery(prefix(field.name, text), field.weight * Weights.BEGINNING));
        }
        return guesses;
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
        var found = new ArrayList<Query>();
        for (var field : SEARCHED) {
            Optional.ofNullable(words.createPhraseQuery(field.name, text)).ifPresent(query -> found.add(field.boosted(query)));
        }
        return best(found);
    }

    private Query valued(QueryField field, String text, Form form) {
        if (field.matching() != QueryField.Matching.WORDS) {
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
        if (field.matching() != QueryField.Matching.WORDS) {
            return keywords.of(field, text, false);
        }
        var query = words.createPhraseQuery(field.indexField(), text);
        return query == null ? new MatchNoDocsQuery("no words") : query;
    }

    /// What the whole text reaches when it is a url, a name or a title: those match even where their words do not.
    private static Query orExact(Query query, String text) {
        var exact = new BooleanQuery.Builder().add(query, Occur.SHOULD);
        exact.add(tier(Fields.FOLDED_URL, Folded.url(text), Weights.EXACT_URL), Occur.SHOULD);
        exact.add(tier(Fields.FOLDED_NAME, Folded.name(text), Weights.EXACT_NAME), Occur.SHOULD);
        exact.add(tier(Fields.FOLDED_TITLE, Folded.name(text), Weights.EXACT_TITLE), Occur.SHOULD);
        return exact.build();
    }

    private static Query tier(String field, String text, float weight) {
        return new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(field, text))), weight);
    }

    private static Query best(List<Query> queries) {
        return queries.isEmpty() ? new MatchNoDocsQuery("no words") : new DisjunctionMaxQuery(queries, Weights.OTHER_FIELDS);
    }

    private record SearchedField(String name, float weight) {
        Query boosted(Query query) {
            return new BoostQuery(query, weight);
        }
    }
}

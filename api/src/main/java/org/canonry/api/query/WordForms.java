package org.canonry.api.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;
import org.canonry.storage.index.Analyzers;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.index.Language;
import org.canonry.storage.index.Segments;
import org.canonry.storage.index.Stems;
import org.canonry.storage.index.Words;

/// One word as a query in every field that is searched. For one search; not thread-safe.
final class WordForms {
    private static final Set<Language> LANGUAGES = EnumSet.allOf(Language.class);

    /// Of the parts of a url so many must match; of a name all.
    private static final float PARTS_OF_URL = 0.7f;

    /// A word that more of all documents hold inside tells nothing, but takes long.
    private static final double COMMON = 0.15;

    private static final int TAIL_SEGMENTS = 3;
    private static final int SHORTEST_CODE = 4;

    private final Weights weights;
    private final Spelling spelling;
    private final Stems stems = new Stems(LANGUAGES);
    private final QueryBuilder words = new QueryBuilder(Analyzers.forQuery());

    WordForms(Spelling spelling, Weights weights) {
        this.spelling = spelling;
        this.weights = weights;
    }

    /// The stems of a word in any language.
    Set<String> stems(String word) {
        return stems.of(word);
    }

    /// The word in each field, weighed.
    List<Query> everywhere(String word) {
        var forms = new ArrayList<>(named(word));
        forms.addAll(inside(word));
        return forms;
    }

    /// The word where a definition is named and described.
    List<Query> named(String word) {
        var forms = new ArrayList<Query>();
        byParts(Fields.NAME_TEXT, word).ifPresent(query -> forms.add(weighed(query, Weight.NAME)));
        byParts(Fields.URL_TEXT, word).ifPresent(query -> forms.add(weighed(query, Weight.URL)));
        var parts = Words.of(word);
        if (!parts.isEmpty()) {
            forms.add(weighed(prose(Fields.TITLE_TEXT, parts), Weight.TITLE));
            forms.add(weighed(prose(Fields.DESCRIPTION_TEXT, parts), Weight.DESCRIPTION));
        }
        return forms;
    }

    private List<Query> inside(String word) {
        var forms = concepts(word);
        var parts = Words.of(word);
        if (!parts.isEmpty()) {
            stemmed(Fields.PROSE_TEXT, parts).ifPresent(query -> forms.add(weighed(query, Weight.PROSE)));
            elements(word).ifPresent(query -> forms.add(weighed(query, Weight.ELEMENT)));
        }
        if (Segments.isPath(word)) {
            forms.add(weighed(term(Fields.ELEMENT_TEXT, Segments.path(word)), Weight.PATH));
        }
        return forms;
    }

    /// The word as the code of a concept, or in what one is called.
    List<Query> concepts(String word) {
        var forms = new ArrayList<Query>();
        var parts = Words.of(word);
        if (!parts.isEmpty()) {
            stemmed(Fields.CONCEPT_TEXT, parts).ifPresent(query -> forms.add(weighed(query, Weight.CONCEPT)));
            forms.add(weighed(term(Fields.CODE_TEXT, Folded.plain(word)), looksLikeCode(word) ? Weight.CODE : Weight.CODE_AS_WORD));
        }
        return forms;
    }

    /// A word with a digit, or in capitals alone, that is no part of a name.
    private boolean looksLikeCode(String word) {
        var shaped = word.chars().anyMatch(Character::isDigit) || (word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT)));
        return shaped && Words.of(word).stream().anyMatch(part -> spelling.documents(Fields.NAME_TEXT, part) + spelling.documents(Fields.TITLE_TEXT, part) == 0);
    }

    /// Whether a word with a digit is a code that the index knows, and no part of a name. A short one may be any number.
    boolean isCode(String word) {
        return word.length() >= SHORTEST_CODE
                && word.chars().anyMatch(Character::isDigit)
                && looksLikeCode(word)
                && spelling.documents(Fields.CODE_TEXT, Folded.plain(word)) > 0;
    }

    private Optional<Query> elements(String word) {
        var parts = Segments.of(word).stream().filter(part -> part.indexOf('.') < 0).toList();
        var isCommon = parts.isEmpty() || parts.stream().allMatch(part -> spelling.share(Fields.ELEMENT_TEXT, part) > COMMON);
        return isCommon ? Optional.empty() : Optional.of(all(parts.stream().map(part -> term(Fields.ELEMENT_TEXT, part)).toList()));
    }

    /// Words in this order, or what can be nothing else: a code, or a name.
    Query inOrder(String text) {
        var found = new ArrayList<Query>();
        phrase(Fields.NAME_TEXT, text, Weight.NAME, found);
        phrase(Fields.URL_TEXT, text, Weight.URL, found);
        phrase(Fields.TITLE_TEXT, text, Weight.TITLE, found);
        phrase(Fields.DESCRIPTION_TEXT, text, Weight.DESCRIPTION, found);
        found.add(weighed(term(Fields.CODE_TEXT, Folded.plain(text)), Weight.CODE));
        return best(found);
    }

    private void phrase(String field, String text, Weight weight, List<Query> found) {
        Optional.ofNullable(words.createPhraseQuery(field, text)).ifPresent(query -> found.add(weighed(query, weight)));
    }

    /// The best of several, and a share of the others.
    Query best(List<Query> queries) {
        return queries.isEmpty() ? new MatchNoDocsQuery("no words") : new DisjunctionMaxQuery(queries, weights.of(Weight.OTHER_FIELDS));
    }

    Query weighed(Query query, Weight weight) {
        return new BoostQuery(query, weights.of(weight));
    }

    private Optional<Query> byParts(String field, String word) {
        return Optional.ofNullable(word.indexOf('/') >= 0
                ? words.createMinShouldMatchQuery(field, tail(word), PARTS_OF_URL)
                : words.createBooleanQuery(field, word, Occur.MUST));
    }

    /// The last segments of a url: what comes before them is everybody's.
    private static String tail(String url) {
        var folded = Folded.url(url);
        var start = folded.length();
        for (var segments = 0; segments < TAIL_SEGMENTS && start > 0; segments++) {
            start = Math.max(0, folded.lastIndexOf('/', start - 1));
        }
        return folded.substring(start);
    }

    /// The words as they stand, or for a share their stems.
    private Query prose(String field, List<String> words) {
        return all(words.stream().map(word -> prose(field, word)).toList());
    }

    private Query prose(String field, String word) {
        var either = new SynonymQuery.Builder(field).addTerm(new Term(field, word));
        stems(word).stream().filter(stem -> !stem.equals(word)).forEach(stem -> either.addTerm(new Term(field, stem), weights.of(Weight.STEM)));
        return either.build();
    }

    private Optional<Query> stemmed(String field, List<String> words) {
        var isCommon = words.stream().allMatch(word -> spelling.share(field, stems(word).iterator().next()) > COMMON);
        return isCommon ? Optional.empty() : Optional.of(all(words.stream().map(word -> stemmed(field, word)).toList()));
    }

    private Query stemmed(String field, String word) {
        var either = new SynonymQuery.Builder(field);
        stems(word).forEach(stem -> either.addTerm(new Term(field, stem)));
        return either.build();
    }

    static Query all(List<Query> queries) {
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        var all = new BooleanQuery.Builder();
        queries.forEach(query -> all.add(query, Occur.MUST));
        return all.build();
    }

    static Query term(String field, String text) {
        return new TermQuery(new Term(field, text));
    }
}

package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.index.Segments;
import org.canonry.storage.index.Words;

/// One of the words of a text as a query: as itself, as a part of a package's name, as a synonym, joined with its neighbour, or mended.
final class WordWays {
    static final Pattern VERSION = Pattern.compile("\\d+(\\.\\w+)+(-\\w+)*");

    private final Snapshot snapshot;
    private final Weights weights;
    private final WordForms forms;
    private final Spelling spelling;
    private final PackageNames packages;
    private final Slips slips;
    private final List<String> words;
    private final Kinds kinds;
    private final boolean expanded;

    /// @param words folded, their slips mended
    /// @param kinds that they name
    /// @param expanded whether they are few enough to be tried as what they could be instead
    WordWays(
            List<String> words, Kinds kinds, boolean expanded, Slips slips, WordForms forms, Spelling spelling, Snapshot snapshot, Weights weights) {
        this.words = words;
        this.kinds = kinds;
        this.expanded = expanded;
        this.slips = slips;
        this.forms = forms;
        this.spelling = spelling;
        this.snapshot = snapshot;
        this.weights = weights;
        this.packages = PackageNames.of(snapshot);
    }

    /// Every way in which a word can reach a resource.
    List<Query> of(int index) {
        var typed = typed(index);
        var ways = forms.everywhere(typed);
        ofPackage(words.get(index)).forEach(query -> ways.add(Because.of(query, Way.PACKAGE, typed)));
        carried(index).ifPresent(ways::add);
        if (expanded) {
            held(ways, typed);
            bound(ways, index);
            synonyms(ways, index);
            joined(ways, index);
        }
        mend(ways, index);
        return ways;
    }

    private String typed(int index) {
        return slips.words().get(index).text();
    }

    private List<Query> ofPackage(String word) {
        var found = new ArrayList<Query>();
        var named = packages.withWord(word);
        if (!named.isEmpty()) {
            var weight = weights.of(Weight.PACKAGE) * (float) packages.rarity(word);
            found.add(new BoostQuery(new ConstantScoreQuery(KeywordQuery.anyOf(Fields.PACKAGE, List.copyOf(named))), weight));
        }
        if (VERSION.matcher(word).matches() && !packages.withVersion(word).isEmpty()) {
            var carriers = KeywordQuery.anyOf(Fields.PACKAGE_VERSION, packages.withVersion(word));
            found.add(forms.weighed(new ConstantScoreQuery(carriers), Weight.PACKAGE));
        }
        return found;
    }

    /// What a package carries, of a word that is its whole name or `name@version`.
    Optional<Query> carried(int index) {
        return new KeywordQuery(snapshot)
                .carriedBy(typed(index))
                .map(query -> Because.of(forms.weighed(new ConstantScoreQuery(query), Weight.PACKAGE), Way.PACKAGE, typed(index)));
    }

    private void synonyms(List<Query> ways, int index) {
        for (var match : Synonyms.in(words)) {
            if (match.from() <= index && index < match.to()) {
                var typed = String.join(" ", words.subList(match.from(), match.to()));
                var other = forms.best(writings(match.other(), typed));
                ways.add(forms.weighed(Because.of(other, Way.SYNONYM, typed, String.join(" ", match.other())), match.share()));
            }
        }
    }

    /// Words side by side, and written as one where a name is written so.
    private List<Query> writings(List<String> row, String typed) {
        var writings = new ArrayList<>(List.of(WordForms.all(row.stream().map(word -> forms.best(other(word, typed))).toList())));
        var one = String.join("", row);
        if (row.size() > 1 && isOneWord(one)) {
            writings.add(forms.best(forms.named(one)));
        }
        return writings;
    }

    private List<Query> other(String word, String typed) {
        var ways = forms.named(word);
        ofPackage(word).forEach(query -> ways.add(Because.of(query, Way.SYNONYM_OF_PACKAGE, typed, word)));
        return ways;
    }

    private void joined(List<Query> ways, int index) {
        for (var first = Math.max(0, index - 1); first <= index && first + 1 < words.size(); first++) {
            var one = words.get(first) + words.get(first + 1);
            if (isOneWord(one)) {
                var typed = words.get(first) + ' ' + words.get(first + 1);
                ways.add(forms.weighed(Because.of(forms.best(forms.named(one)), Way.WRITTEN_OTHERWISE, typed, one), Weight.JOINED));
            }
        }
    }

    private boolean isOneWord(String word) {
        return Words.of(word).size() == 1 && (spelling.documents(Fields.NAME_TEXT, word) > 0 || spelling.documents(Fields.TITLE_TEXT, word) > 0);
    }

    /// Where no document knows a part of the word: as what is similar, begins so, or is written apart.
    private void mend(List<Query> ways, int index) {
        var guesses = slips.guesses(index);
        for (var guess : guesses) {
            var similar = Because.of(forms.best(forms.named(guess)), Way.SIMILAR, typed(index), guess);
            ways.add(forms.weighed(similar, guess.equals(guesses.getFirst()) ? Weight.SIMILAR : Weight.LESS_SIMILAR));
        }
        if (slips.isUnknown(index)) {
            var word = Folded.name(typed(index));
            spelling.apart(word).ifPresent(pair -> ways.add(forms.weighed(apart(pair, typed(index)), Weight.JOINED)));
            ways.add(forms.weighed(begun(word, typed(index)), Weight.BEGINNING));
        } else if (index > 0 && index == words.size() - 1 && words.get(index).length() > 1) {
            ways.add(forms.weighed(begun(Folded.name(typed(index)), typed(index)), Weight.LAST_BEGINNING));
        }
    }

    private Query apart(List<String> pair, String typed) {
        var both = WordForms.all(pair.stream().map(part -> forms.best(forms.named(part))).toList());
        return Because.of(both, Way.WRITTEN_OTHERWISE, typed, String.join(" ", pair));
    }

    private static Query begun(String word, String typed) {
        return Because.of(Tiers.wordBegins(word), Way.BEGINNING, typed);
    }

    /// A concept counts for more than a name where it is asked who holds it.
    private void held(List<Query> ways, String typed) {
        if (!kinds.areByContents()) {
            return;
        }
        var concept = forms.best(forms.concepts(typed));
        ways.add(forms.weighed(Because.of(concept, Way.HELD, typed), Weight.HELD));
        for (var inclusion : Inclusions.of(concept, snapshot)) {
            ways.add(forms.weighed(Because.of(inclusion.valueSets(), Way.INCLUDED, typed, inclusion.codeSystem()), Weight.HELD));
        }
    }

    /// Value sets that are bound to an element whose path the word is.
    private void bound(List<Query> ways, int index) {
        var text = typed(index);
        if (Segments.isPath(text) && kinds.allow("ValueSet")) {
            Bindings.at(text, snapshot, SnapshotColumns.of(snapshot).priors(weights)).forEach((url, factor) -> {
                var valueSet = new ConstantScoreQuery(KeywordQuery.exactly(Column.URL.field(), url));
                ways.add(Because.of(new BoostQuery(valueSet, factor * weights.of(Weight.BOUND)), Way.BOUND, text));
            });
        }
    }
}

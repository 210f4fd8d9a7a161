package org.canonry.api.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.index.Language;
import org.canonry.storage.index.Segments;
import org.canonry.storage.index.Words;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Plain words side by side as a query that ranks: of those that say something a share must match, each as itself, as a synonym, joined with its
/// neighbour, or mended; and what the whole text reaches comes on top.
final class PlainWords {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\w+)+(-\\w+)*");

    /// Longer texts are searched as they are: what they could be instead has no end.
    private static final int EXPANDED = 24;

    /// Words that are not many yet.
    private static final int FEW = 4;

    private final Snapshot snapshot;
    private final Weights weights;
    private final WordForms forms;
    private final Spelling spelling;
    private final PackageNames packages;
    private final Tiers tiers;
    private final List<String> texts;
    private final List<String> words;
    private final Kinds kinds;
    private final List<List<String>> mends;
    private final List<Boolean> isUnknown = new ArrayList<>();
    private final List<String> mended;

    /// @param texts the words as they were typed
    PlainWords(List<String> texts, Snapshot snapshot, Weights weights, Limits limits) {
        this.snapshot = snapshot;
        this.weights = weights;
        this.spelling = new Spelling(snapshot.searcher().getIndexReader());
        this.forms = new WordForms(spelling, weights);
        this.packages = PackageNames.of(snapshot);
        this.tiers = new Tiers(spelling, weights);
        this.texts = texts;
        this.mends = mends(limits.of(Limit.QUERY_WILDCARDS));
        this.mended = IntStream.range(0, texts.size()).mapToObj(i -> mends.get(i).isEmpty() ? texts.get(i) : mends.get(i).getFirst()).toList();
        this.words = mended.stream().map(Folded::plain).toList();
        this.kinds = Kinds.in(words);
    }

    /// What each word may be meant as where no document knows it, the likeliest first.
    private List<List<String>> mends(long most) {
        var mends = new ArrayList<List<String>>();
        var left = most;
        for (var text : texts) {
            var parts = text.indexOf('/') >= 0 ? List.<String>of() : parts(text);
            var unknown = parts.stream().filter(part -> spelling.isUnknown(part, forms.stems(part))).collect(Collectors.toSet());
            isUnknown.add(!unknown.isEmpty());
            mends.add(unknown.isEmpty() || left-- <= 0 ? List.of() : guesses(parts, unknown));
        }
        return mends;
    }

    /// @param others what else is searched for, beside the words
    Query query(List<Query> others) {
        var needed = new BooleanQuery.Builder();
        others.forEach(other -> needed.add(other, Occur.SHOULD));
        var silent = silent();
        var named = named(silent);
        var optional = optional(silent, named);
        var ranked = new BooleanQuery.Builder();
        var needs = others.size();
        for (var i = 0; i < words.size(); i++) {
            if (named.get(i)) {
                ranked.add(forms.weighed(forms.best(forms.named(texts.get(i))), Weight.KIND_WORDS), Occur.SHOULD);
            } else if (optional.get(i)) {
                ranked.add(word(i), Occur.SHOULD);
            } else if (!silent.get(i)) {
                needed.add(new PresentQuery(word(i), weights.of(Weight.PRESENT)), Occur.SHOULD);
                needs++;
            }
        }
        needed.setMinimumNumberShouldMatch(Math.max(1, Math.round(needs * weights.of(needs > FEW ? Weight.COVERAGE_OF_MANY : Weight.COVERAGE))));
        ranked.add(needed.build(), Occur.MUST);
        return tiered(ranked, silent);
    }

    /// Among few words those that may name a kind of definition, and those that the index does not know at all; none of them where nothing else is
    /// searched for.
    private BitSet optional(BitSet silent, BitSet named) {
        var optional = words.size() - silent.cardinality() > FEW ? new BitSet() : (BitSet) kinds.hintWords().clone();
        IntStream.range(0, words.size())
                .filter(i -> isUnknown.get(i) && mends.get(i).isEmpty() && spelling.isNowhere(words.get(i), forms.stems(words.get(i))))
                .forEach(optional::set);
        optional.andNot(silent);
        optional.andNot(named);
        return optional.cardinality() + named.cardinality() + silent.cardinality() == words.size() ? new BitSet() : optional;
    }

    /// Words that say nothing by themselves; none of them where there are no others.
    private BitSet silent() {
        var languages = Language.of(words, null, List.of());
        var silent = new BitSet();
        IntStream.range(0, words.size())
                .filter(i -> Language.ENGLISH.isStopWord(words.get(i)) || languages.stream().anyMatch(language -> language.isStopWord(words.get(i))))
                .forEach(silent::set);
        return silent.cardinality() == words.size() ? new BitSet() : silent;
    }

    /// Words that surely name a kind of definition; none of them where nothing else is searched for.
    private BitSet named(BitSet silent) {
        var named = (BitSet) kinds.certainWords().clone();
        named.andNot(silent);
        return named.cardinality() + silent.cardinality() == words.size() ? new BitSet() : named;
    }

    private Query tiered(BooleanQuery.Builder ranked, BitSet silent) {
        var text = String.join(" ", texts);
        if (texts.size() > 1 && texts.size() <= EXPANDED) {
            tiers.together(String.join(" ", mended)).forEach(near -> ranked.add(near, Occur.SHOULD));
        }
        var all = new BooleanQuery.Builder().add(ranked.build(), Occur.SHOULD);
        tiers.of(text, texts.size() == 1 || !mended.equals(texts)).forEach(tier -> all.add(tier, Occur.SHOULD));
        if (!mended.equals(texts)) {
            tiers.mended(String.join(" ", mended)).forEach(tier -> all.add(tier, Occur.SHOULD));
        }
        var asked = IntStream.range(0, words.size())
                .filter(i -> !kinds.certainWords().get(i) && !kinds.hintWords().get(i) && !silent.get(i))
                .mapToObj(mended::get)
                .collect(Collectors.joining(" "));
        if (!asked.isEmpty() && !asked.equals(text)) {
            tiers.withoutKind(asked).forEach(tier -> all.add(tier, Occur.SHOULD));
        }
        return all.build();
    }

    private Query word(int index) {
        var text = texts.get(index);
        var ways = forms.everywhere(text);
        ways.addAll(ofPackage(words.get(index)));
        bound(ways, index);
        if (words.size() <= EXPANDED) {
            synonyms(ways, index);
            joined(ways, index);
        }
        mend(ways, index);
        return words.size() == 1 ? forms.best(ways) : tiers.amongOthers(forms.best(ways), text);
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

    private void synonyms(List<Query> ways, int index) {
        for (var match : Synonyms.in(words)) {
            if (match.from() <= index && index < match.to()) {
                var other = WordForms.all(match.other().stream().map(word -> forms.best(other(word))).toList());
                ways.add(forms.weighed(other, Weight.SYNONYM));
            }
        }
    }

    private List<Query> other(String word) {
        var ways = forms.named(word);
        ways.addAll(ofPackage(word));
        return ways;
    }

    private void joined(List<Query> ways, int index) {
        for (var first = Math.max(0, index - 1); first <= index && first + 1 < words.size(); first++) {
            var one = words.get(first) + words.get(first + 1);
            if (Words.of(one).size() == 1 && (spelling.documents(Fields.NAME_TEXT, one) > 0 || spelling.documents(Fields.TITLE_TEXT, one) > 0)) {
                ways.add(forms.weighed(forms.best(forms.named(one)), Weight.JOINED));
            }
        }
    }

    /// Where no document knows a part of the word: as what is similar, begins so, or is written apart.
    private void mend(List<Query> ways, int index) {
        var guesses = mends.get(index);
        for (var guess : guesses) {
            ways.add(forms.weighed(forms.best(forms.named(guess)), guess.equals(guesses.getFirst()) ? Weight.SIMILAR : Weight.LESS_SIMILAR));
        }
        if (isUnknown.get(index)) {
            var word = Folded.name(texts.get(index));
            spelling.apart(word).ifPresent(pair ->
                    ways.add(forms.weighed(WordForms.all(pair.stream().map(part -> forms.best(forms.named(part))).toList()), Weight.JOINED)));
            ways.add(forms.weighed(Tiers.wordBegins(word), Weight.BEGINNING));
        } else if (index > 0 && index == words.size() - 1 && words.get(index).length() > 1) {
            ways.add(forms.weighed(Tiers.wordBegins(Folded.name(texts.get(index))), Weight.LAST_BEGINNING));
        }
    }

    /// A word of which single parts are unknown keeps the others.
    private List<String> guesses(List<String> parts, Set<String> unknown) {
        if (parts.size() == 1) {
            return similar(parts.getFirst());
        }
        var guess = parts.stream()
                .map(part -> unknown.contains(part) ? similar(part).stream().findFirst().orElse(part) : part)
                .collect(Collectors.joining("-"));
        return List.of(guess);
    }

    private List<String> similar(String part) {
        return spelling.similar(part, forms.stems(part));
    }

    private static List<String> parts(String text) {
        var parts = new LinkedHashSet<String>();
        for (var part : text.split("(?<=\\p{Ll})(?=\\p{Lu})|[^\\p{L}\\p{N}]+")) {
            parts.addAll(Words.of(part));
        }
        return List.copyOf(parts);
    }

    /// Value sets that are bound to an element whose path the word is.
    private void bound(List<Query> ways, int index) {
        var text = texts.get(index);
        if (Segments.isPath(text) && words.size() <= EXPANDED) {
            Bindings.at(text, snapshot, SnapshotColumns.of(snapshot).priors(weights)).forEach((url, factor) ->
                    ways.add(new BoostQuery(new ConstantScoreQuery(KeywordQuery.exactly(Column.URL.field(), url)), factor * weights.of(Weight.BOUND))));
        }
    }
}

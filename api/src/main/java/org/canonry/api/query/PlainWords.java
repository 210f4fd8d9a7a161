package org.canonry.api.query;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;

/// Plain words side by side as a query that ranks: of those that say something a share must match, and what the whole text reaches comes on top.
final class PlainWords {
    /// Longer texts are searched as they are: what they could be instead has no end.
    private static final int EXPANDED = 24;

    /// Words for a release of FHIR say where something is defined, and are no part of what it is called.
    private static final Set<String> RELEASES = Stream.concat(Stream.of("dstu2", "stu3"), Arrays.stream(FhirRelease.values()).map(Enum::name))
            .map(Folded::name)
            .collect(Collectors.toUnmodifiableSet());

    private final Weights weights;
    private final WordForms forms;
    private final Tiers tiers;
    private final List<String> texts;
    private final List<String> mended;
    private final Kinds kinds;
    private final WordRoles roles;
    private final WordWays ways;

    /// @param texts the words as they were typed
    PlainWords(List<String> texts, Snapshot snapshot, Weights weights, Limits limits) {
        var spelling = new Spelling(snapshot.searcher().getIndexReader());
        this.weights = weights;
        this.forms = new WordForms(spelling, weights);
        this.tiers = new Tiers(spelling, weights);
        this.texts = meant(texts, spelling);
        var isName = spelling.isName(String.join(" ", this.texts));
        var slips = isName ? Slips.none(this.texts) : Slips.in(this.texts, understood(this.texts, snapshot), spelling, forms, limits.of(Limit.QUERY_WILDCARDS));
        this.mended = slips.mended();
        var words = mended.stream().map(Folded::plain).toList();
        this.kinds = Kinds.in(words, SnapshotColumns.of(snapshot).resourceTypes());
        this.roles = WordRoles.of(words, kinds, slips, spelling, forms);
        this.ways = new WordWays(words, kinds, isExpanded(), slips, forms, spelling, snapshot, weights);
    }

    /// Words that stand for others, such as those of another language, and those that name a kind or a package.
    private static BitSet understood(List<String> texts, Snapshot snapshot) {
        var words = texts.stream().map(Folded::plain).toList();
        var understood = Synonyms.covered(words);
        understood.or(Kinds.in(words, SnapshotColumns.of(snapshot).resourceTypes()).words(true));
        IntStream.range(0, texts.size()).filter(i -> new KeywordQuery(snapshot).carriedBy(texts.get(i)).isPresent()).forEach(understood::set);
        return understood;
    }

    /// A word of a long text says nothing more when it says it again.
    private static List<String> meant(List<String> texts, Spelling spelling) {
        var once = texts.size() > EXPANDED ? texts.stream().distinct() : texts.stream();
        return once.map(text -> PageAddress.of(text).map(page -> url(page, spelling)).orElse(text))
                .flatMap(text -> Qualified.parts(text, spelling).stream())
                .toList();
    }

    /// Who pastes the page of a definition means the definition.
    private static String url(PageAddress page, Spelling spelling) {
        return spelling.documents(Fields.FOLDED_URL, Folded.url(page.url())) > 0 ? page.url() : page.tail();
    }

    private boolean isExpanded() {
        return texts.size() <= EXPANDED;
    }

    /// @param others what else is searched for, beside the words
    Query query(List<Query> others) {
        var needed = new BooleanQuery.Builder();
        others.forEach(other -> needed.add(other, Occur.SHOULD));
        var ranked = new BooleanQuery.Builder();
        var needs = others.size();
        var musts = 0;
        for (var i = 0; i < texts.size(); i++) {
            if (roles.naming().get(i)) {
                ranked.add(kindWord(texts.get(i)), Occur.SHOULD);
            } else if (roles.optional().get(i)) {
                ranked.add(word(i), Occur.SHOULD);
            } else if (!roles.silent().get(i)) {
                var must = isMust(i);
                needed.add(present(i), must ? Occur.MUST : Occur.SHOULD);
                musts += must ? 1 : 0;
                needs++;
            }
        }
        var covering = weights.of(needs > WordRoles.FEW ? Weight.COVERAGE_OF_MANY : Weight.COVERAGE);
        needed.setMinimumNumberShouldMatch(musts > 0 ? 0 : Math.max(1, Math.round(needs * covering)));
        ranked.add(needed.build(), Occur.MUST);
        return tiered(ranked);
    }

    /// Among words about it a code is what is searched for, and the whole name of a package where, unless nothing was found with it.
    private boolean isMust(int index) {
        return texts.size() > 1 && weights.of(Weight.COVERAGE) > 0 && (forms.isCode(texts.get(index)) || ways.carried(index).isPresent());
    }

    private Query present(int index) {
        return Because.of(new PresentQuery(word(index), weights.of(Weight.PRESENT)), Way.PRESENT, texts.get(index));
    }

    private Query kindWord(String text) {
        return forms.weighed(Because.of(forms.best(forms.named(text)), Way.KIND_WORD, text), Weight.KIND_WORDS);
    }

    private Query word(int index) {
        return texts.size() == 1
                ? anyWay(index)
                : ways.carried(index).orElseGet(() -> tiers.amongOthers(anyWay(index), texts.get(index)));
    }

    private Query anyWay(int index) {
        return Because.of(forms.best(ways.of(index)), Way.WORD, texts.get(index));
    }

    private Query tiered(BooleanQuery.Builder ranked) {
        var text = String.join(" ", texts);
        var whole = String.join(" ", mended);
        if (texts.size() > 1 && isExpanded()) {
            tiers.together(whole).forEach(near -> ranked.add(near, Occur.SHOULD));
        }
        var all = new BooleanQuery.Builder().add(ranked.build(), Occur.SHOULD);
        tiers.of(text, texts.size() == 1 || !mended.equals(texts)).forEach(tier -> all.add(tier, Occur.SHOULD));
        if (texts.size() > 1) {
            texts.stream().filter(word -> word.indexOf('/') > 0).distinct().forEach(url -> all.add(tiers.url(url), Occur.SHOULD));
        }
        if (!mended.equals(texts)) {
            tiers.mended(text, whole).forEach(tier -> all.add(tier, Occur.SHOULD));
        }
        var asked = withoutKind();
        if (!asked.isEmpty() && !asked.equals(text)) {
            var way = asked.equals(whole) ? Way.WHOLE_MENDED : Way.WHOLE_WITHOUT_KIND;
            tiers.withoutKind(text, asked, way, kinds.certain()).forEach(tier -> all.add(tier, Occur.SHOULD));
        }
        return all.build();
    }

    private String withoutKind() {
        var about = kinds.words(true);
        about.or(kinds.words(false));
        about.or(roles.silent());
        return IntStream.range(0, mended.size())
                .filter(i -> !about.get(i))
                .mapToObj(mended::get)
                .filter(word -> !RELEASES.contains(Folded.name(word)))
                .collect(Collectors.joining(" "));
    }
}

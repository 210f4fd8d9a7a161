package org.canonry.api.query;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.canonry.storage.index.Language;

/// What each of several words is there for. Those that have none of these roles are what is searched for.
///
/// @param silent words that say nothing by themselves
/// @param naming words that surely name a kind of definition
/// @param optional words that may name a kind, and such that the index does not know at all
record WordRoles(BitSet silent, BitSet naming, BitSet optional) {
    /// Words that are not many yet.
    static final int FEW = 4;

    /// Each role is nobody's where all words would have it, or one of those ahead of it.
    static WordRoles of(List<String> words, Kinds kinds, Slips slips, Spelling spelling, WordForms forms) {
        var silent = unlessAll(silent(words), new BitSet(), words.size());
        var naming = unlessAll(kinds.words(true), silent, words.size());
        var others = (BitSet) silent.clone();
        others.or(naming);
        return new WordRoles(silent, naming, unlessAll(optional(words, silent, kinds, slips, spelling, forms), others, words.size()));
    }

    private static BitSet unlessAll(BitSet role, BitSet taken, int all) {
        role.andNot(taken);
        return role.cardinality() + taken.cardinality() == all ? new BitSet() : role;
    }

    private static BitSet silent(List<String> words) {
        var languages = Language.of(words, null, List.of());
        var silent = new BitSet();
        IntStream.range(0, words.size())
                .filter(i -> Language.ENGLISH.isStopWord(words.get(i)) || languages.stream().anyMatch(language -> language.isStopWord(words.get(i))))
                .forEach(silent::set);
        return silent;
    }

    /// Words that may name a kind are optional only among few.
    private static BitSet optional(List<String> words, BitSet silent, Kinds kinds, Slips slips, Spelling spelling, WordForms forms) {
        var optional = words.size() - silent.cardinality() > FEW ? new BitSet() : kinds.words(false);
        IntStream.range(0, words.size())
                .filter(i -> slips.isUnknown(i) && slips.guesses(i).isEmpty() && spelling.isNowhere(words.get(i), forms.stems(words.get(i))))
                .forEach(optional::set);
        return optional;
    }
}

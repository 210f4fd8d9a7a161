package org.canonry.api.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.canonry.storage.index.Folded;

/// The kinds of definitions that a text names in words: the list `kinds.tsv`.
///
/// @param certain kinds that are surely meant
/// @param hinted kinds that may be meant
/// @param certainWords which words name the former
/// @param hintWords which words name the latter
record Kinds(List<Kind> certain, List<Kind> hinted, BitSet certainWords, BitSet hintWords) {
    private static final Map<List<String>, Kind> NAMED = read();
    private static final int LONGEST = NAMED.keySet().stream().mapToInt(List::size).max().orElse(0);
    private static final String ANY = "-";

    /// @param resourceTypes any of them
    /// @param type what a definition must constrain; behind `!` what it must not
    /// @param isCertain whether who says so can mean nothing else
    record Kind(Set<String> resourceTypes, String type, boolean isCertain) {
        boolean constrains(String constrained) {
            return type.equals(ANY) || (type.startsWith("!") ? !type.substring(1).equals(constrained) : type.equals(constrained));
        }
    }

    /// The kinds in `words`, which are folded as [Folded#plain] does; of rows of words that overlap the longest counts.
    static Kinds in(List<String> words) {
        var kinds = new Kinds(new ArrayList<>(), new ArrayList<>(), new BitSet(), new BitSet());
        for (var from = 0; from < words.size(); ) {
            from = Math.max(from + 1, kinds.longest(words, from));
        }
        return kinds;
    }

    /// Behind the longest row that begins there; 0 when none does.
    private int longest(List<String> words, int from) {
        for (var to = Math.min(words.size(), from + LONGEST); to > from; to--) {
            var kind = NAMED.get(words.subList(from, to));
            if (kind != null) {
                (kind.isCertain ? certain : hinted).add(kind);
                (kind.isCertain ? certainWords : hintWords).set(from, to);
                return to;
            }
        }
        return 0;
    }

    private static Map<List<String>, Kind> read() {
        var named = new HashMap<List<String>, Kind>();
        for (var line : WordTable.lines("kinds.tsv")) {
            var cells = line.split("\t");
            named.put(List.of(Folded.plain(cells[0]).split(" ")), new Kind(Set.of(cells[1].split(" ")), cells[2], cells[3].equals("certain")));
        }
        return named;
    }
}

package org.canonry.api.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.canonry.storage.index.Folded;

/// What words and rows of words are also searched as: the lists `synonyms.txt` and, across languages, `translations.txt`.
final class Synonyms {
    private static final Map<List<String>, Set<Other>> OTHERS = read();
    private static final int LONGEST = OTHERS.keySet().stream().mapToInt(List::size).max().orElse(0);

    private Synonyms() {}

    /// @param words that stand for others
    /// @param share of what the others would score
    private record Other(List<String> words, Weight share) {}

    /// A row of words, and another that stands for it.
    ///
    /// @param from the first word
    /// @param to behind the last
    /// @param share of what the row itself would score
    record Match(int from, int to, List<String> other, Weight share) {}

    /// Every synonym of every row in `words`, which are folded as [Folded#plain] does.
    static List<Match> in(List<String> words) {
        var matches = new ArrayList<Match>();
        for (var from = 0; from < words.size(); from++) {
            for (var to = from + 1; to <= Math.min(words.size(), from + LONGEST); to++) {
                for (var other : OTHERS.getOrDefault(words.subList(from, to), Set.of())) {
                    matches.add(new Match(from, to, other.words, other.share));
                }
            }
        }
        return matches;
    }

    /// Which of `words`, folded in the same way, have a synonym, by themselves or as part of a row.
    static BitSet covered(List<String> words) {
        var covered = new BitSet();
        in(words).forEach(match -> covered.set(match.from, match.to));
        return covered;
    }

    private static Map<List<String>, Set<Other>> read() {
        var others = new HashMap<List<String>, Set<Other>>();
        read("synonyms.txt", Weight.SYNONYM, others);
        read("translations.txt", Weight.TRANSLATION, others);
        return others;
    }

    private static void read(String name, Weight share, Map<List<String>, Set<Other>> others) {
        for (var line : WordTable.lines(name)) {
            var sides = line.split("=>");
            var named = rows(sides[0]);
            var meant = sides.length == 1 ? named : rows(sides[1]);
            for (var row : named) {
                meant.stream()
                        .filter(other -> !other.equals(row))
                        .forEach(other -> others.computeIfAbsent(row, absent -> new LinkedHashSet<>()).add(new Other(other, share)));
            }
        }
    }

    private static List<List<String>> rows(String text) {
        return Arrays.stream(text.split(","))
                .flatMap(row -> Stream.of(row, Umlauts.spelledOut(row)))
                .map(row -> List.of(Folded.plain(row).strip().split("\\s+")))
                .distinct()
                .toList();
    }
}

package org.canonry.api.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Folded;

/// The kinds of definitions that a text names in words: the list `kinds.tsv`.
///
/// @param rows of words that name one, in the order of the text; no two of them share a word
record Kinds(List<Row> rows) {
    private static final Map<List<String>, Kind> NAMED = read();
    private static final int LONGEST = NAMED.keySet().stream().mapToInt(List::size).max().orElse(0);
    private static final String ANY = "-";

    /// @param resourceTypes any of them
    /// @param type what a definition must constrain; behind `!` what it must not
    /// @param isCertain whether who says so can mean nothing else
    /// @param isByContents whether the other words are about what is inside
    record Kind(Set<String> resourceTypes, String type, boolean isCertain, boolean isByContents) {
        boolean constrains(String constrained) {
            return type.equals(ANY) || (type.startsWith("!") ? !type.substring(1).equals(constrained) : type.equals(constrained));
        }

        /// The type that a definition must constrain, where one is named.
        Optional<String> constrained() {
            return type.equals(ANY) || type.startsWith("!") ? Optional.empty() : Optional.of(type);
        }
    }

    /// Words side by side that name a kind.
    ///
    /// @param from the first word
    /// @param to behind the last
    /// @param words themselves, folded
    record Row(int from, int to, String words, Kind kind) {}

    /// The kinds in `words`, which are folded as [Folded#plain] does; of rows of words that overlap the longest counts.
    ///
    /// @param known the resource types that there are: of words that name a kind of which nothing is, no one means that kind
    static Kinds in(List<String> words, Set<String> known) {
        var rows = new ArrayList<Row>();
        for (var from = 0; from < words.size(); ) {
            var longest = longest(words, from, known);
            longest.ifPresent(rows::add);
            from = longest.map(Row::to).orElse(from + 1);
        }
        return new Kinds(List.copyOf(rows));
    }

    private static Optional<Row> longest(List<String> words, int from, Set<String> known) {
        for (var to = Math.min(words.size(), from + LONGEST); to > from; to--) {
            var kind = NAMED.get(words.subList(from, to));
            if (kind != null && kind.resourceTypes.stream().anyMatch(known::contains)) {
                return Optional.of(new Row(from, to, String.join(" ", words.subList(from, to)), kind));
            }
        }
        return Optional.empty();
    }

    /// The rows that surely name a kind, or those that may.
    List<Row> rows(boolean certain) {
        return rows.stream().filter(row -> row.kind.isCertain == certain).toList();
    }

    /// Which words surely name a kind, or may.
    BitSet words(boolean certain) {
        var words = new BitSet();
        rows(certain).forEach(row -> words.set(row.from, row.to));
        return words;
    }

    /// Whether what the text surely names may be of that type; any, where it names nothing for sure.
    boolean allow(String resourceType) {
        var certain = rows(true);
        return certain.isEmpty() || certain.stream().anyMatch(row -> row.kind.resourceTypes.contains(resourceType));
    }

    /// Whether the text asks for what is inside definitions.
    boolean areByContents() {
        return rows.stream().anyMatch(row -> row.kind.isByContents);
    }

    /// What is of a kind that the text surely names; nothing where it names none.
    Optional<Query> certain() {
        var kinds = rows(true).stream().map(row -> query(row.kind)).toList();
        return kinds.isEmpty() ? Optional.empty() : Optional.of(new DisjunctionMaxQuery(kinds, 0));
    }

    private static Query query(Kind kind) {
        var query = new BooleanQuery.Builder().add(KeywordQuery.anyOf(Column.RESOURCE_TYPE.field(), List.copyOf(kind.resourceTypes)), Occur.FILTER);
        if (!kind.type.equals(ANY)) {
            var not = kind.type.startsWith("!");
            query.add(KeywordQuery.exactly(Column.TYPE.field(), not ? kind.type.substring(1) : kind.type), not ? Occur.MUST_NOT : Occur.FILTER);
        }
        return query.build();
    }

    private static Map<List<String>, Kind> read() {
        var named = new HashMap<List<String>, Kind>();
        for (var line : WordTable.lines("kinds.tsv")) {
            var cells = line.split("\t");
            named.put(List.of(Folded.plain(cells[0]).split(" ")), kind(cells[1], cells[2], cells[3]));
        }
        return named;
    }

    private static Kind kind(String resourceTypes, String type, String said) {
        var isByContents = said.equals("contents");
        return new Kind(Set.of(resourceTypes.split(" ")), type, isByContents || said.equals("certain"), isByContents);
    }
}

package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Folded;
import org.canonry.storage.index.Language;
import org.canonry.storage.index.Words;

/// What a text names beside what it searches for: kinds of definitions and packages.
final class Naming {
    private Naming() {}

    /// What the hits of a search are multiplied with.
    static Merits merits(Clause clause, Snapshot snapshot, Weights weights) {
        var words = new ArrayList<String>();
        collect(clause, words);
        var folded = words.stream().map(Folded::plain).toList();
        var named = PackageNames.of(snapshot).named(withSynonyms(words));
        return new Merits(SnapshotColumns.of(snapshot), weights, Kinds.in(folded), named);
    }

    /// The parts of the words and single words that stand for them. Small words name no country, though they may be the code of one.
    private static List<String> withSynonyms(List<String> words) {
        var parts = new ArrayList<>(words.stream().flatMap(word -> Words.of(word).stream()).filter(part -> !Language.ENGLISH.isStopWord(part)).toList());
        Synonyms.in(List.copyOf(parts)).stream().filter(match -> match.other().size() == 1).forEach(match -> parts.addAll(match.other()));
        return parts;
    }

    private static void collect(Clause clause, List<String> words) {
        switch (clause) {
            case Clause.OneWord(var field, var text, var form, var column) when field.isEmpty() -> words.add(text);
            case Clause.OneWord elsewhere -> {}
            case Clause.InOrder phrase -> {}
            case Clause.All(var clauses) -> clauses.forEach(one -> collect(one, words));
            case Clause.Any(var clauses) -> clauses.forEach(one -> collect(one, words));
            case Clause.Together(var clauses) -> clauses.forEach(one -> collect(one, words));
            case Clause.Must(var inner) -> collect(inner, words);
            case Clause.MustNot not -> {}
        }
    }
}

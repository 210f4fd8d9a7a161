package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.index.Folded;
import org.canonry.storage.index.Language;
import org.canonry.storage.index.Words;

/// What a text names beside what it searches for.
///
/// @param kinds of definitions
/// @param packages by their names, and how surely each is meant, from 0.7 to 1
/// @param versions that stand behind a bar, as in `url|version`
record Naming(Kinds kinds, Map<String, Double> packages, Set<String> versions) {
    /// Of a text that names nothing.
    static final Naming NOTHING = new Naming(new Kinds(List.of()), Map.of(), Set.of());

    static Naming in(Clause clause, Snapshot snapshot) {
        var words = new ArrayList<String>();
        collect(clause, words);
        var kinds = Kinds.in(words.stream().map(Folded::plain).toList(), SnapshotColumns.of(snapshot).resourceTypes());
        var versions = words.stream().map(Reference::version).filter(version -> !version.isEmpty());
        return new Naming(kinds, PackageNames.of(snapshot).named(withSynonyms(words)), versions.collect(Collectors.toUnmodifiableSet()));
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

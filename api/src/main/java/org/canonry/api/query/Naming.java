package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.canonry.api.query.language.Clause;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.Folded;
import org.canonry.storage.index.Language;
import org.canonry.storage.index.Words;
import org.canonry.storage.packages.FhirRelease;

/// What a text names beside what it searches for.
///
/// @param kinds of definitions
/// @param packages by their names, and how surely each is meant, from 0.7 to 1
/// @param versions that stand behind a bar, as in `url|version`
/// @param releases of FHIR, by their words
record Naming(Kinds kinds, Map<String, Double> packages, Set<String> versions, Set<FhirRelease> releases) {
    /// Of a text that names nothing.
    static final Naming NOTHING = new Naming(new Kinds(List.of()), Map.of(), Set.of(), Set.of());

    static Naming in(Clause clause, Snapshot snapshot) {
        var words = new ArrayList<String>();
        collect(clause, words);
        var kinds = Kinds.in(words.stream().map(Folded::plain).toList(), SnapshotColumns.of(snapshot).resourceTypes());
        var packages = PackageNames.of(snapshot).named(withSynonyms(words));
        var versions = words.stream().map(Reference::version).filter(version -> !version.isEmpty()).collect(Collectors.toUnmodifiableSet());
        var releases = words.stream().flatMap(word -> FhirRelease.ofWord(word).stream()).collect(Collectors.toUnmodifiableSet());
        return new Naming(kinds, packages, versions, releases);
    }

    /// The resources that stand for their urls before all others: of those versions, or from packages for those releases. Empty when the text asks for neither.
    Optional<Query> preferred(KeywordQuery keywords) {
        if (versions.isEmpty() && releases.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BooleanQuery.Builder()
                .add(KeywordQuery.anyOf(Column.VERSION.field(), List.copyOf(versions)), Occur.SHOULD)
                .add(keywords.fhirVersions(releases.stream().map(FhirRelease::name).toList()), Occur.SHOULD)
                .build());
    }

    /// Whether a package for that FHIR version is for a release that the text names.
    boolean isOfRelease(String fhirVersion) {
        return releases.stream().anyMatch(release -> release.covers(fhirVersion));
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

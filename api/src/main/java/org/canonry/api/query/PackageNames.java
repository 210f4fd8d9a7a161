package org.canonry.api.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Folded;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageVersion;

/// Which packages a word belongs to: the segments of their names, their FHIR release, their version. Worked out once a snapshot; immutable.
final class PackageNames {
    /// Segments that most packages have, which tell nothing.
    private static final Set<String> EVERYBODYS = Set.of("hl7", "fhir", "org", "ig", "uv", "r4", "r4b", "r5", "r3", "stu3", "en");

    /// A package counts as named when what it shares with the text makes up so much of its name.
    private static final double NAMED = 0.7;

    /// A word that so many of all packages share names none of them.
    private static final double COMMON = 0.4;

    private final int packages;
    private final Map<String, Set<String>> bySegment = new HashMap<>();
    private final Map<String, Set<String>> segments = new HashMap<>();
    private final Map<String, List<String>> byVersion = new HashMap<>();

    private PackageNames(Snapshot snapshot) {
        this.packages = snapshot.packages().all().size();
        for (var history : snapshot.packages().all()) {
            var name = history.name().text();
            segments.put(name, segments(name));
            segments(name).forEach(segment -> bySegment.computeIfAbsent(segment, absent -> new HashSet<>()).add(name));
        }
        for (var version : snapshot.packages().versions()) {
            byVersion.computeIfAbsent(version.id().version().text(), absent -> new ArrayList<>()).add(version.id().toString());
            releases(version).forEach(release -> bySegment.computeIfAbsent(release, absent -> new HashSet<>()).add(version.id().name().text()));
        }
    }

    /// Those of a snapshot.
    static PackageNames of(Snapshot snapshot) {
        return snapshot.derived(PackageNames.class, PackageNames::new);
    }

    private static Set<String> segments(String name) {
        var segments = new LinkedHashSet<String>();
        for (var segment : name.split("\\.")) {
            segments.add(Folded.name(segment));
            for (var part : segment.split("-")) {
                segments.add(Folded.name(part));
            }
        }
        segments.removeIf(segment -> segment.length() < 2 || EVERYBODYS.contains(segment));
        return segments;
    }

    private static Set<String> releases(PackageVersion version) {
        var releases = new HashSet<String>();
        version.fhirVersions().stream()
                .flatMap(number -> FhirRelease.of(number).stream())
                .forEach(release -> releases.add(Folded.name(release.name())));
        return releases;
    }

    /// The packages that a word is part of the name of; none where too many share it.
    Set<String> withWord(String word) {
        var found = bySegment.getOrDefault(word, Set.of());
        return found.size() > packages * COMMON ? Set.of() : found;
    }

    /// The package versions, as `name@version`, of that version.
    List<String> withVersion(String version) {
        return byVersion.getOrDefault(version, List.of());
    }

    /// How rare a word is among packages: the rarer, the more it says.
    double rarity(String word) {
        return Math.log(1 + (double) packages / (1 + bySegment.getOrDefault(word, Set.of()).size()));
    }

    /// The packages that words name, and how much of their names these make up, from 0.7 to 1: the surest first, of them those that more words name.
    Map<String, Double> named(Collection<String> words) {
        var shares = new HashMap<String, Double>();
        for (var word : words) {
            for (var name : bySegment.getOrDefault(word, Set.of())) {
                var share = share(segments.getOrDefault(name, Set.of()), words);
                if (share >= NAMED) {
                    shares.put(name, share);
                }
            }
        }
        shares.keySet().removeAll(shadowed(shares.keySet(), words));
        return surestFirst(shares);
    }

    /// Those of which another has every named segment and more: who writes `us core` does not mean all that are called `core`.
    private Set<String> shadowed(Set<String> names, Collection<String> words) {
        var said = new HashMap<String, Set<String>>();
        names.forEach(name -> said.put(name, said(name, words)));
        var distinct = Set.copyOf(said.values());
        var shadowed = new HashSet<>(names);
        shadowed.removeIf(name -> distinct.stream().noneMatch(more -> isWithin(said.getOrDefault(name, Set.of()), more)));
        return shadowed;
    }

    private Set<String> said(String name, Collection<String> words) {
        var said = new HashSet<>(segments.getOrDefault(name, Set.of()));
        said.retainAll(Set.copyOf(words));
        return said;
    }

    private static boolean isWithin(Set<String> some, Set<String> more) {
        return more.size() > some.size() && more.containsAll(some);
    }

    private Map<String, Double> surestFirst(Map<String, Double> shares) {
        var order = Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparingInt(named -> -segments.getOrDefault(named.getKey(), Set.of()).size())
                .thenComparing(Map.Entry.comparingByKey());
        var ordered = new LinkedHashMap<String, Double>();
        shares.entrySet().stream().sorted(order).forEach(named -> ordered.put(named.getKey(), named.getValue()));
        return ordered;
    }

    private double share(Set<String> segments, Collection<String> words) {
        var all = 0.0;
        var shared = 0.0;
        for (var segment : segments) {
            all += rarity(segment);
            shared += words.contains(segment) ? rarity(segment) : 0;
        }
        return all == 0 ? 0 : shared / all;
    }
}

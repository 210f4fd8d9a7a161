package org.canonry.api.query.packages;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.storage.index.Folded;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// The words of a search for packages, and how well packages match them.
///
/// @param whole the text, folded
/// @param words its parts, folded; none when it holds no letter or digit, and then no package matches
record PackageWords(String whole, List<String> words) {
    private static final double EXACT_NAME = 1_000;
    private static final double NAME_BEGINNING = 100;
    private static final double WITHIN_NAME = 10;
    private static final double IN_NAME = 4;
    private static final double IN_TITLE = 2;
    private static final double IN_DESCRIPTION = 1;
    /// A word that only begins so counts for less.
    private static final double BEGINNING = 0.5;

    static PackageWords of(String text) {
        return new PackageWords(Folded.name(text), parts(text));
    }

    private static List<String> parts(@Nullable String text) {
        return text == null ? List.of() : Arrays.stream(Folded.plain(text).split("[^\\p{L}\\p{N}]+")).filter(part -> !part.isEmpty()).toList();
    }

    /// Empty unless the name, title or description of the latest version hold each of the words, or the name holds the text as a whole.
    OptionalDouble score(PackageHistory history) {
        if (words.isEmpty()) {
            return OptionalDouble.empty();
        }
        var latest = history.latest().orElse(history.versions().getFirst());
        var found = words.stream().mapToDouble(word -> score(word, latest)).toArray();
        var tier = tier(Folded.name(history.name().text()));
        var matches = tier > 0 || Arrays.stream(found).allMatch(score -> score > 0);
        return matches ? OptionalDouble.of(tier + Arrays.stream(found).sum()) : OptionalDouble.empty();
    }

    private double tier(String name) {
        if (name.equals(whole)) {
            return EXACT_NAME;
        }
        return name.startsWith(whole) ? NAME_BEGINNING : name.contains(whole) ? WITHIN_NAME : 0;
    }

    private static double score(String word, PackageVersion version) {
        return Stream.of(
                        IN_NAME * match(word, parts(version.id().name().text())),
                        IN_TITLE * match(word, parts(version.title())),
                        IN_DESCRIPTION * match(word, parts(version.description())))
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double match(String word, List<String> parts) {
        return parts.contains(word) ? 1 : parts.stream().anyMatch(part -> part.startsWith(word)) ? BEGINNING : 0;
    }
}

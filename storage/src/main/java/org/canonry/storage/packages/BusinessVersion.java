package org.canonry.storage.packages;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The version of a resource, as its author wrote it: any text.
///
/// The text is the identity. The order is total. Versions that look alike are compared as they look: numbers as [Version] does, dates as dates, all
/// else character by character. Unlike ones have an order too: text comes before dates, dates before numbers, since authors who change from dates to
/// numbers do it in that direction: of some 350 urls in real packages that have both, the dated version is nearly always the older one.
///
/// An algorithm that the resource states ([VersionAlgorithm]) counts where it is another than the text looks like; such versions come after all
/// others, since stating it began with R5.
public final class BusinessVersion implements Comparable<BusinessVersion> {
    private static final char TEXT = '0';
    private static final char DATE = '1';
    private static final char NUMBERS = '2';
    private static final char STATED = '3';

    /// Lower than any character of a key, so that a key comes before all that go on from it.
    private static final char END = '\0';

    private final String text;
    private final String sortKey;
    private final @Nullable Version version;

    private BusinessVersion(String text, String sortKey) {
        this.text = text;
        this.sortKey = sortKey;
        this.version = Version.parse(text).valid().orElse(null);
    }

    /// The version of that text, ordered by what it looks like. Never throws.
    public static BusinessVersion of(String text) {
        return of(text, null);
    }

    /// The version of that text. Never throws.
    ///
    /// @param stated the algorithm that the resource states; null when it states none
    public static BusinessVersion of(String text, @Nullable VersionAlgorithm stated) {
        var guessed = VersionAlgorithm.guess(text);
        var key = Optional.ofNullable(stated)
                .filter(algorithm -> algorithm != guessed)
                .flatMap(algorithm -> algorithm.key(text).map(ordered -> "" + STATED + algorithm.ordinal() + ordered))
                .or(() -> guessed.key(text).map(ordered -> mark(guessed) + ordered))
                .orElse(text);
        return new BusinessVersion(text, key + END + text);
    }

    private static char mark(VersionAlgorithm guessed) {
        return switch (guessed) {
            case ALPHA, NATURAL -> TEXT;
            case DATE -> DATE;
            case SEMVER, INTEGER -> NUMBERS;
        };
    }

    /// As its author wrote it.
    public String text() {
        return text;
    }

    /// The same as a version of the kind that wildcards match; null for text that is none.
    public @Nullable Version version() {
        return version;
    }

    @Override
    public int compareTo(BusinessVersion other) {
        return sortKey.compareTo(other.sortKey);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BusinessVersion that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}

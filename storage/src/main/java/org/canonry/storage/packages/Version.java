package org.canonry.storage.packages;

import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Refusal.Reason;

/// One version of a package, as its author wrote it.
///
/// The text is the identity: `1.0` and `1.0.0` are two versions. Most are Semantic Versioning 2.0.0; others are published
/// all the same (`v.1.0.1`, `2019.01.01`, `0.0.1.0`, `main`) and are accepted, as long as they are safe as one segment of a
/// bucket's key and of a URL.
///
/// The order is total. Numbers are compared one by one, missing ones as 0; a labelled version comes before the release
/// (Semantic Versioning 2.0.0, section 11: label identifiers one by one, numbers as numbers and below words); build metadata
/// does not count; text that is no numeric version comes before all that are. What is then equal (`1.0`, `1.0.0`,
/// `1.0.0+1`) is ordered by its text, so that the order agrees with `equals`.
public final class Version implements Comparable<Version> {
    private final String text;
    private final VersionShape shape;
    private final String sortKey;

    private Version(String text, VersionShape shape) {
        this.text = text;
        this.shape = shape;
        this.sortKey = VersionOrder.key(text, shape);
    }

    /// The version that `text` stands for, or why it stands for none. Never throws.
    public static Parsed<Version> parse(String text) {
        return refusal(text)
                .<Parsed<Version>>map(Parsed.Refused::new)
                .orElseGet(() -> new Parsed.Valid<>(new Version(text, VersionShape.of(text))));
    }

    /// A version that is known to be good.
    ///
    /// @throws InvalidPackageText when it is not
    public static Version of(String text) {
        return parse(text).orThrow();
    }

    /// The version as its author wrote it.
    public String text() {
        return text;
    }

    /// Text whose order, by code points or by UTF-8 bytes, is the order of versions; for an index or a column.
    public String sortKey() {
        return sortKey;
    }

    /// Whether it is made of numbers at all; false for `main`.
    public boolean isNumeric() {
        return shape.isNumeric();
    }

    /// Whether it follows Semantic Versioning 2.0.0 to the letter, with numbers up to 9007199254740991, as npm demands of a
    /// packument's versions.
    public boolean isSemver() {
        return shape.isSemver(text);
    }

    /// Whether it is numeric and carries no label such as `-ballot`.
    public boolean isRelease() {
        return shape.isNumeric() && !shape.hasLabel();
    }

    @Override
    public int compareTo(Version other) {
        return sortKey.compareTo(other.sortKey);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    VersionShape shape() {
        return shape;
    }

    private static Optional<Refusal> refusal(String text) {
        if (text.isEmpty()) {
            return Optional.of(new Refusal(Reason.EMPTY, 0, "a version is needed, such as 1.0.0"));
        }
        if (text.length() > Limits.defaults().of(Limit.VERSION_CHARACTERS)) {
            return Optional.of(tooLong());
        }
        return characterRefusal(text).or(() -> wildcardRefusal(text));
    }

    private static Optional<Refusal> characterRefusal(String text) {
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '*' || c == '?') {
                return Optional.of(wildcard(at));
            }
            if (!PackageName.isAllowed(c) && c != '+') {
                return Optional.of(Refusal.badCharacter(text, at, "letters, digits and . _ ~ - +"));
            }
        }
        // Without this, `..` would climb out of a folder and `-` would meet the folder where tarballs lie.
        return Ascii.isLetterOrDigit(text.charAt(0))
                ? Optional.empty()
                : Optional.of(new Refusal(Reason.BAD_START, 0, "a version starts with a letter or a digit"));
    }

    // A version called 4.0.x could never be asked for: every client takes the text for a wildcard.
    private static Optional<Refusal> wildcardRefusal(String text) {
        var x = -1;
        var at = 0;
        for (var part : text.split("[-+]", 2)[0].split("\\.", -1)) {
            var isX = part.equalsIgnoreCase("x");
            if (!isX && !Ascii.isDigits(part)) {
                return Optional.empty();
            }
            x = isX && x < 0 ? at : x;
            at += part.length() + 1;
        }
        return x < 0 ? Optional.empty() : Optional.of(wildcard(x));
    }

    private static Refusal wildcard(int position) {
        return new Refusal(
                Reason.WILDCARD, position, "one version is needed; position %d is a wildcard".formatted(position));
    }

    private static Refusal tooLong() {
        var limits = Limits.defaults();
        return new Refusal(
                Reason.TOO_LONG,
                limits.intOf(Limit.VERSION_CHARACTERS),
                "a version is at most " + limits.describe(Limit.VERSION_CHARACTERS));
    }
}

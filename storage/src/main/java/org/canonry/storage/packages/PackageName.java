package org.canonry.storage.packages;

import java.util.List;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Refusal.Reason;

/// A package's name, such as `hl7.fhir.us.core` or `@fhir/example`.
///
/// The rules are npm's for names (length, characters, first character, reserved words), save that upper case is accepted,
/// as old npm packages and FHIR packages have it. Names are case-sensitive. A name is safe as one segment of a bucket's key
/// or a URL, or as two when it is scoped. Ordered by its text.
public record PackageName(String text) implements Comparable<PackageName> {
    private static final List<String> RESERVED = List.of("node_modules", "favicon.ico");

    /// A name that is known to be good.
    ///
    /// @throws InvalidPackageText when it is not
    public PackageName {
        refusal(text).ifPresent(refusal -> {
            throw new InvalidPackageText(refusal);
        });
    }

    /// The name that `text` stands for, or why it stands for none. Never throws.
    public static Parsed<PackageName> parse(String text) {
        return refusal(text)
                .<Parsed<PackageName>>map(Parsed.Refused::new)
                .orElseGet(() -> new Parsed.Valid<>(new PackageName(text)));
    }

    /// The scope with its `@`, where there is one.
    public Optional<String> scope() {
        return isScoped() ? Optional.of(text.substring(0, text.indexOf('/'))) : Optional.empty();
    }

    /// The segments for a key: the scope, where there is one, and the name.
    public List<String> segments() {
        return isScoped()
                ? List.of(text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1))
                : List.of(text);
    }

    @Override
    public int compareTo(PackageName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private boolean isScoped() {
        return text.charAt(0) == '@';
    }

    private static Optional<Refusal> refusal(String text) {
        if (text.isEmpty()) {
            return Optional.of(new Refusal(Reason.EMPTY, 0, "a package name is needed, such as hl7.fhir.us.core"));
        }
        if (text.length() > Limits.defaults().of(Limit.PACKAGE_NAME_CHARACTERS)) {
            return Optional.of(tooLong());
        }
        return text.charAt(0) == '@' ? scopedRefusal(text) : partRefusal(text, 0, text.length());
    }

    private static Optional<Refusal> scopedRefusal(String text) {
        var slash = text.indexOf('/');
        if (slash <= 1 || slash == text.length() - 1) {
            return Optional.of(new Refusal(
                    Reason.BAD_SCOPE, Math.max(slash, 0), "a scoped name is @scope/name, both parts present"));
        }
        return partRefusal(text, 1, slash).or(() -> partRefusal(text, slash + 1, text.length()));
    }

    // A leading dot would make `.` and `..` of a key; a leading dash would meet the folder `-`, where tarballs lie.
    private static Optional<Refusal> partRefusal(String text, int from, int to) {
        if ("._-".indexOf(text.charAt(from)) >= 0) {
            return Optional.of(new Refusal(Reason.BAD_START, from, "a package name starts with a letter or a digit"));
        }
        for (var at = from; at < to; at++) {
            if (!isAllowed(text.charAt(at))) {
                return Optional.of(Refusal.badCharacter(text, at, "letters, digits and . _ ~ -"));
            }
        }
        return reservedRefusal(text.substring(from, to), from);
    }

    private static Optional<Refusal> reservedRefusal(String part, int from) {
        return RESERVED.stream()
                .filter(part::equalsIgnoreCase)
                .map(word -> new Refusal(Reason.RESERVED, from, "npm keeps the name %s for itself".formatted(word)))
                .findFirst();
    }

    private static Refusal tooLong() {
        var limits = Limits.defaults();
        return new Refusal(
                Reason.TOO_LONG,
                limits.intOf(Limit.PACKAGE_NAME_CHARACTERS),
                "a package name is at most " + limits.describe(Limit.PACKAGE_NAME_CHARACTERS));
    }

    static boolean isAllowed(char c) {
        return Ascii.isLetterOrDigit(c) || c == '.' || c == '_' || c == '~' || c == '-';
    }
}

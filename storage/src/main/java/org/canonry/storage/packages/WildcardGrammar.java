package org.canonry.storage.packages;

import java.util.Optional;
import org.canonry.storage.packages.Refusal.Reason;

/// Where a text leaves the grammar of [VersionPattern]: `part(.part)* [-label] [+build] [?]`.
final class WildcardGrammar {
    private WildcardGrammar() {}

    static Optional<Refusal> refusal(String text) {
        var end = text.endsWith("?") ? text.length() - 1 : text.length();
        var plus = indexOrEnd(text, '+', end);
        var dash = indexOrEnd(text, '-', plus);
        return coreRefusal(text, dash)
                .or(() -> pieceRefusal(text, dash, plus))
                .or(() -> pieceRefusal(text, plus, end));
    }

    private static int indexOrEnd(String text, char c, int end) {
        var at = text.indexOf(c);
        return at < 0 || at > end ? end : at;
    }

    private static Optional<Refusal> coreRefusal(String text, int end) {
        var core = text.substring(0, end);
        if (core.equals("*")) {
            return refuse(0, "a wildcard has at least two parts, such as 1.*; for the newest release write latest");
        }
        var wild = false;
        var at = 0;
        for (var part : core.split("\\.", -1)) {
            if (!isNumberOrWild(part, at)) {
                return refuse(at, "a part is a number, *, or (minor and patch only) x");
            }
            if (wild && Ascii.isDigits(part)) {
                return refuse(at, "after a wild part only wild parts may follow");
            }
            wild |= !Ascii.isDigits(part);
            at += part.length() + 1;
        }
        return Optional.empty();
    }

    private static boolean isNumberOrWild(String part, int at) {
        return Ascii.isDigits(part) || part.equals("*") || (at > 0 && part.equalsIgnoreCase("x"));
    }

    /// A label or build: its lead-in character stands at `from`; nothing is there when `from` is `to`.
    private static Optional<Refusal> pieceRefusal(String text, int from, int to) {
        if (from == to || text.substring(from + 1, to).equals("*")) {
            return Optional.empty();
        }
        for (var at = from + 1; at < to; at++) {
            if (!PackageName.isAllowed(text.charAt(at))) {
                return refuse(at, "a label or build is * as a whole, or written out");
            }
        }
        return from + 1 == to ? refuse(from, "a label or build must follow") : Optional.empty();
    }

    private static Optional<Refusal> refuse(int position, String rule) {
        return Optional.of(
                new Refusal(Reason.BAD_WILDCARD, position, "at position %d: %s".formatted(position, rule)));
    }
}

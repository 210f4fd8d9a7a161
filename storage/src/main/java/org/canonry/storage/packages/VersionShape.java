package org.canonry.storage.packages;

import java.util.stream.Stream;

/// Where the parts of a version's text begin and end.
///
/// A numeric version is dotted numbers, then perhaps a label, then perhaps `+` and build metadata. A leading `v` or `v.` is
/// passed over, and a label needs no dash (`2.0.0a`), since published versions look like that.
///
/// @param start where the numbers begin; 0 unless there is a leading `v`
/// @param coreEnd where the numbers end; equal to `start` for text that is no numeric version (`main`)
/// @param labelEnd where the label ends: equal to `coreEnd` when there is none
/// @param parts how many numbers there are
record VersionShape(int start, int coreEnd, int labelEnd, int parts) {
    /// JavaScript's `Number.MAX_SAFE_INTEGER`.
    private static final String LARGEST = "9007199254740991";

    static VersionShape of(String text) {
        var start = afterPrefix(text);
        var end = start;
        var parts = 0;
        for (var at = start; isDigitAt(text, at); at = end + 1) {
            end = endOfDigits(text, at);
            parts++;
            if (end == text.length() || text.charAt(end) != '.') {
                break;
            }
        }
        var plus = text.indexOf('+', end);
        return new VersionShape(start, end, plus < 0 ? text.length() : plus, parts);
    }

    boolean isNumeric() {
        return parts > 0;
    }

    boolean hasLabel() {
        return coreEnd < labelEnd;
    }

    /// The label without the dash or dot that leads it in; empty when there is none.
    String label(String text) {
        var dashed = hasLabel() && (text.charAt(coreEnd) == '-' || text.charAt(coreEnd) == '.');
        return text.substring(dashed ? coreEnd + 1 : coreEnd, labelEnd);
    }

    boolean hasBuild(String text) {
        return labelEnd < text.length();
    }

    /// The build metadata without its plus; empty when there is none.
    String build(String text) {
        return hasBuild(text) ? text.substring(labelEnd + 1) : "";
    }

    /// Whether the text is a version by the grammar of Semantic Versioning 2.0.0, sections 2, 9 and 10, whose numbers npm can count.
    boolean isSemver(String text) {
        return start == 0
                && parts == 3
                && haveNoLeadingZeros(text.substring(0, coreEnd))
                && areCountable(text.substring(0, coreEnd))
                && (!hasLabel() || isSemverLabel(text))
                && (!hasBuild(text) || areIdentifiers(build(text)));
    }

    private boolean isSemverLabel(String text) {
        return text.charAt(coreEnd) == '-' && areIdentifiers(label(text)) && haveNoLeadingZeros(label(text));
    }

    private static boolean areIdentifiers(String dotted) {
        for (var identifier : dotted.split("\\.", -1)) {
            if (identifier.isEmpty() || !identifier.chars().allMatch(c -> Ascii.isLetterOrDigit((char) c) || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /// npm counts with numbers that JavaScript can hold, and fails on all versions of a package where one goes beyond.
    private static boolean areCountable(String dotted) {
        return Stream.of(dotted.split("\\.", -1)).allMatch(
                part -> part.length() < LARGEST.length() || (part.length() == LARGEST.length() && part.compareTo(LARGEST) <= 0));
    }

    private static boolean haveNoLeadingZeros(String dotted) {
        for (var part : dotted.split("\\.", -1)) {
            if (part.length() > 1 && part.charAt(0) == '0' && Ascii.isDigits(part)) {
                return false;
            }
        }
        return true;
    }

    private static int afterPrefix(String text) {
        if (text.isEmpty() || (text.charAt(0) != 'v' && text.charAt(0) != 'V')) {
            return 0;
        }
        var at = text.startsWith(".", 1) ? 2 : 1;
        return isDigitAt(text, at) ? at : 0;
    }

    private static int endOfDigits(String text, int from) {
        var at = from;
        while (isDigitAt(text, at)) {
            at++;
        }
        return at;
    }

    private static boolean isDigitAt(String text, int at) {
        return at < text.length() && Ascii.isDigit(text.charAt(at));
    }
}

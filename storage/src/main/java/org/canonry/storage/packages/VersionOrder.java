package org.canonry.storage.packages;

/// Writes the order of versions as text, so that comparing two versions is comparing two strings.
///
/// The text of a numeric version is `1`, its numbers without trailing zeros, a mark that puts pre-releases before the
/// release and the release before further numbers, the label's identifiers, and the version itself to break ties. Text that
/// is no numeric version is `0` and itself. A number is written as the count of its digits and the digits, which puts 10
/// after 9 whatever its length. Every mark is lower than any character that a version may hold.
final class VersionOrder {
    private static final char WORD = '0';
    private static final char NUMERIC = '1';
    private static final char PRE_RELEASE = '!';
    private static final char RELEASE = '"';
    private static final char LABEL_END = ' ';
    private static final char LABEL_NUMBER = '!';
    private static final char LABEL_TEXT = '"';

    /// Leads in a number within other text: where digits stand among characters.
    private static final char NUMBER = '0';

    private VersionOrder() {}

    static String key(String text, VersionShape shape) {
        var key = new StringBuilder(2 * text.length() + 8);
        if (shape.isNumeric()) {
            key.append(NUMERIC);
            appendNumbers(key, text.substring(shape.start(), shape.coreEnd()));
            appendLabel(key, text, shape);
        } else {
            key.append(WORD);
        }
        return key.append(text).toString();
    }

    private static void appendNumbers(StringBuilder key, String core) {
        var lengthToLastNonZero = key.length();
        for (var part : core.split("\\.")) {
            if (appendNumber(key, part)) {
                lengthToLastNonZero = key.length();
            }
        }
        key.setLength(lengthToLastNonZero);
    }

    private static void appendLabel(StringBuilder key, String text, VersionShape shape) {
        if (!shape.hasLabel()) {
            key.append(RELEASE);
            return;
        }
        key.append(PRE_RELEASE);
        for (var identifier : shape.label(text).split("\\.", -1)) {
            appendIdentifier(key, identifier);
        }
        key.append(LABEL_END);
    }

    private static void appendIdentifier(StringBuilder key, String identifier) {
        if (Ascii.isDigits(identifier)) {
            key.append(LABEL_NUMBER);
            appendNumber(key, identifier);
        } else {
            key.append(LABEL_TEXT).append(identifier);
        }
    }

    /// Text in which each run of digits is ordered as a number, and every other character as itself.
    static String natural(String text) {
        var key = new StringBuilder(2 * text.length());
        for (var at = 0; at < text.length(); ) {
            var end = at;
            while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                appendNumber(key.append(NUMBER), text.substring(at, end));
            } else {
                key.append(text.charAt(end++));
            }
            at = end;
        }
        return key.toString();
    }

    /// Appends a number and tells whether it is more than zero.
    private static boolean appendNumber(StringBuilder key, String digits) {
        var from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        key.append((char) ('0' + digits.length() - from)).append(digits, from, digits.length());
        return from < digits.length();
    }
}

package org.canonry.storage.packages;

/// Why a text is not the value it should be.
///
/// @param reason what is wrong, for code
/// @param position index of the first character that is wrong, from 0
/// @param detail what is wrong and what would be right, for people; repeats no markup or control characters of the text
public record Refusal(Reason reason, int position, String detail) {
    /// What can be wrong with a name or a version.
    public enum Reason {
        /// There is no text.
        EMPTY,
        /// JSON of another kind stands where text is needed.
        NOT_TEXT,
        /// Longer than its limit, which the detail names.
        TOO_LONG,
        /// A character that a key or an address could not hold.
        BAD_CHARACTER,
        /// The first character is one that npm, or a bucket's layout, keeps for itself.
        BAD_START,
        /// A scope without a name, or without its slash.
        BAD_SCOPE,
        /// A name that npm keeps for itself.
        RESERVED,
        /// Text that selects versions where one version is asked.
        WILDCARD,
        /// A wildcard that breaks the grammar.
        BAD_WILDCARD
    }

    /// The same refusal for a text that stands `offset` characters into a longer one.
    Refusal shiftedBy(int offset) {
        return new Refusal(reason, position + offset, detail);
    }

    static Refusal badCharacter(String text, int position, String allowed) {
        var code = text.codePointAt(position);
        var shown = code > ' ' && code < 0x7f && "<>&\"'".indexOf(code) < 0
                ? "'%c'".formatted(code)
                : "U+%04X".formatted(code);
        return new Refusal(
                Reason.BAD_CHARACTER,
                position,
                "%s at position %d is not allowed; %s are".formatted(shown, position, allowed));
    }
}

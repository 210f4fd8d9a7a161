package org.canonry.api.diff;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Words for people, or expressions, of which white space between words is no part.
final class Words {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Words() {}

    /// The words of a text; anything else as it is.
    static JsonNode of(JsonNode text) {
        return text.isString() ? Items.text(of(text.stringValue())) : text;
    }

    /// With one space between words.
    static String of(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }
}

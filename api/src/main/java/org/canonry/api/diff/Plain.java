package org.canonry.api.diff;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as plain values for an answer: text, numbers, truth values, lists and maps.
final class Plain {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Plain() {}

    /// A value; null for a missing one. A longer one is cut, and ends in `…`: text as text, a list or an object as its JSON.
    static @Nullable Object of(JsonNode value, int longest) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return cut(value.stringValue(), longest);
        }
        if (!value.isContainer()) {
            return JSON.treeToValue(value, Object.class);
        }
        var json = value.toString();
        return json.length() > longest ? cut(json, longest) : JSON.treeToValue(value, Object.class);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + '…';
    }
}

package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads CodeableConcepts down to one short text each: the first code, else the first display, else the text.
final class Concepts {
    private Concepts() {}

    /// The concepts of the value that the parser stands on: one, several, or none when it is something else.
    static List<String> read(JsonParser json) {
        var concepts = new ArrayList<String>();
        read(json, concepts);
        return List.copyOf(concepts);
    }

    private static void read(JsonParser json, List<String> concepts) {
        switch (json.currentToken()) {
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    read(json, concepts);
                }
            }
            case START_OBJECT -> {
                var label = label(json);
                if (label != null) {
                    concepts.add(label);
                }
            }
            default -> {
                // Not a concept: nothing to read.
            }
        }
    }

    private static @Nullable String label(JsonParser json) {
        String code = null;
        String words = null;
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            var token = json.nextToken();
            if (name.equals("coding")) {
                var nested = read(json);
                code = code == null && !nested.isEmpty() ? nested.getFirst() : code;
            } else if (token != JsonToken.VALUE_STRING) {
                json.skipChildren();
            } else if (name.equals("code")) {
                code = code == null ? json.getString() : code;
            } else if (name.equals("display") || name.equals("text")) {
                words = words == null ? json.getString() : words;
            }
        }
        return code != null ? code : words;
    }
}

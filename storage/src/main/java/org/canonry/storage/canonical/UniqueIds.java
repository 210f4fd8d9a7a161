package org.canonry.storage.canonical;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads `NamingSystem.uniqueId`: the preferred value, else the first. Source: FHIR R4, NamingSystem.
final class UniqueIds {
    private UniqueIds() {}

    /// The unique id of the array that the parser stands on; null when it holds none.
    ///
    /// @param each is told every value
    static @Nullable String preferred(JsonParser json, Consumer<String> each) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        String first = null;
        String preferred = null;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            var id = UniqueId.read(json);
            if (id.value() != null) {
                each.accept(id.value());
            }
            first = first == null ? id.value() : first;
            preferred = preferred == null && id.preferred() ? id.value() : preferred;
        }
        return preferred != null ? preferred : first;
    }

    private record UniqueId(@Nullable String value, boolean preferred) {
        static UniqueId read(JsonParser json) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return new UniqueId(null, false);
            }
            String value = null;
            var preferred = false;
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                var token = json.nextToken();
                if (name.equals("value") && token == JsonToken.VALUE_STRING) {
                    value = json.getString();
                } else if (name.equals("preferred")) {
                    preferred = token == JsonToken.VALUE_TRUE;
                } else {
                    json.skipChildren();
                }
            }
            return new UniqueId(value, preferred);
        }
    }
}

package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// `NamingSystem.uniqueId`: by what else a system is known. Source: FHIR R4, NamingSystem.
///
/// @param all in their order
/// @param preferred the preferred one, else the first; null when there is none
record UniqueIds(List<String> all, @Nullable String preferred) {
    /// Those of a resource that has none.
    static final UniqueIds NONE = new UniqueIds(List.of(), null);

    /// Reads the array that the parser stands on.
    static UniqueIds read(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return NONE;
        }
        var all = new ArrayList<String>();
        String preferred = null;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            var id = UniqueId.read(json);
            Stream.ofNullable(id.value()).forEach(all::add);
            preferred = preferred == null && id.preferred() ? id.value() : preferred;
        }
        return new UniqueIds(all, preferred != null || all.isEmpty() ? preferred : all.getFirst());
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

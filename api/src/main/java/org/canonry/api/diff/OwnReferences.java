package org.canonry.api.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// References of a resource to others of its own edition. Publishers pin them to the version that all of it has, which says nothing that the
/// package does not: without the version they are the same from edition to edition.
///
/// @param base what the urls of the edition begin with
/// @param pin what they end with, the bar included
record OwnReferences(String base, String pin) {

    /// Takes the version off, in place.
    ///
    /// @param resource a resource that nobody else reads
    /// @param url of the resource
    /// @param version of the resource; null when it has none, and then nothing is done
    /// @return the resource
    static JsonNode unpinned(JsonNode resource, String url, @Nullable String version) {
        if (version != null) {
            new OwnReferences(base(url), '|' + version).unpin(resource);
        }
        return resource;
    }

    /// The url without type and id; empty when nothing but its host would be left, or less.
    private static String base(String url) {
        var type = url.lastIndexOf('/', url.lastIndexOf('/') - 1);
        return type > url.indexOf("://") + 2 ? url.substring(0, type + 1) : "";
    }

    private void unpin(JsonNode node) {
        switch (node) {
            case ObjectNode object -> List.copyOf(object.propertyNames()).forEach(name -> object.set(name, unpinned(object.get(name))));
            case ArrayNode array -> {
                for (var index = 0; index < array.size(); index++) {
                    array.set(index, unpinned(array.get(index)));
                }
            }
            default -> {}
        }
    }

    private JsonNode unpinned(JsonNode node) {
        if (!node.isString()) {
            unpin(node);
            return node;
        }
        var text = node.stringValue();
        return !base.isEmpty() && text.endsWith(pin) && text.startsWith(base)
                ? Items.text(text.substring(0, text.length() - pin.length()))
                : node;
    }
}

package org.canonry.api.diff;

import java.util.List;
import java.util.stream.Collectors;
import org.canonry.storage.canonical.Reference;
import tools.jackson.databind.JsonNode;

/// What systems must, should or may do with an element, each by actor.
final class Obligations {
    private Obligations() {}

    static void compare(String path, JsonNode from, JsonNode to, Report into) {
        var before = all(from);
        var after = all(to);
        var gone = Items.without(before, after);
        var came = Items.without(after, before);
        if (!came.isEmpty()) {
            var must = came.stream().anyMatch(each -> each.startsWith("SHALL"));
            into.add(path, must ? Rule.OBLIGATION_ADDED : Rule.OBLIGATION_CHANGED, Items.texts(gone), Items.texts(came));
        } else if (!gone.isEmpty()) {
            into.add(path, Rule.OBLIGATION_CHANGED, Items.texts(gone), Items.nothing());
        }
    }

    private static List<String> all(JsonNode extensions) {
        return Items.of(Extensions.allNamed(extensions, "obligation")).stream().map(Obligations::words).toList();
    }

    /// Such as `SHALL:handle (Consumer)`.
    private static String words(JsonNode obligation) {
        var actors = parts(obligation, "actor");
        return parts(obligation, "code") + (actors.isEmpty() ? "" : " (" + actors + ')');
    }

    private static String parts(JsonNode obligation, String url) {
        return Items.of(obligation.path("extension")).stream()
                .filter(part -> part.path("url").asString("").equals(url))
                .map(part -> Reference.url(Extensions.value(part).asString("")))
                .map(value -> value.substring(value.lastIndexOf('/') + 1))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

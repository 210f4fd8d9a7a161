package org.canonry.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.diff.ElementChange;
import org.canonry.storage.canonical.Reference;
import org.jspecify.annotations.Nullable;

/// What was and what is, on one line.
final class DiffValue {
    /// What says most of an object: of an invariant its key and words, of a binding its value set.
    private static final List<String> TELLING = List.of("key", "human", "purpose", "strength", "valueSet", "code", "system", "type", "url", "map");

    private DiffValue() {}

    /// @param longest characters of each side
    static String of(ElementChange change, int longest) {
        var from = change.from();
        var to = change.to();
        if (from instanceof Collection<?> before && to instanceof Collection<?> after) {
            return lists(before, after, longest);
        }
        if (from == null || to == null) {
            return oneSide(from, to, longest);
        }
        return turn(from, to, longest);
    }

    private static String oneSide(@Nullable Object from, @Nullable Object to, int longest) {
        var words = cut(words(from == null ? to : from), longest);
        return words.isEmpty() ? "" : (from == null ? "+ " : "- ") + words;
    }

    private static String turn(Object from, Object to, int longest) {
        if (from instanceof String before && to instanceof String after && isOtherVersion(before, after)) {
            return "%s %s → %s".formatted(Reference.url(after), version(before), version(after));
        }
        return cut(words(from), longest) + " → " + cut(words(to), longest);
    }

    private static boolean isOtherVersion(String before, String after) {
        return before.startsWith("http") && Reference.url(before).equals(Reference.url(after));
    }

    private static String version(String reference) {
        var version = Reference.version(reference);
        return version.isEmpty() ? "(any)" : version;
    }

    /// Of two lists only what they have not in common.
    private static String lists(Collection<?> before, Collection<?> after, int longest) {
        var gone = before.stream().filter(each -> !after.contains(each)).map(each -> "- " + words(each)).collect(Collectors.joining(", "));
        var came = after.stream().filter(each -> !before.contains(each)).map(each -> "+ " + words(each)).collect(Collectors.joining(", "));
        return cut(gone, longest) + (gone.isEmpty() || came.isEmpty() ? "" : "  ") + cut(came, longest);
    }

    private static String words(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> object -> object(object);
            case Collection<?> list -> list.stream().map(DiffValue::words).collect(Collectors.joining(", "));
            default -> value.toString().strip();
        };
    }

    private static String object(Map<?, ?> object) {
        // An extension says most by its value.
        var values = object.keySet().stream().filter(key -> key.toString().startsWith("value") && object.containsKey("url")).toList();
        var telling = values.isEmpty() ? TELLING.stream().filter(object::containsKey).toList() : values;
        var shown = telling.isEmpty() ? object.keySet() : telling;
        return Stream.concat(bounds(object), shown.stream().map(key -> words(object.get(key))))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> bounds(Map<?, ?> object) {
        return object.containsKey("min") && object.containsKey("max") ? Stream.of(object.get("min") + ".." + object.get("max")) : Stream.empty();
    }

    private static String cut(String text, int longest) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= longest ? line : line.substring(0, longest - 1) + '…';
    }
}

package org.canonry.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return from == null && to == null ? "" : from == null ? "+ " + cut(words(to), longest) : to == null ? "- " + cut(words(from), longest) : turn(from, to, longest);
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
        var values = object.entrySet().stream().filter(entry -> entry.getKey().toString().startsWith("value")).map(entry -> words(entry.getValue())).toList();
        if (!values.isEmpty() && object.containsKey("url")) {
            return String.join(" ", values);
        }
        var bounds = object.containsKey("min") && object.containsKey("max") ? Stream.of(object.get("min") + ".." + object.get("max")) : Stream.<String>empty();
        var others = TELLING.stream().filter(object::containsKey).map(key -> words(object.get(key)));
        var telling = Stream.concat(bounds, others).filter(text -> !text.isEmpty()).toList();
        return telling.isEmpty() ? object.values().stream().filter(Objects::nonNull).map(DiffValue::words).collect(Collectors.joining(" ")) : String.join(" ", telling);
    }

    private static String cut(String text, int longest) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= longest ? line : line.substring(0, longest - 1) + '…';
    }
}

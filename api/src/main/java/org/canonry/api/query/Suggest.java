package org.canonry.api.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.canonry.api.query.Completions.Completion;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.Folded;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// As-you-type completion over urls, names, ids, titles and package names. Case, accents, dashes and blanks do not matter.
public final class Suggest {
    private Suggest() {}

    /// What `prefix` may become: what is typed to its end first, then by how many resources and packages use it, then by its text. Each canonical
    /// and package at most once.
    ///
    /// @param size at most so many
    /// @throws InvalidQuery when `prefix` is longer than the limit `suggest_characters`
    public static List<Suggestion> complete(String prefix, int size, Snapshot snapshot, Limits limits) {
        if (prefix.length() > limits.of(Limit.SUGGEST_CHARACTERS)) {
            throw InvalidQuery.beyond(limits, Limit.SUGGEST_CHARACTERS, limits.intOf(Limit.SUGGEST_CHARACTERS) + 1);
        }
        var folded = new LinkedHashSet<>(List.of(Folded.name(prefix), Folded.url(prefix)));
        return Completions.of(snapshot).best(folded, size).stream().map(completion -> suggestion(completion, snapshot)).toList();
    }

    private static Suggestion suggestion(Completion completion, Snapshot snapshot) {
        return switch (completion.target()) {
            case Completions.Target.Named(var history) -> new Suggestion(history.name().text(), new Suggestion.Target.OfPackage(history));
            case Completions.Target.Document(var doc, var url, var field) -> {
                var resource = snapshot.resource(doc);
                yield new Suggestion(text(resource, field, completion.key()), new Suggestion.Target.OfResource(resource));
            }
        };
    }

    /// The text of the resource that is the key once folded.
    private static String text(CanonicalResource resource, String field, String key) {
        var texts = field.equals(Fields.FOLDED_URL) ? Stream.<String>empty() : Stream.of(resource.name(), resource.title(), resource.resourceId());
        return texts.filter(Objects::nonNull).filter(text -> Folded.name(text).equals(key)).findFirst().orElse(resource.url());
    }
}

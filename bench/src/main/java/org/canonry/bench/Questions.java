package org.canonry.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;

/// What people type, made of what an index holds: the same of the same index each time.
///
/// @param texts a thousand, of every kind alike, in no order
/// @param beginnings of names, titles and urls, one letter to twelve, as many
record Questions(List<String> texts, List<String> beginnings) {
    private static final int THOUSAND = 1_000;
    private static final int LONGEST_BEGINNING = 12;
    private static final long SEED = 20_26;

    /// Each kind of text that is searched for.
    private static final List<Function<CanonicalResource, String>> KINDS = List.of(
            CanonicalResource::url,
            resource -> resource.url().substring(resource.url().lastIndexOf('/') + 1),
            Questions::name,
            Questions::title,
            resource -> firstWords(title(resource), 2),
            resource -> slipped(title(resource)),
            resource -> title(resource) + " " + resource.resourceType(),
            resource -> firstWords(title(resource), 2) + " " + resource.packageVersion().id().name().text(),
            resource -> "resourceType:" + resource.resourceType() + " " + firstWords(title(resource), 1),
            resource -> "\"" + firstWords(title(resource), 2) + "\"");

    static Questions of(Snapshot snapshot) {
        var random = new Random(SEED);
        var resources = IntStream.generate(() -> random.nextInt(snapshot.searcher().getIndexReader().maxDoc()))
                .mapToObj(snapshot::resource)
                .filter(resource -> resource.title() != null && resource.name() != null)
                .limit(THOUSAND)
                .toList();
        var texts = new ArrayList<String>();
        for (var i = 0; i < resources.size(); i++) {
            texts.add(KINDS.get(i % KINDS.size()).apply(resources.get(i)));
        }
        Collections.shuffle(texts, random);
        var beginnings = resources.stream()
                .flatMap(resource -> Stream.of(name(resource), title(resource), resource.url()))
                .map(text -> text.substring(0, Math.min(text.length(), 1 + random.nextInt(LONGEST_BEGINNING))))
                .limit(THOUSAND)
                .toList();
        return new Questions(List.copyOf(texts), beginnings);
    }

    private static String name(CanonicalResource resource) {
        return resource.name() == null ? resource.url() : resource.name();
    }

    /// Without what would be read as an operator.
    private static String title(CanonicalResource resource) {
        return resource.title() == null ? name(resource) : resource.title().replaceAll("[^\\p{L}\\p{N} ]+", " ").strip();
    }

    private static String firstWords(String text, int count) {
        return String.join(" ", Stream.of(text.split(" +")).limit(count).toList());
    }

    /// Two letters in the middle change places.
    private static String slipped(String text) {
        var at = text.length() / 2;
        return at < 1 ? text : text.substring(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + text.substring(at + 1);
    }
}

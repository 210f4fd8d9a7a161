package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.List;

/// Keeps the texts inside one resource that `contents.tsv` names.
///
/// Not thread-safe; one a parser, cleared for each resource.
final class ContentCollector {
    private static final ContentKind[] KINDS = ContentKind.values();

    /// A buffer that grew beyond it is not kept for the next resource.
    private static final int KEPT_CHARACTERS = 1 << 20;

    private final int most;
    private final List<StringBuilder> texts = new ArrayList<>();

    /// How deep inside parts the walk is whose texts are said elsewhere.
    private int silent;

    /// @param most characters of each kind that are kept of a resource
    ContentCollector(int most) {
        this.most = most;
        for (var kind : KINDS) {
            texts.add(new StringBuilder());
        }
    }

    void clear() {
        silent = 0;
        for (var kind : KINDS) {
            var text = texts.get(kind.ordinal());
            text.setLength(0);
            if (text.capacity() > KEPT_CHARACTERS) {
                texts.set(kind.ordinal(), new StringBuilder());
            }
        }
    }

    boolean listens() {
        return silent == 0;
    }

    void silence() {
        silent++;
    }

    void speak() {
        silent--;
    }

    void add(ContentKind kind, String text) {
        var found = texts.get(kind.ordinal());
        if (silent == 0 && !text.isBlank() && found.length() + text.length() < most) {
            found.append(kind == ContentKind.ELEMENT ? tail(text) : text.replace(Contents.SEPARATOR, ' ')).append(Contents.SEPARATOR);
        }
    }

    /// The last segment of a url, for of the rest everybody's have the same; a text that is no url as it is.
    private static String tail(String text) {
        if (!text.contains("://")) {
            return text.replace(Contents.SEPARATOR, ' ');
        }
        var url = Reference.url(text);
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Contents contents() {
        return texts.stream().allMatch(StringBuilder::isEmpty) ? Contents.NONE : new Contents(texts.stream().map(StringBuilder::toString).toList());
    }
}

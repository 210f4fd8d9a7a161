package org.canonry.storage.canonical;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;

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

    /// Adds a text, unless texts are said elsewhere.
    void add(ContentKind kind, String text) {
        if (listens()) {
            var told = kind == ContentKind.ELEMENT ? tail(text) : text;
            keep(kind, told.toCharArray(), 0, told.length());
        }
    }

    /// The same of the text that the parser stands on: most become no string of their own.
    void add(ContentKind kind, JsonParser json) {
        if (!listens()) {
            return;
        }
        if (kind == ContentKind.ELEMENT) {
            add(kind, json.getString());
        } else {
            keep(kind, json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
        }
    }

    private void keep(ContentKind kind, char[] text, int offset, int length) {
        var found = texts.get(kind.ordinal());
        if (!isBlank(text, offset, length) && found.length() + length < most) {
            var start = found.length();
            found.append(text, offset, length);
            makeOneLine(found, start);
            found.append(Contents.SEPARATOR);
        }
    }

    private static void makeOneLine(StringBuilder text, int from) {
        for (var at = from; at < text.length(); at++) {
            if (text.charAt(at) == Contents.SEPARATOR) {
                text.setCharAt(at, ' ');
            }
        }
    }

    private static boolean isBlank(char[] text, int offset, int length) {
        for (var at = offset; at < offset + length; at++) {
            if (!Character.isWhitespace(text[at])) {
                return false;
            }
        }
        return true;
    }

    /// The last segment of a url, for of the rest everybody's have the same; a text that is no url as it is.
    private static String tail(String text) {
        if (!text.contains("://")) {
            return text;
        }
        var url = Reference.url(text);
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Contents contents() {
        return texts.stream().allMatch(StringBuilder::isEmpty) ? Contents.NONE : new Contents(texts.stream().map(StringBuilder::toString).toList());
    }
}

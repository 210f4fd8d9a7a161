package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.canonry.api.query.language.QueryField;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.index.Analyzers;
import org.jspecify.annotations.Nullable;

/// Finds again, in the texts of a hit, what a query matched. Texts are read and cut into words only here, for those hits whose highlights are asked for.
final class Highlighting {
    private static final int FRAGMENTS = 3;
    private static final UnifiedHighlighter HIGHLIGHTER = UnifiedHighlighter.builderWithoutSearcher(Analyzers.forHighlights())
            .withFormatter(new Fragments())
            .build();

    private Highlighting() {}

    static List<Highlight> of(Query query, CanonicalResource resource) {
        var highlights = new ArrayList<Highlight>();
        add(highlights, QueryField.NAME, query, resource.name());
        add(highlights, QueryField.TITLE, query, resource.title());
        add(highlights, QueryField.URL, query, resource.url());
        add(highlights, QueryField.DESCRIPTION, query, resource.description());
        return highlights;
    }

    private static void add(List<Highlight> highlights, QueryField field, Query query, @Nullable String text) {
        if (text != null && highlight(field.indexField(), query, text) instanceof Found(var fragments)) {
            highlights.add(new Highlight(field.publicName(), fragments));
        }
    }

    private static @Nullable Object highlight(String field, Query query, String text) {
        try {
            return HIGHLIGHTER.highlightWithoutSearcher(field, query, text, FRAGMENTS);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private record Found(List<String> fragments) {}

    /// What the index holds is foreign text: only the two tags are ours.
    private static final class Fragments extends PassageFormatter {
        @Override
        public Object format(Passage[] passages, String content) {
            var fragments = new ArrayList<String>();
            for (var passage : passages) {
                if (passage.getNumMatches() > 0) {
                    fragments.add(fragment(passage, content));
                }
            }
            return fragments.isEmpty() ? "" : new Found(List.copyOf(fragments));
        }

        private static String fragment(Passage passage, String content) {
            var html = new StringBuilder();
            var written = passage.getStartOffset();
            for (var i = 0; i < passage.getNumMatches(); i++) {
                var start = Math.max(passage.getMatchStarts()[i], written);
                // A word and its parts match over one another, or side by side: they become one.
                var end = Math.min(passage.getMatchEnds()[i], passage.getEndOffset());
                while (i + 1 < passage.getNumMatches() && passage.getMatchStarts()[i + 1] <= end) {
                    end = Math.max(end, Math.min(passage.getMatchEnds()[++i], passage.getEndOffset()));
                }
                if (end > start) {
                    escape(html, content, written, start);
                    html.append("<em>");
                    escape(html, content, start, end);
                    html.append("</em>");
                    written = end;
                }
            }
            escape(html, content, written, passage.getEndOffset());
            return html.toString().strip();
        }

        private static void escape(StringBuilder html, String text, int from, int to) {
            for (var i = from; i < to; i++) {
                switch (text.charAt(i)) {
                    case '<' -> html.append("&lt;");
                    case '>' -> html.append("&gt;");
                    case '&' -> html.append("&amp;");
                    case '"' -> html.append("&quot;");
                    case '\'' -> html.append("&#39;");
                    default -> html.append(text.charAt(i));
                }
            }
        }
    }
}

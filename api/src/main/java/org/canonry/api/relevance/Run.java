package org.canonry.api.relevance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.canonry.api.page.Page;
import org.canonry.api.page.Window;
import org.canonry.api.query.CanonicalQuery;
import org.canonry.api.query.CanonicalSearch;
import org.canonry.api.query.CanonicalSort;
import org.canonry.api.query.Collapse;
import org.canonry.api.query.Weights;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;

/// What was found for judged queries.
///
/// @param found urls for each query's id, the best first, each once
public record Run(Map<String, List<String>> found) {
    /// Searches for each query, as a request with nothing but text and filter does.
    public static Run of(Collection<Judged> queries, Snapshot snapshot, Weights weights, Limits limits) throws IOException {
        var found = new LinkedHashMap<String, List<String>>();
        for (var query : queries) {
            found.put(query.id(), search(query, snapshot, weights, limits));
        }
        return new Run(found);
    }

    private static List<String> search(Judged query, Snapshot snapshot, Weights weights, Limits limits) throws IOException {
        var asked = new CanonicalQuery(Optional.of(query.text()), query.filter(), Collapse.URL, CanonicalSort.RELEVANCE, Window.first(Score.DEPTH));
        return CanonicalSearch.run(asked, snapshot, weights, limits).page().items().stream()
                .map(Page.Item::node)
                .map(hit -> hit.resource().url())
                .toList();
    }

    /// Reads lines `id rank url`, cut at tabs; what is behind the third tab, and a line whose rank is no number, is passed over.
    ///
    /// Urls are compared without version, unless a query is judged with it.
    public static Run read(Path file, Collection<Judged> queries) throws IOException {
        var lines = Files.readAllLines(file).stream().flatMap(line -> Line.parse(line).stream()).collect(Collectors.groupingBy(Line::id));
        var found = new LinkedHashMap<String, List<String>>();
        for (var query : queries) {
            var own = lines.getOrDefault(query.id(), List.of());
            if (!own.isEmpty()) {
                found.put(query.id(), urls(own, query.grades().keySet()));
            }
        }
        return new Run(found);
    }

    private static List<String> urls(List<Line> lines, Set<String> wanted) {
        return List.copyOf(lines.stream()
                .sorted(Comparator.comparingDouble(Line::rank))
                .map(line -> wanted.contains(line.url) ? line.url : line.url.split("\\|", 2)[0])
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /// Writes what [#read] reads.
    public void write(Path file) throws IOException {
        var lines = new ArrayList<String>();
        found.forEach((id, urls) -> {
            for (var i = 0; i < urls.size(); i++) {
                lines.add("%s\t%d\t%s".formatted(id, i + 1, urls.get(i)));
            }
        });
        Files.write(file, lines);
    }

    /// How good the answer to a query is.
    public Score score(Judged query) {
        return Score.of(found.getOrDefault(query.id(), List.of()), query.grades());
    }

    /// How good the answers are on average, each query counting the same.
    public Score score(Collection<Judged> queries) {
        return Score.mean(queries.stream().map(this::score).toList());
    }

    private record Line(String id, double rank, String url) {
        static Optional<Line> parse(String text) {
            var cells = text.split("\t", -1);
            if (cells.length < 3 || cells[2].isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Line(cells[0], Double.parseDouble(cells[1]), cells[2].strip()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }
}

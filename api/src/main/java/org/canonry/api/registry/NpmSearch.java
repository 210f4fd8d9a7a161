package org.canonry.api.registry;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.page.Page;
import org.canonry.api.page.Window;
import org.canonry.api.query.PackageFilter;
import org.canonry.api.query.PackageHit;
import org.canonry.api.query.PackageQuery;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// npm's search: `text`, `size`, `from`; what else npm sends changes nothing. Source: npm's registry API, "GET /-/v1/search".
final class NpmSearch {
    private static final int USUAL_SIZE = 20;

    /// The score of a package of exactly that name; beyond, there is nothing better.
    private static final double BEST = 1_000;

    private final Parameters parameters;
    private final PublicUrl publicUrl;
    private final Limits limits;

    NpmSearch(Parameters parameters, PublicUrl publicUrl, Limits limits) {
        this.parameters = parameters;
        this.publicUrl = publicUrl;
        this.limits = limits;
    }

    /// The answer.
    ///
    /// @throws IOException when the index cannot be read
    Map<String, Object> run(Snapshot snapshot) throws IOException {
        var all = snapshot.packages().all().size();
        var from = parameters.number("from", 0, all);
        var size = parameters.number("size", USUAL_SIZE, limits.intOf(Limit.REGISTRY_SEARCH_ITEMS));
        var found = new PackageQuery(words(), PackageFilter.NONE, Window.first(from + size)).run(snapshot, limits);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("objects", found.items().stream().skip(from).map(Page.Item::node).map(this::item).toList());
        answer.put("total", found.total());
        answer.put("time", DateTimeFormatter.RFC_1123_DATE_TIME.format(snapshot.manifest().builtAt().atOffset(ZoneOffset.UTC)));
        return answer;
    }

    /// npm's own words with a colon, such as `keywords:x`, mean what is not known of FHIR packages; a text that has only such finds all.
    private Optional<String> words() {
        return parameters.text("text")
                .map(text -> Stream.of(text.split("\\s+")).filter(word -> !word.matches("[a-z-]+:[^/].*")).collect(Collectors.joining(" ")))
                .filter(text -> !text.isBlank());
    }

    private Map<String, Object> item(PackageHit hit) {
        var score = hit.score().orElse(0);
        var share = Math.min(1, score / BEST);
        var version = hit.history().latest().orElse(hit.history().versions().getFirst());
        return Map.of(
                "package", package_(version),
                "score", Map.of("final", share, "detail", Map.of("quality", share, "popularity", share, "maintenance", share)),
                "searchScore", score);
    }

    private Map<String, Object> package_(PackageVersion version) {
        var item = new LinkedHashMap<String, Object>();
        item.put("name", version.id().name().text());
        item.put("scope", version.id().name().scope().map(scope -> scope.substring(1)).orElse("unscoped"));
        item.put("version", version.id().version().text());
        item.put("description", Stream.of(version.description(), version.title()).filter(Objects::nonNull).findFirst().orElse(""));
        item.put("keywords", version.fhirVersions());
        item.put("date", Objects.requireNonNullElse(version.publishedAt(), version.takenInAt()));
        item.put("links", links(version));
        item.put("publisher", person(version));
        // npm reads this list without looking whether it is there.
        item.put("maintainers", version.author() == null ? List.of() : List.of(person(version)));
        item.values().removeIf(Objects::isNull);
        return item;
    }

    private Map<String, String> links(PackageVersion version) {
        var links = new LinkedHashMap<String, String>();
        links.put("npm", publicUrl.of("pkgs/" + version.id().name()));
        Optional.ofNullable(version.homepage()).or(() -> Optional.ofNullable(version.url())).ifPresent(url -> links.put("homepage", url));
        return links;
    }

    private static Map<String, String> person(PackageVersion version) {
        return Map.of("username", Objects.requireNonNullElse(version.author(), "unknown"), "email", "");
    }
}

package org.canonry.api.registry;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.api.page.Page;
import org.canonry.api.page.Window;
import org.canonry.api.query.packages.PackageFilter;
import org.canonry.api.query.packages.PackageHit;
import org.canonry.api.query.packages.PackageQuery;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import tools.jackson.databind.node.ObjectNode;

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

    private ObjectNode item(PackageHit hit) {
        var found = hit.score().orElse(0);
        var share = Math.min(1, found / BEST);
        var item = JsonAnswer.JSON.createObjectNode();
        item.set("package", found(Latest.of(hit.history())));
        var score = item.putObject("score").put("final", share);
        score.putObject("detail").put("quality", share).put("popularity", share).put("maintenance", share);
        return item.put("searchScore", found);
    }

    private ObjectNode found(PackageVersion version) {
        var found = JsonAnswer.JSON.createObjectNode();
        found.put("name", version.id().name().text());
        found.put("scope", version.id().name().scope().map(scope -> scope.substring(1)).orElse("unscoped"));
        found.put("version", version.id().version().text());
        found.put("description", Stream.of(version.description(), version.title()).filter(Objects::nonNull).findFirst().orElse(""));
        version.fhirVersions().forEach(found.putArray("keywords")::add);
        Stream.of(version.publishedAt(), version.takenInAt()).filter(Objects::nonNull).findFirst().ifPresent(date -> found.put("date", date.toString()));
        var links = found.putObject("links").put("npm", publicUrl.of("pkgs/" + version.id().name()));
        Stream.of(version.homepage(), version.url()).filter(Objects::nonNull).findFirst().ifPresent(page -> links.put("homepage", page));
        // npm reads this list without looking whether it is there.
        var maintainers = found.putArray("maintainers");
        if (version.author() != null) {
            maintainers.addObject().put("username", version.author()).put("email", "");
        }
        found.putObject("publisher").put("username", Objects.requireNonNullElse(version.author(), "unknown")).put("email", "");
        return found;
    }
}

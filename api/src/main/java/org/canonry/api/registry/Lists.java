package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.graph.Requirement;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.api.snapshot.NoSnapshot;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// Answers what is told of many packages at once, from the snapshot: searches and lists.
final class Lists {
    private static final String RELATIVE_DAYS = "10";

    private final Snapshots snapshots;
    private final PublicUrl publicUrl;
    private final Limits limits;

    /// Works out an answer.
    private interface Answer {
        Object of(Snapshot snapshot) throws IOException;
    }

    Lists(Snapshots snapshots, PublicUrl publicUrl, Limits limits) {
        this.snapshots = snapshots;
        this.publicUrl = publicUrl;
        this.limits = limits;
    }

    /// npm's search.
    void search(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var search = new NpmSearch(Parameters.of(request.getQueryString()), publicUrl, limits);
        answer(request, response, search::run);
    }

    /// The packages that the parameters mean, one line each.
    void packages(Dialect dialect, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var parameters = Parameters.of(request.getQueryString());
        answer(request, response, snapshot -> {
            var lines = new CatalogueQuery(parameters).run(snapshot, limits).stream()
                    .map(version -> PackageEntry.of(version, dialect, publicUrl))
                    .toList();
            return parameters.text("objwrapper").filter("true"::equals).isPresent()
                    ? Map.of("objects", lines.stream().map(line -> Map.of("package", line)).toList())
                    : lines;
        });
    }

    /// What was published lately, the latest first.
    void updates(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var parameters = Parameters.of(request.getQueryString());
        var since = parameters.text("datevalue")
                .filter(text -> !parameters.text("datetype").filter("relative"::equals).isPresent())
                .or(() -> Optional.of("-" + parameters.text("daysvalue").orElse(RELATIVE_DAYS)))
                .flatMap(CatalogueQuery::day)
                .orElseGet(() -> Instant.now().minus(Long.parseLong(RELATIVE_DAYS), ChronoUnit.DAYS));
        answer(request, response, snapshot -> listed(snapshot)
                .filter(version -> version.publishedAt() != null && !version.publishedAt().isBefore(since))
                .sorted(PackageEntry.order(Optional.of("date")).reversed())
                .map(version -> PackageEntry.of(version, Dialect.LOWER_CASE, publicUrl))
                .toList());
    }

    /// Which dependencies no package version meets, by the package version that declares them.
    void broken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var filter = Parameters.of(request.getQueryString()).text("filter").orElse("");
        answer(request, response, snapshot -> {
            var broken = new LinkedHashMap<String, Object>();
            var dependencies = Dependencies.of(snapshot);
            listed(snapshot)
                    .filter(version -> version.id().name().text().contains(filter))
                    .sorted(Comparator.comparing(PackageVersion::id))
                    .forEach(version -> {
                        var lost = lost(dependencies, version);
                        if (!lost.isEmpty()) {
                            broken.put(version.id().name() + "#" + version.id().version(), lost);
                        }
                    });
            broken.put("date", snapshot.manifest().builtAt());
            return broken;
        });
    }

    private static Stream<PackageVersion> listed(Snapshot snapshot) {
        return snapshot.packages().all().stream().flatMap(history -> history.standing().stream());
    }

    private static List<String> lost(Dependencies dependencies, PackageVersion version) {
        return dependencies.of(version).stream()
                .filter(requirement -> requirement.problem() != null && !isBuiltElsewhere(requirement))
                .map(requirement -> requirement.name() + "@" + requirement.requirement())
                .toList();
    }

    /// What a build server or an author's own machine has is nowhere published, and not broken for that.
    private static boolean isBuiltElsewhere(Requirement requirement) {
        return requirement.requirement().startsWith("current") || requirement.requirement().equals("dev");
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException {
        try (var borrowed = snapshots.borrow()) {
            var snapshot = borrowed.snapshot();
            var value = answer.of(snapshot);
            response.setHeader("Cache-Control", PublicFile.REVALIDATE);
            JsonAnswer.send(request, response, HttpServletResponse.SC_OK, value);
        } catch (NoSnapshot e) {
            response.setHeader("Retry-After", "1");
            JsonAnswer.refuse(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (InvalidQuery e) {
            JsonAnswer.refuse(request, response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}

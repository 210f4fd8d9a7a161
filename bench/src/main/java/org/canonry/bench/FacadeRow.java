package org.canonry.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.canonry.api.ops.ApiServer;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.database.Database;
import org.canonry.storage.limits.Limits;

/// A whole resource by its url and version, asked of a FHIR base, against the same resource by GraphQL on the same server.
record FacadeRow(Snapshot snapshot, References references, HttpRow http) {
    private static final int CONNECTIONS = 16;
    private static final int RESOURCES = 4_000;
    private static final int LONGEST_BYTES = 100_000;
    private static final long WARM = 40_000;
    private static final int ROUNDS = 21;
    private static final Duration WINDOW = Duration.ofMillis(600);
    private static final String RELEASE = "R4";
    private static final String DOCUMENT = """
            query Read($reference: String!) {
              canonical(reference: $reference, scope: { fhirVersion: "R4" }) { url version resource }
            }""";
    private static final String BOUND = "reading a member of an rs file and inflating it, which both do; then copying bytes, where GraphQL makes a tree of them and writes it again";

    /// Measures both in turn.
    Measurement run() throws IOException {
        var resources = resources();
        // Near the beginnings of answers: further on, the length of a piece may stand within it.
        var fhir = new Load.Questions(resources.stream().map(FacadeRow::search).toList(), "\"fullUrl\":");
        var graphQl = new Load.Questions(resources.stream().map(FacadeRow::question).toList(), "\"resource\":{");
        try (var database = Database.open("postgresql://nobody@localhost:1/nothing", Limits.defaults());
                var server = ApiServer.start(http.settings(database))) {
            return measure(new Load(server.port(), CONNECTIONS), fhir, graphQl, resources);
        }
    }

    private List<CanonicalResource> resources() {
        var resolver = new Resolver(snapshot, Limits.defaults(), ResolutionScope.WHOLE_INDEX.fhir(RELEASE));
        return references.versioned().stream()
                .map(resolver::find)
                .flatMap(Optional::stream)
                .filter(resource -> resource.isCanonical() && resource.version() != null && resource.jsonBytes() <= LONGEST_BYTES)
                .limit(RESOURCES)
                .toList();
    }

    private static String reference(CanonicalResource resource) {
        return resource.url() + '|' + resource.version();
    }

    private static byte[] search(CanonicalResource resource) {
        var url = URLEncoder.encode(reference(resource), StandardCharsets.UTF_8);
        return Connection.get("/fhir/r4/%s?url=%s&_count=1".formatted(resource.resourceType(), url), Map.of());
    }

    private static byte[] question(CanonicalResource resource) {
        return Connection.post("/graphql", HttpRow.body(DOCUMENT, Map.of("reference", reference(resource))));
    }

    private static Measurement measure(Load load, Load.Questions fhir, Load.Questions graphQl, List<CanonicalResource> resources) throws IOException {
        var searched = new ArrayList<Load.Window>();
        var asked = new ArrayList<Load.Window>();
        for (var answers = 0L; answers < WARM; ) {
            answers += load.run(fhir, WINDOW).answers();
            load.run(graphQl, WINDOW);
        }
        for (var round = 0; round < ROUNDS; round++) {
            asked.add(load.run(graphQl, WINDOW));
            searched.add(load.run(fhir, WINDOW));
        }
        var details = new LinkedHashMap<String, Double>();
        details.put("FHIR p50 ms", median(searched, Load.Window::median));
        details.put("FHIR p99 ms", median(searched, Load.Window::slowest));
        details.put("FHIR core µs", median(searched, Load.Window::work));
        details.put("GraphQL p50 ms", median(asked, Load.Window::median));
        details.put("GraphQL p99 ms", median(asked, Load.Window::slowest));
        details.put("GraphQL core µs", median(asked, Load.Window::work));
        details.put("mean bytes of a resource", resources.stream().mapToInt(CanonicalResource::jsonBytes).average().orElse(0));
        return new Measurement(
                Row.FACADE, "a resource by FHIR search, %d connections".formatted(CONNECTIONS), "req/s", perSecond(searched), "the same by GraphQL",
                perSecond(asked), Target.ratioAtLeast(1), BOUND)
                .with(details);
    }

    private static Samples perSecond(List<Load.Window> windows) {
        return new Samples(windows.stream().map(Load.Window::perSecond).toList());
    }

    private static double median(List<Load.Window> windows, ToDoubleFunction<Load.Window> figure) {
        return new Samples(windows.stream().map(figure::applyAsDouble).toList()).median();
    }
}

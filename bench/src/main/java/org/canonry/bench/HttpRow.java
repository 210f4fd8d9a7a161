package org.canonry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.api.ops.ApiServer;
import org.canonry.api.ops.ApiSettings;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.json.JsonMapper;

/// Which resource a reference means, asked by GraphQL over HTTP, against a constant answer of the same server to questions of the same length.
///
/// @param bucket with an index
/// @param folder for the server's copy of it
record HttpRow(Bucket bucket, Path folder, References references) {
    private static final int CONNECTIONS = 32;
    private static final long WARM = 300_000;
    private static final int MOST_WARM_UPS = 100;
    private static final int ROUNDS = 31;
    /// Short, and in turn, so that what else runs on the machine slows down both alike.
    private static final Duration WINDOW = Duration.ofMillis(600);
    private static final double RATIO = 0.50;
    private static final int KEY_BYTES = 32;
    private static final String SIGN = "{\"data\":{\"canonical\":{\"id\":";
    private static final String DOCUMENT = """
            query Resolve($reference: String!) {
              canonical(reference: $reference) {
                id url version resourceType name title status
                packageVersion { name version }
              }
            }""";
    private static final String BOUND = "cores that are shared with the one who asks: GraphQL's engine, field by field, then reading and writing JSON";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Measurement run() throws IOException {
        var constant = new ConstantAnswer();
        try (var database = Database.open("postgresql://nobody@localhost:1/nothing", Limits.defaults());
                var server = ApiServer.start(settings(database), Map.of(ConstantAnswer.PATH, constant))) {
            return measure(new Load(server.port(), CONNECTIONS), constant);
        }
    }

    /// Resolving needs no database.
    private ApiSettings settings(Database database) throws IOException {
        return new ApiSettings(
                0, bucket, database, Files.createDirectories(folder), new byte[KEY_BYTES], Optional.empty(), ApiSettings.ANY_ORIGIN,
                Limits.defaults());
    }

    private Measurement measure(Load load, ConstantAnswer constant) throws IOException {
        var resolve = new Load.Questions(questions("/graphql"), SIGN);
        constant.set(answer(load.port(), resolve.requests().getFirst()));
        var nothing = new Load.Questions(questions(ConstantAnswer.PATH), SIGN);
        var resolved = new ArrayList<Load.Window>();
        var answered = new ArrayList<Load.Window>();
        warmUp(load, nothing, resolve);
        for (var round = 0; round < ROUNDS; round++) {
            answered.add(load.run(nothing, WINDOW));
            resolved.add(load.run(resolve, WINDOW));
        }
        return measurement(resolved, answered);
    }

    /// Until the compiler has seen enough of both, or does not get to work on a busy machine.
    private static void warmUp(Load load, Load.Questions nothing, Load.Questions resolve) throws IOException {
        var answers = 0L;
        for (var round = 0; round < MOST_WARM_UPS && answers < WARM; round++) {
            load.run(nothing, WINDOW);
            answers += load.run(resolve, WINDOW).answers();
        }
    }

    private static Measurement measurement(List<Load.Window> resolved, List<Load.Window> answered) {
        var details = new LinkedHashMap<String, Double>();
        details.put("resolve p50 ms", median(resolved.stream().map(Load.Window::median).toList()));
        details.put("resolve p99 ms", median(resolved.stream().map(Load.Window::slowest).toList()));
        details.put("constant p50 ms", median(answered.stream().map(Load.Window::median).toList()));
        details.put("constant p99 ms", median(answered.stream().map(Load.Window::slowest).toList()));
        details.put("resolve core µs", median(resolved.stream().map(Load.Window::work).toList()));
        details.put("constant core µs", median(answered.stream().map(Load.Window::work).toList()));
        details.put("ratio of core µs", details.get("constant core µs") / details.get("resolve core µs"));
        return new Measurement(
                Row.HTTP, "resolve by GraphQL, %d connections".formatted(CONNECTIONS), "req/s", perSecond(resolved),
                "a constant answer", perSecond(answered), Target.ratioAtLeast(RATIO), BOUND)
                .with(details);
    }

    private static Samples perSecond(List<Load.Window> windows) {
        return new Samples(windows.stream().map(Load.Window::perSecond).toList());
    }

    private static double median(List<Double> values) {
        return new Samples(values).median();
    }

    /// The same bodies for both, so that reading them costs the same.
    private List<byte[]> questions(String path) {
        return references.versioned().stream()
                .map(reference -> Map.of("query", DOCUMENT, "variables", Map.of("reference", reference)))
                .map(question -> Connection.post(path, JSON.writeValueAsString(question)))
                .toList();
    }

    /// A usual answer, without what HTTP puts around its pieces.
    private static byte[] answer(int port, byte[] request) throws IOException {
        try (var connection = new Connection(port)) {
            var text = connection.ask(request).toString();
            return text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1).getBytes(StandardCharsets.UTF_8);
        }
    }
}

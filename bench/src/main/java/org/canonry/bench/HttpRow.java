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

/// Questions by GraphQL over HTTP, against a constant answer of the same server to questions of the same length.
///
/// @param bucket with an index
/// @param folder for the server's copy of it
record HttpRow(Bucket bucket, Path folder) {
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

    /// Which resource a reference means, over the whole index.
    static HttpQuestion resolve(References references) {
        var bodies = references.versioned().stream().map(reference -> body(DOCUMENT, Map.of("reference", reference))).toList();
        return new HttpQuestion(Row.HTTP, "resolve by GraphQL", bodies, SIGN, WARM, Target.ratioAtLeast(RATIO), BOUND);
    }

    /// A request to GraphQL.
    static String body(String document, Map<String, Object> variables) {
        return JSON.writeValueAsString(Map.of("query", document, "variables", variables));
    }

    /// Measures each in turn, on one server.
    List<Measurement> run(List<HttpQuestion> questions) throws IOException {
        var constant = new ConstantAnswer();
        try (var database = Database.open("postgresql://nobody@localhost:1/nothing", Limits.defaults());
                var server = ApiServer.start(settings(database), Map.of(ConstantAnswer.PATH, constant))) {
            var measurements = new ArrayList<Measurement>();
            for (var question : questions) {
                measurements.add(measure(question, new Load(server.port(), CONNECTIONS), constant));
            }
            return measurements;
        }
    }

    /// Resolving needs no database.
    ApiSettings settings(Database database) throws IOException {
        return new ApiSettings(
                0, bucket, database, Files.createDirectories(folder), new byte[KEY_BYTES], Optional.empty(), ApiSettings.ANY_ORIGIN,
                Limits.defaults());
    }

    private static Measurement measure(HttpQuestion question, Load load, ConstantAnswer constant) throws IOException {
        var resolve = question.to("/graphql");
        constant.set(answer(load.port(), resolve.requests().getFirst()));
        var nothing = question.to(ConstantAnswer.PATH);
        var resolved = new ArrayList<Load.Window>();
        var answered = new ArrayList<Load.Window>();
        warmUp(load, nothing, resolve, question.warm());
        for (var round = 0; round < ROUNDS; round++) {
            answered.add(load.run(nothing, WINDOW));
            resolved.add(load.run(resolve, WINDOW));
        }
        return measurement(question, resolved, answered);
    }

    /// Until the compiler has seen enough of both, or does not get to work on a busy machine.
    private static void warmUp(Load load, Load.Questions nothing, Load.Questions resolve, long enough) throws IOException {
        var answers = 0L;
        for (var round = 0; round < MOST_WARM_UPS && answers < enough; round++) {
            load.run(nothing, WINDOW);
            answers += load.run(resolve, WINDOW).answers();
        }
    }

    private static Measurement measurement(HttpQuestion question, List<Load.Window> resolved, List<Load.Window> answered) {
        var details = new LinkedHashMap<String, Double>();
        details.put("resolve p50 ms", median(resolved.stream().map(Load.Window::median).toList()));
        details.put("resolve p99 ms", median(resolved.stream().map(Load.Window::slowest).toList()));
        details.put("constant p50 ms", median(answered.stream().map(Load.Window::median).toList()));
        details.put("constant p99 ms", median(answered.stream().map(Load.Window::slowest).toList()));
        details.put("resolve core µs", median(resolved.stream().map(Load.Window::work).toList()));
        details.put("constant core µs", median(answered.stream().map(Load.Window::work).toList()));
        details.put("ratio of core µs", details.get("constant core µs") / details.get("resolve core µs"));
        return new Measurement(
                question.row(), "%s, %d connections".formatted(question.what(), CONNECTIONS), "req/s", perSecond(resolved),
                "a constant answer", perSecond(answered), question.target(), question.boundBy())
                .with(details);
    }

    private static Samples perSecond(List<Load.Window> windows) {
        return new Samples(windows.stream().map(Load.Window::perSecond).toList());
    }

    private static double median(List<Double> values) {
        return new Samples(values).median();
    }

    /// A usual answer, without what HTTP puts around its pieces.
    private static byte[] answer(int port, byte[] request) throws IOException {
        try (var connection = new Connection(port)) {
            var text = connection.ask(request).toString();
            return text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1).getBytes(StandardCharsets.UTF_8);
        }
    }
}

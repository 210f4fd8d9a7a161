package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.introspection.IntrospectionQuery;
import graphql.introspection.IntrospectionQueryBuilder;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Seed;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.bucket.FlakyBucket;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What is refused before it is answered, and what is not.
class GuardTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private static SmallIndex index;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("base.fhir", "1.0.0").holding("ValueSet", "http://base/vs", "1.0"))
                .publish();
        server = RunningServer.over(index, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        index.close();
    }

    @Test
    void refusesWhatIsTooDeep() throws Exception {
        var deep = "package { latest { ".repeat(8) + "name" + " } }".repeat(8);
        var document = "{ packageVersion(name: \"base.fhir\") { %s } }".formatted(deep);
        assertThat(server.code(document)).isEqualTo("QUERY_TOO_DEEP");
        assertThat(server.message(document)).contains("graphql_levels");
    }

    @Test
    void refusesListsWithinListsAndManyAliases() throws Exception {
        var nested = "{ canonicals(first: 100) { nodes { usedBy(first: 100) { nodes { by { carriers(first: 100) { nodes { url } } } } } } } }";
        assertThat(server.code(nested)).isEqualTo("QUERY_TOO_COMPLEX");
        assertThat(server.message(nested)).contains("graphql_cost_points");
        var aliases = IntStream.range(0, 300)
                .mapToObj(number -> "a%d: canonicals(first: 100) { nodes { url version } }".formatted(number))
                .collect(Collectors.joining(" ", "{ ", " }"));
        assertThat(server.code(aliases)).isEqualTo("QUERY_TOO_COMPLEX");
    }

    @Test
    void countsWhatVariablesAndFragmentsAskFor() throws Exception {
        var document = """
                query($n: Int) { canonicals(first: $n) { ...Page } }
                fragment Page on CanonicalConnection { nodes { ...Node } }
                fragment Node on CanonicalResource { usedBy(first: $n) { nodes { by { uses(first: $n) { totalCount nodes { path } } } } } }""";
        assertThat(server.ask(document, Map.of("n", 5)).has("errors")).isFalse();
        assertThat(server.ask(document, Map.of("n", 100)).at("/errors/0/extensions/code").stringValue()).isEqualTo("QUERY_TOO_COMPLEX");
    }

    @Test
    void looksAtFragmentsOfFragmentsOnce() throws Exception {
        var fragments = IntStream.range(0, 25)
                .mapToObj(number -> "fragment F%d on Package { ...F%d a%d: latest { package { ...F%d } } }".formatted(number, number + 1, number, number + 1))
                .collect(Collectors.joining("\n"));
        var document = "{ package(name: \"base.fhir\") { ...F0 } } %s fragment F25 on Package { name }".formatted(fragments);
        assertThat(server.code(document)).isIn("QUERY_TOO_DEEP", "QUERY_TOO_COMPLEX");
    }

    @Test
    void refusesDocumentsAndBodiesThatAreTooLong() throws Exception {
        assertThat(server.code("{ index { lsn } }" + " ".repeat(100_001))).isEqualTo("REQUEST_TOO_LARGE");
        assertThat(server.message("{ " + "index { lsn } ".repeat(2_000) + " }")).contains("graphql_document_tokens");
        var body = server.post("{\"query\":\"{ index { lsn } }\",\"variables\":{\"x\":\"%s\"}}".formatted("x".repeat(600_000)));
        assertThat(body.statusCode()).isEqualTo(413);
        assertThat(body.body()).contains("REQUEST_TOO_LARGE", "graphql_body_bytes");
    }

    @Test
    void refusesLongListsInFilters() throws Exception {
        var document = "query($types: [String!]) { canonicals(filter: {resourceType: $types}) { totalCount } }";
        assertThat(server.ask(document, Map.of("types", Collections.nCopies(101, "ValueSet"))).at("/errors/0/message").asString())
                .contains("filter.resourceType", "graphql_filter_values");
        assertThat(server.data(document, Map.of("types", Collections.nCopies(100, "ValueSet"))).at("/canonicals/totalCount").asInt()).isOne();
    }

    @Test
    void letsThePlaygroundReadTheSchema() throws Exception {
        assertThat(server.data(IntrospectionQuery.INTROSPECTION_QUERY).at("/__schema/types")).isNotEmpty();
        var all = IntrospectionQueryBuilder.Options.defaultOptions().specifiedByUrl(true).isOneOf(true).inputValueDeprecation(true).typeRefFragmentDepth(9);
        assertThat(server.data(IntrospectionQueryBuilder.build(all)).at("/__schema/types")).isNotEmpty();
    }

    @Test
    void letsEveryExampleOfThePlaygroundThrough() throws Exception {
        var examples = SharedFiles.repository().resolve("web-playground/src/examples");
        try (var files = Files.walk(examples)) {
            for (var file : files.filter(path -> path.toString().endsWith(".graphql")).toList()) {
                var answer = server.ask(Files.readString(file), variables(file));
                assertThat(answer.path("errors").valueStream().map(error -> error.at("/extensions/code").stringValue()))
                        .as(file.toString()).allMatch("DATABASE_UNAVAILABLE"::equals);
            }
        }
    }

    private static Map<String, Object> variables(Path document) throws IOException {
        var file = document.resolveSibling(document.getFileName().toString().replace(".graphql", ".json"));
        return Files.exists(file) ? JSON.convertValue(JSON.readTree(Files.readString(file)), JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class)) : Map.of();
    }

    @Test
    void namesWhatIsWrongWithADocument() throws Exception {
        assertThat(server.code("{ index { lsn }")).isEqualTo("GRAPHQL_PARSE_FAILED");
        assertThat(server.code("{ index { nothing } }")).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(server.code("query($n: Int!) { packages(first: $n) { totalCount } }")).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(server.code("query A { index { lsn } } query B { index { lsn } }")).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        for (var body : new String[] {"", "{", "[]", "7", "null", "{}", "{\"query\":7}", "{\"query\":null}"}) {
            var answer = server.post(body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).contains("\"code\"");
        }
    }

    @Test
    void handsOutNoResourceWhileTheBucketCannotBeRead() throws Exception {
        // Not closed: it would close the index's own bucket.
        var flaky = new FlakyBucket(index.bucket(), Seed.ofThisRun()).withRate(0);
        try (var other = RunningServer.over(flaky, folder.resolve("flaky"), Limits.defaults())) {
            flaky.withRate(1);
            var answer = other.ask("{ canonical(reference: \"http://base/vs\") { url resource } }");
            assertThat(answer.at("/data/canonical/url").stringValue()).isEqualTo("http://base/vs");
            assertThat(answer.at("/data/canonical/resource").isNull()).isTrue();
            assertThat(answer.at("/errors/0/extensions/code").stringValue()).isEqualTo("BUCKET_UNAVAILABLE");
        }
    }

    @Test
    void endsWhatTakesTooLong() {
        var ended = new CountDownLatch(1);
        var types = new SchemaParser().parse("type Query { slow: Query }");
        var wiring = RuntimeWiring.newRuntimeWiring()
                .type("Query", query -> query.dataFetcher("slow", environment -> after(ended)))
                .build();
        try (var deadlines = new Deadlines<ExecutionInput>(Duration.ofMillis(20), input -> {
            input.cancel();
            ended.countDown();
        })) {
            var engine = GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(types, wiring))
                    .instrumentation(new RequestGuard(Limits.defaults(), deadlines))
                    .build();
            var visit = new Visit(index.snapshots(), new Allowance(0, System.nanoTime()), false);
            var answer = engine.execute(ExecutionInput.newExecutionInput("{ slow { slow { slow { slow { __typename } } } } }")
                    .graphQLContext(Map.of(Visit.class, visit))
                    .build());
            assertThat(answer.getErrors()).extracting(GraphQLError::getErrorType).containsExactly(ErrorType.ExecutionAborted);
        }
    }

    private static Object after(CountDownLatch ended) throws InterruptedException {
        ended.await();
        return "";
    }
}

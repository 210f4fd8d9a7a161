package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What is asked at `/graphql` in a scope, and about what packages need.
class ScopeQueriesTest {
    private static final String RESOLVE = """
            query($r: [String!]!, $s: ResolutionScope) { resolve(references: $r, scope: $s) { reference outcome matchKind strategy ambiguous explanation
              resource { version packageVersion { name } } path { name version } candidates { chosen reason resource { version } } } }""";

    @TempDir
    private static Path folder;

    private static SmallIndex index;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("base.fhir", "1.0.0").holding("ValueSet", "http://base/vs", "1.0.0"))
                .with(SmallPackage.of("base.fhir", "1.0.1").holding("ValueSet", "http://base/vs", "1.0.1"))
                .with(SmallPackage.of("base.fhir", "2.0.0").holding("ValueSet", "http://base/vs", "2.0.0"))
                .with(SmallPackage.of("hl7.terminology.r4", "6.0.0"))
                .with(SmallPackage.of("old.fhir", "1.0.0").dependsOn("base.fhir", "1.0.x").profile("http://old/sd", "http://base/vs", "http://base/vs"))
                .with(SmallPackage.of("new.fhir", "1.0.0").dependsOn("base.fhir", "2.0.0").dependsOn("old.fhir", "latest")
                        .profile("http://new/sd", "http://base/vs", "http://old/sd"))
                .publish();
        server = RunningServer.over(index, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        index.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2.0.0",
        "'packages: [\"old.fhir\"]', 1.0.1",
        "'packages: [\"old.fhir#1.0.0\"], strategy: LATEST', 2.0.0",
        "'packages: [\"new.fhir@1.0.0\"]', 2.0.0",
        "'packages: [\"old.fhir\", \"new.fhir\"], strategy: NEAREST', 1.0.1",
        "'packages: [\"new.fhir@1.0.0\"], strategy: HIGHEST_PACKAGE', 2.0.0",
        "'packages: [], fhirVersion: \"R4\"', 2.0.0",
        "'asOf: 1', 1.0.0",
    })
    void findsWhatAReferenceMeansInAScope(String scope, String version) throws Exception {
        assertThat(canonical("http://base/vs", scope).path("version").stringValue()).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"'packages: [\"nobody\"]'", "'fhirVersion: \"R17\"'", "'fhirVersion: \"R5\"'", "'strict: true'", "'asOf: 0'", "'asOf: -1'"})
    void findsNothingWhereTheScopeHasNothing(String scope) throws Exception {
        assertThat(canonical("http://base/vs|1.0", scope).isNull()).isTrue();
    }

    private static JsonNode canonical(String reference, String scope) throws Exception {
        return server.data("{ canonical(reference: \"%s\", scope: { %s }) { version } }".formatted(reference, scope)).path("canonical");
    }

    @Test
    void saysHowAReferenceWasResolvedInAScope() throws Exception {
        var answer = resolve(List.of("http://base/vs"), Map.of("packages", List.of("new.fhir@1.0.0"), "strategy", "NEAREST")).path(0);
        assertThat(answer.at("/strategy").stringValue()).isEqualTo("NEAREST");
        assertThat(answer.at("/path").valueStream().map(each -> each.path("name").stringValue())).containsExactly("new.fhir", "base.fhir");
        assertThat(answer.at("/candidates")).hasSize(3);
        assertThat(answer.at("/candidates/2/reason").stringValue()).contains("outside the closure of new.fhir@1.0.0");
        assertThat(answer.at("/candidates/1/reason").stringValue()).contains("2 dependencies away");
    }

    @Test
    void resolvesAThousandReferencesInOneScope() throws Exception {
        var references = IntStream.range(0, 1000).mapToObj(number -> "http://base/vs|1.0." + number % 3).toList();
        var answers = resolve(references, Map.of("packages", List.of("old.fhir")));
        assertThat(answers).hasSize(1000);
        assertThat(answers.at("/0/matchKind").stringValue()).isEqualTo("FALLBACK");
        assertThat(answers.at("/1/matchKind").stringValue()).isEqualTo("EXACT");
        assertThat(answers.valueStream().map(answer -> answer.at("/resource/version").stringValue())).containsOnly("1.0.1");
    }

    @Test
    void saysWhatOfAScopeMeansNothing() throws Exception {
        var answer = resolve(List.of("http://base/vs"), Map.of("packages", List.of("old.fhir", "nobody@1"))).path(0);
        assertThat(answer.path("outcome").stringValue()).isEqualTo("NOT_FOUND");
        assertThat(answer.path("explanation").stringValue()).isEqualTo("The scope finds nothing: there is no package nobody.");
    }

    @Test
    void saysThatAnLsnIsAhead() throws Exception {
        for (var ahead : List.of(
                "canonical(reference: \"http://base/vs\", scope: { asOf: 99 }) { url }",
                "canonical(reference: \"http://base/vs\", scope: { packages: [\"old.fhir\"], asOf: 99 }) { url }",
                "dependencyGraph(packages: [\"old.fhir\"], asOf: 99) { roots { name } }",
                "why(package: \"base.fhir\", in: [\"old.fhir\"], asOf: 99) { complete }")) {
            assertThat(server.code("{ %s }".formatted(ahead))).as(ahead).isEqualTo("LSN_AHEAD");
        }
        assertThat(server.message("{ dependencyGraph(packages: [\"old.fhir\"], asOf: 99) { roots { name } } }")).contains("99", "index.lsn");
    }

    @Test
    void refusesMorePackagesInAScopeThanOneArgumentMayHave() throws Exception {
        var many = IntStream.range(0, 101).mapToObj(number -> "p" + number).toList();
        var answer = server.ask(RESOLVE, Map.of("r", List.of("http://base/vs"), "s", Map.of("packages", many)));
        assertThat(answer.at("/errors/0/extensions/code").stringValue()).isEqualTo("BAD_USER_INPUT");
        assertThat(answer.at("/errors/0/message").stringValue()).contains("graphql_ids");
    }

    @Test
    void resolvesEachUseInTheClosureOfThePackageThatRefers() throws Exception {
        var uses = server.data("{ uses(target: \"http://base/vs\", kind: [BASE_DEFINITION]) { nodes { by { url } resolved { version } } } }").at("/uses/nodes");
        assertThat(uses.valueStream().map(use -> use.at("/by/url").stringValue() + " " + use.at("/resolved/version").stringValue()))
                .containsExactly("http://old/sd 1.0.1", "http://new/sd 2.0.0");
    }

    @Test
    void addsWhatToolsLoadOnlyWhenThatIsAsked() throws Exception {
        var graph = "dependencyGraph(packages: [\"old.fhir\"]%s) { nodes { implicit packageVersion { name } } edges { implicit } unresolved { name implicit } }";
        assertThat(server.data("{ %s }".formatted(graph.formatted(""))).at("/dependencyGraph/nodes")).hasSize(2);
        var implicit = server.data("{ %s }".formatted(graph.formatted(", includeImplicit: true"))).path("dependencyGraph");
        assertThat(implicit.at("/nodes/2/packageVersion/name").stringValue()).isEqualTo("hl7.terminology.r4");
        assertThat(implicit.at("/nodes/2/implicit").booleanValue()).isTrue();
        assertThat(implicit.at("/edges/1/implicit").booleanValue()).isTrue();
        assertThat(implicit.at("/unresolved").valueStream().map(each -> each.path("name").stringValue()))
                .containsExactly("hl7.fhir.uv.extensions.r4", "hl7.fhir.uv.tools.r4");
    }

    @Test
    void drawsAGraphAsAtAnLsn() throws Exception {
        var data = server.data("""
                { then: dependencyGraph(packages: ["old.fhir"], asOf: 5) { nodes { packageVersion { version } } }
                  none: dependencyGraph(packages: ["old.fhir"], asOf: 4) { roots { name } }
                  packageVersion(name: "old.fhir") { dependencyGraph(includeImplicit: true, asOf: 5) { nodes { depth } } } }""");
        assertThat(data.at("/then/nodes")).hasSize(2);
        assertThat(data.path("none").isNull()).isTrue();
        assertThat(data.at("/packageVersion/dependencyGraph/nodes")).hasSize(3);
        assertThat(server.code("{ packageVersion(name: \"old.fhir\") { dependencyGraph(asOf: 4) { roots { name } } } }")).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void tellsEveryWayByWhichAPackageIsNeeded() throws Exception {
        var why = server.data("""
                { why(package: "base.fhir", in: ["new.fhir"]) { complete explanation
                    paths { packageVersions { name version } edges { requirement implicit from { name } to { version } } } } }""").path("why");
        assertThat(why.path("complete").booleanValue()).isTrue();
        assertThat(why.path("explanation").stringValue()).isEqualTo("2 ways lead to `base.fhir`.");
        assertThat(why.at("/paths/0/packageVersions/1/version").stringValue()).isEqualTo("2.0.0");
        assertThat(why.at("/paths/1/edges").valueStream().map(edge -> edge.path("requirement").stringValue())).containsExactly("latest", "1.0.x");
        assertThat(server.data("{ why(package: \"base.fhir\", in: [\"nobody\"]) { complete } }").path("why").isNull()).isTrue();
    }

    private static JsonNode resolve(List<String> references, Map<String, Object> scope) throws Exception {
        return server.data(RESOLVE, Map.of("r", references, "s", scope)).path("resolve");
    }
}

package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Arguments that must be one of several things, or at least one of them.
class ChoiceTest {
    private static final String LOOKUP = """
            query($by: LookupKey!) { lookup(by: $by) { __typename id ... on Package { name } ... on PackageVersion { version } ... on CanonicalResource { url } } }""";

    @TempDir
    private static Path folder;

    private static SmallIndex index;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        index = SmallIndex.in(folder).with(SmallPackage.of("a.fhir", "1.0.0").holding("ValueSet", "http://a/vs", "1.0")).publish();
        server = RunningServer.over(index, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        index.close();
    }

    @Test
    void findsWhateverOneKeyMeans() throws Exception {
        assertThat(found(Map.of("package", "a.fhir"))).isEqualTo("Package");
        assertThat(found(Map.of("packageVersion", "a.fhir@1.0.x"))).isEqualTo("PackageVersion");
        assertThat(found(Map.of("reference", "http://a/vs|1.0"))).isEqualTo("CanonicalResource");
        assertThat(found(Map.of("file", Map.of("packageVersion", "a.fhir", "filename", "ValueSet-0.json")))).isEqualTo("CanonicalResource");
        var id = server.data(LOOKUP, Map.of("by", Map.of("reference", "http://a/vs"))).at("/lookup/id").asString();
        assertThat(found(Map.of("id", id))).isEqualTo("CanonicalResource");
        for (var nothing : List.of(
                Map.of("package", "none"), Map.of("packageVersion", "a.fhir@9"), Map.of("packageVersion", "@"), Map.of("reference", ""), Map.of("id", "none"),
                Map.of("file", Map.of("packageVersion", "a.fhir", "filename", "none")))) {
            assertThat(server.data(LOOKUP, Map.of("by", nothing)).path("lookup").isNull()).as(nothing.toString()).isTrue();
        }
    }

    @Test
    void refusesNoKeyAndSeveral() throws Exception {
        for (var wrong : List.of(Map.of(), Map.of("package", "a.fhir", "reference", "http://a/vs"))) {
            assertThat(server.ask(LOOKUP, Map.of("by", wrong)).at("/errors/0/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        }
        assertThat(server.code("{ lookup(by: {package: \"a.fhir\", id: \"x\"}) { id } }")).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(server.code("{ lookup(by: {}) { id } }")).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(server.code("{ lookup(by: {package: null}) { id } }")).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void wantsAtLeastOnePackage() throws Exception {
        for (var field : List.of(
                "dependencyGraph(packages: []) { roots { name } }", "why(package: \"a.fhir\", in: []) { explanation }", "lock(packages: []) { lsn }")) {
            assertThat(server.code("{ " + field + " }")).as(field).isEqualTo("BAD_USER_INPUT");
            assertThat(server.message("{ " + field + " }")).as(field).contains("at least one");
        }
    }

    private static String found(Map<String, ?> key) throws Exception {
        return server.data(LOOKUP, Map.of("by", key)).at("/lookup/__typename").asString("nothing");
    }
}

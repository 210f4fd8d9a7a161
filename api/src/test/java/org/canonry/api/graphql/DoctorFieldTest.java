package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The doctor as it is asked at `/graphql`.
class DoctorFieldTest {
    private static final String FINDING = """
            __typename level kind summary advice
            ... on ReferenceFinding { target placeCount providerCount resolved { url } places(first: 1) { filename url path kind bindingStrength inherited example }
              providers(first: 1) { name version } }
            ... on PackageFinding { name requirement references line { name requirement } versions { version } }""";

    @TempDir
    private static Path folder;

    private static SmallIndex index;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("base.fhir", "1.0.0").holding("StructureDefinition", "http://base.org/StructureDefinition/one", "1.0.0"))
                .with(SmallPackage.of("sick.fhir", "1.0.0").dependsOn("gone.fhir", "dev")
                        .profile("http://sick.org/StructureDefinition/a", "http://base.org/StructureDefinition/one", "urn:oid:1.2.3"))
                .publish();
        server = RunningServer.over(index, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        index.close();
    }

    @Test
    void tellsFindingsAndWhatToAdd() throws Exception {
        var diagnosis = server.data("""
                { doctor(package: "sick.fhir@1.0.0") { packageVersion { name } level resources references elsewhere { name references }
                  counts { level kind count } findings { totalCount nodes { %s } }
                  prescription { smallest cured additions { packageVersion { version } line { name requirement } instead references } } } }"""
                .formatted(FINDING)).path("doctor");
        assertThat(diagnosis.path("level").stringValue()).isEqualTo("ERROR");
        assertThat(diagnosis.at("/elsewhere/0/name").stringValue()).isEqualTo("object identifiers");
        assertThat(diagnosis.at("/findings/nodes").valueStream().map(node -> node.path("__typename").stringValue()))
                .contains("ReferenceFinding", "PackageFinding");
        var addition = diagnosis.at("/prescription/additions/0");
        assertThat(addition.at("/line/name").stringValue()).isEqualTo("base.fhir");
        assertThat(addition.path("instead").isNull()).isTrue();
    }

    @Test
    void isAFieldOfAPackageVersionAndNullForNone() throws Exception {
        var data = server.data("""
                { packageVersion(name: "base.fhir") { doctor { level findings { totalCount } prescription { smallest } } }
                  none: doctor(package: "base.fhir@9") { level } odd: doctor(package: "") { level } }""");
        assertThat(data.at("/packageVersion/doctor/findings/totalCount").asInt()).isZero();
        assertThat(data.at("/packageVersion/doctor/level").isNull()).isTrue();
        assertThat(data.path("none").isNull()).isTrue();
        assertThat(data.path("odd").isNull()).isTrue();
    }

    @Test
    void pagesAndSelectsFindings() throws Exception {
        var all = kinds("findings(first: 100)", Map.of());
        var paged = new ArrayList<String>();
        String after = null;
        do {
            var page = server.data("query($after: String) { doctor(package: \"sick.fhir\") { findings(first: 1, after: $after) { nodes { kind } pageInfo { hasNextPage endCursor } } } }",
                    after == null ? Map.of() : Map.of("after", after)).at("/doctor/findings");
            page.path("nodes").forEach(node -> paged.add(node.path("kind").stringValue()));
            after = page.at("/pageInfo/hasNextPage").booleanValue() ? page.at("/pageInfo/endCursor").stringValue() : null;
        } while (after != null);
        assertThat(paged).containsExactlyElementsOf(all).hasSizeGreaterThan(1);
        assertThat(kinds("findings(kind: [DEPENDENCY_UNRESOLVED])", Map.of())).containsExactly("DEPENDENCY_UNRESOLVED");
        assertThat(kinds("findings(level: [ERROR], kind: [DEPENDENCY_UNUSED])", Map.of())).isEmpty();
    }

    private static List<String> kinds(String field, Map<String, Object> variables) throws Exception {
        return server.data("{ doctor(package: \"sick.fhir\") { %s { nodes { kind } } } }".formatted(field), variables)
                .at("/doctor/findings/nodes").valueStream().map((JsonNode node) -> node.path("kind").stringValue()).toList();
    }
}

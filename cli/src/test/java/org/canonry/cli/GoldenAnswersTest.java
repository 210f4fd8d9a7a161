package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Questions whose answers were found by reading the real packages.
@ExtendWith(RealInstallation.Shared.class)
class GoldenAnswersTest {
    private static final String US_CORE_PATIENT = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient";
    private static final String GENDER = "http://hl7.org/fhir/ValueSet/administrative-gender";

    private final GraphClient client;

    GoldenAnswersTest(RealInstallation real) {
        this.client = real.client();
    }

    @ParameterizedTest
    @CsvSource({
        US_CORE_PATIENT + ", RESOLVED, UNVERSIONED, 8.0.0, hl7.fhir.us.core@8.0.0",
        US_CORE_PATIENT + "|6.1.0, RESOLVED, EXACT, 6.1.0, hl7.fhir.us.core@6.1.0",
        US_CORE_PATIENT + "|6.1, RESOLVED, PARTIAL, 6.1.0, hl7.fhir.us.core@6.1.0",
        US_CORE_PATIENT + "|3.1.x, RESOLVED, WILDCARD, 3.1.1, hl7.fhir.us.core@3.1.1",
        US_CORE_PATIENT + "|9.9.9, NOT_FOUND, null, null, null",
        "http://hl7.org/fhir/StructureDefinition/Patient|4.0.1, RESOLVED, EXACT, 4.0.1, hl7.fhir.r4.core@4.0.1",
        "http://hl7.org/fhir/StructureDefinition/Patient|5.0.0, RESOLVED, EXACT, 5.0.0, hl7.fhir.r5.core@5.0.0",
        "http://example.org/nobody-has-this, NOT_FOUND, null, null, null",
        "|1.0, INVALID_REFERENCE, null, null, null",
    })
    void aReferenceMeansOneResource(String reference, String outcome, String match, String version, String carrier) throws Exception {
        var found = client.ask(
                        "query ($of: [String!]!) { resolve(references: $of) { outcome matchKind resource { version packageVersion { name version } } } }",
                        Map.of("of", List.of(reference)))
                .at("/resolve/0");
        assertThat(found.path("outcome").asString()).isEqualTo(outcome);
        assertThat(found.path("matchKind").asString("null")).isEqualTo(match);
        assertThat(found.at("/resource/version").asString("null")).isEqualTo(version);
        assertThat(id(found.at("/resource/packageVersion"))).isEqualTo(carrier);
    }

    @Test
    void carinBlueButtonNeedsCoreAndUsCoreAndNothingIsMissing() throws Exception {
        var graph = graph("hl7.fhir.us.carin-bb@1.1.0");
        assertThat(graph.path("unresolved")).isEmpty();
        assertThat(graph.path("conflicts")).isEmpty();
        assertThat(graph.path("edges").valueStream().map(edge -> "%s > %s".formatted(id(edge.path("from")), id(edge.path("to")))))
                .containsExactlyInAnyOrder(
                        "hl7.fhir.us.carin-bb@1.1.0 > hl7.fhir.r4.core@4.0.1",
                        "hl7.fhir.us.carin-bb@1.1.0 > hl7.fhir.us.core@3.1.1",
                        "hl7.fhir.us.core@3.1.1 > hl7.fhir.r4.core@4.0.1");
    }

    @Test
    void twoPackagesTogetherClashInUsCore() throws Exception {
        var graph = graph("hl7.fhir.us.carin-bb@1.1.0", "hl7.fhir.us.core@8.0.0");
        assertThat(graph.at("/conflicts/0/name").asString()).isEqualTo("hl7.fhir.us.core");
        assertThat(graph.at("/conflicts/0/versions").valueStream().map(version -> version.path("version").asString())).containsExactly("8.0.0", "3.1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "hl7.fhir.au.core@0.4.0-ci-build, hl7.fhir.r4.core@4.0.1, null",
        "hl7.fhir.au.core@0.4.0-ci-build, hl7.fhir.au.base@current, UNSUPPORTED_SELECTOR",
        "hl7.fhir.au.core@0.4.0-ci-build, hl7.terminology.r4@5.5.0, NO_MATCHING_VERSION",
        "hl7.fhir.us.core@7.0.0, us.nlm.vsac@0.18.0, UNKNOWN_PACKAGE",
        "ch.fhir.ig.ch-lab-order@3.0.0, ch.fhir.ig.ch-term@3.3.x, UNKNOWN_PACKAGE",
        "ch.fhir.ig.ch-core@4.0.0-ballot, hl7.terminology@5.1.0, UNKNOWN_PACKAGE",
    })
    void aDependencyLeadsSomewhereOrSaysWhyNot(String of, String on, String problem) throws Exception {
        var from = of.split("@");
        var dependencies = client.ask(
                "query ($name: String!, $version: String!) { packageVersion(name: $name, version: $version) { dependencies { name requirement problem resolved { name } } } }",
                Map.of("name", from[0], "version", from[1]));
        var one = dependencies.at("/packageVersion/dependencies").valueStream()
                .filter(each -> on.equals(each.path("name").asString() + "@" + each.path("requirement").asString()))
                .findFirst().orElseThrow();
        assertThat(one.path("problem").asString("null")).isEqualTo(problem);
        assertThat(one.path("resolved").isNull()).isEqualTo(!one.path("problem").isNull());
    }

    @Test
    void usCore311HasTenDependents() throws Exception {
        var dependents = client.ask("{ packageVersion(name: \"hl7.fhir.us.core\", version: \"3.1.x\") { version dependents(first: 100) { totalCount nodes { name version } } } }");
        assertThat(dependents.at("/packageVersion/version").asString()).isEqualTo("3.1.1");
        assertThat(dependents.at("/packageVersion/dependents/nodes").valueStream().map(GoldenAnswersTest::id)).containsExactlyInAnyOrder(
                "hl7.fhir.us.carin-bb@1.1.0", "hl7.fhir.us.carin-bb@2.0.0", "hl7.fhir.us.davinci-cdex@0.2.0", "hl7.fhir.us.davinci-crd@2.0.1",
                "hl7.fhir.us.davinci-dtr@2.0.1", "hl7.fhir.us.davinci-hrex@1.0.0", "hl7.fhir.us.davinci-pas@2.0.1",
                "hl7.fhir.us.davinci-pdex@2.0.0", "hl7.fhir.us.insurance-card@1.1.0", "hl7.fhir.us.vitals@1.0.0");
    }

    @Test
    void theSameUrlAndVersionWithOtherContentIsShownAsDiverged() throws Exception {
        var carriers = client.ask("""
                { canonical(reference: "http://terminology.hl7.org/ValueSet/v2-0203|2.0.0") {
                    carriers(first: 20) { nodes { membership contentHash packageVersion { name version lsn } } } } }""")
                .at("/canonical/carriers/nodes").valueStream().toList();
        var hashes = carriers.stream().collect(Collectors.toMap(each -> id(each.path("packageVersion")), each -> each.path("contentHash").asString()));
        assertThat(hashes).containsOnlyKeys("hl7.terminology.r5@5.3.0", "hl7.terminology.r4@7.0.1", "hl7.terminology.r5@7.0.1");
        assertThat(hashes.get("hl7.terminology.r4@7.0.1")).isEqualTo(hashes.get("hl7.terminology.r5@7.0.1"))
                .isNotEqualTo(hashes.get("hl7.terminology.r5@5.3.0"));
        assertThat(carriers).extracting(each -> each.at("/packageVersion/lsn").asLong()).isSorted();
        assertThat(carriers.getFirst().path("membership").asString()).isEqualTo("INTRODUCED");
        for (var later : carriers.subList(1, carriers.size())) {
            var same = later.path("contentHash").equals(carriers.getFirst().path("contentHash"));
            assertThat(later.path("membership").asString()).isEqualTo(same ? "REPEATED" : "DIVERGED");
        }
    }

    @Test
    void patientGenderOfTheCorePackagesIsBoundToAdministrativeGender() throws Exception {
        var users = client.all(
                """
                query ($first: Int, $after: String) {
                  canonical(reference: "%s") { usedBy(kind: [BINDING], first: $first, after: $after) {
                    totalCount pageInfo { hasNextPage endCursor }
                    nodes { path bindingStrength target by { url packageVersion { name version } } } } }
                }""".formatted(GENDER),
                "/canonical/usedBy", 100);
        var patients = users.stream()
                .filter(use -> use.path("path").asString().equals("Patient.gender"))
                .filter(use -> use.at("/by/url").asString().equals("http://hl7.org/fhir/StructureDefinition/Patient"));
        assertThat(patients).extracting(use -> id(use.at("/by/packageVersion")) + " " + use.path("bindingStrength").asString()).containsExactlyInAnyOrder(
                "hl7.fhir.r2.core@1.0.2 required", "hl7.fhir.r3.core@3.0.2 required", "hl7.fhir.r4.core@4.0.1 required", "hl7.fhir.r5.core@5.0.0 required");
    }

    @ParameterizedTest
    @CsvSource({
        "us-core-pat, us-core-patient",
        "hl7.fhir.us.carin, hl7.fhir.us.carin-bb",
        "administrative-gen, AdministrativeGender",
    })
    void completesWhatIsTyped(String prefix, String text) throws Exception {
        var suggested = client.ask("query ($prefix: String!) { suggest(prefix: $prefix) { text } }", Map.of("prefix", prefix)).path("suggest");
        assertThat(suggested.valueStream().map(each -> each.path("text").asString())).contains(text);
    }

    @ParameterizedTest
    @CsvSource({"blue button, hl7.fhir.us.carin-bb", "IPS, hl7.fhir.uv.ips", "minimal common oncology, hl7.fhir.us.mcode"})
    void findsPackagesByWords(String words, String name) throws Exception {
        var found = client.ask("query ($words: String!) { packages(query: $words, first: 5) { nodes { name } } }", Map.of("words", words));
        assertThat(found.at("/packages/nodes").valueStream().map(each -> each.path("name").asString())).contains(name);
    }

    @Test
    void theTypesOfAPackageAddUpToItsLength() throws Exception {
        var list = client.ask("""
                { canonicals(filter: { packageVersion: ["hl7.fhir.us.core@6.1.0"] }, collapse: NONE, first: 1) {
                    totalCount facets(fields: [RESOURCE_TYPE, STATUS], size: 100) { values { count } } } }""").path("canonicals");
        for (var facet : list.path("facets")) {
            assertThat(facet.path("values").valueStream().mapToInt(value -> value.path("count").asInt()).sum()).isEqualTo(list.path("totalCount").asInt());
        }
        assertThat(list.path("totalCount").asInt()).isEqualTo(TarballFiles.withUrl("hl7.fhir.us.core-6.1.0.tgz").size());
    }

    @Test
    void everythingWithAnIdIsFetchedAgainByIt() throws Exception {
        var answer = client.ask("""
                { package(name: "hl7.fhir.us.core") { id }
                  packageVersion(name: "@fhir/example.fhir.uv.myig") { id }
                  canonical(reference: "%s|7.0.0") { id } }""".formatted(US_CORE_PATIENT));
        var ids = answer.valueStream().map(each -> each.path("id").asString()).toList();
        var nodes = client.ask(
                        """
                        query ($ids: [ID!]!) { nodes(ids: $ids) {
                          id ... on Package { name } ... on PackageVersion { name version } ... on CanonicalResource { url its: version } } }""",
                        Map.of("ids", ids))
                .path("nodes");
        assertThat(nodes.valueStream().map(node -> node.path("id").asString())).containsExactlyElementsOf(ids);
        assertThat(nodes.at("/0/name").asString()).isEqualTo("hl7.fhir.us.core");
        assertThat(id(nodes.path(1))).isEqualTo("@fhir/example.fhir.uv.myig@0.2.0");
        assertThat(nodes.at("/2/its").asString()).isEqualTo("7.0.0");
        assertThat(client.ask("{ node(id: \"never was one\") { id } }").path("node").isNull()).isTrue();
    }

    private JsonNode graph(String... packages) throws Exception {
        return client.ask(
                        """
                        query ($packages: [PackageSpec!]!) { dependencyGraph(packages: $packages) {
                          edges { from { name version } to { name version } }
                          conflicts { name versions { version } } unresolved { name } } }""",
                        Map.of("packages", List.of(packages)))
                .path("dependencyGraph");
    }

    private static String id(JsonNode version) {
        return version.has("name") ? version.path("name").asString() + "@" + version.path("version").asString() : "null";
    }
}

package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Who uses what in real packages, compared with their tarballs as read without Canonry's code.
@ExtendWith(RealInstallation.Shared.class)
class RealUsageTest {
    private static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/Extension";
    private static final String GENDER = "http://hl7.org/fhir/ValueSet/administrative-gender";

    /// A package and all that it needs.
    private static final List<String> CLOSURE =
            List.of("hl7.fhir.us.carin-bb-1.1.0.tgz", "hl7.fhir.us.core-3.1.1.tgz", "hl7.fhir.r4.core-4.0.1.tgz");
    private static final String SCOPE = "scope: { packages: [\"hl7.fhir.us.carin-bb@1.1.0\"] }";

    private final GraphClient client;

    RealUsageTest(RealInstallation real) {
        this.client = real.client();
    }

    @Test
    void inAScopeEveryBindingOfItsPackagesIsFoundAndNoOther() throws Exception {
        var expected = new TreeSet<String>();
        for (var tarball : CLOSURE) {
            TarballFiles.withUrl(tarball).values().forEach(definition -> bindings(definition, expected));
        }
        assertThat(expected).anyMatch(binding -> binding.endsWith("/StructureDefinition/Patient Patient.gender required"));
        for (var page : List.of(3, 100)) {
            var uses = client.all(
                    """
                    query ($first: Int, $after: String) { uses(target: "%s", kind: [BINDING], %s, first: $first, after: $after) {
                      totalCount pageInfo { hasNextPage endCursor } nodes { path bindingStrength by { url } } } }""".formatted(GENDER, SCOPE),
                    "/uses", page);
            assertThat(uses.stream().map(use -> "%s %s %s".formatted(
                            use.at("/by/url").asString(), use.path("path").asString(), use.path("bindingStrength").asString())))
                    .as("pages of %d", page).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void bindings(JsonNode definition, Set<String> found) {
        for (var view : List.of("/snapshot/element", "/differential/element")) {
            for (var element : definition.at(view)) {
                var valueSet = element.at("/binding/valueSet").asString("");
                if (valueSet.equals(GENDER) || valueSet.startsWith(GENDER + "|")) {
                    found.add("%s %s %s".formatted(
                            definition.path("url").asString(), element.path("id").asString(), element.at("/binding/strength").asString()));
                }
            }
        }
        for (var parameter : definition.path("parameter")) {
            assertThat(parameter.at("/binding/valueSet").asString("")).doesNotStartWith(GENDER);
        }
    }

    @Test
    void aHubIsCountedToTheLastReference() throws Exception {
        var expected = new HashSet<String>();
        for (var tarball : CLOSURE) {
            TarballFiles.withUrl(tarball).forEach((file, definition) -> {
                if (definition.path("baseDefinition").asString("").equals(EXTENSION)) {
                    expected.add(tarball + " " + file);
                }
            });
        }
        var usage = client.ask("{ usage(target: \"%s\", kind: [BASE_DEFINITION], %s) { totalCount resourceCount packageVersionCount packages { package { name } } } }"
                .formatted(EXTENSION, SCOPE)).path("usage");
        assertThat(usage.path("totalCount").asInt()).isEqualTo(expected.size());
        assertThat(usage.path("resourceCount").asInt()).isEqualTo(expected.size());
        assertThat(usage.path("packageVersionCount").asInt()).as("the first of the closure defines none").isEqualTo(CLOSURE.size() - 1);
        assertThat(usage.at("/packages/0/package/name").asString()).isEqualTo("hl7.fhir.r4.core");
    }

    @Test
    void aHubIsReadInTheSameOrderFromBothEnds() throws Exception {
        var forward = client.ask("{ uses(target: \"%s\", first: 100) { totalCount nodes { path by { id } } } }".formatted(EXTENSION)).path("uses");
        var total = forward.path("totalCount").asInt();
        assertThat(total).isGreaterThan(80_000);
        var end = client.ask("{ uses(target: \"%s\", last: 100) { totalCount nodes { path by { id } } pageInfo { startCursor hasNextPage } } }".formatted(EXTENSION));
        var after = client.ask(
                "query ($after: String) { uses(target: \"%s\", first: 7, after: $after) { nodes { path by { id } } } }".formatted(EXTENSION),
                Map.of("after", end.at("/uses/pageInfo/startCursor").asString()));
        assertThat(end.at("/uses/totalCount").asInt()).isEqualTo(total);
        assertThat(end.at("/uses/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(after.at("/uses/nodes").valueStream()).containsExactlyElementsOf(end.at("/uses/nodes").valueStream().skip(1).limit(7).toList());
    }

    @Test
    void aSummaryAddsUpToTheWhole() throws Exception {
        var usage = client.ask("""
                { canonical(reference: "%s") { usedBy { totalCount } usage { totalCount resourceCount packageCount packageVersionCount
                    kinds { kind count resourceCount } packages(first: 100) { count versionCount package { name } } topUsers(first: 3) { count resource { url } } } } }"""
                .formatted(GENDER)).path("canonical");
        var summary = usage.path("usage");
        assertThat(summary.path("totalCount")).isEqualTo(usage.at("/usedBy/totalCount"));
        assertThat(sum(summary.path("kinds"), "count")).isEqualTo(summary.path("totalCount").asInt());
        assertThat(sum(summary.path("packages"), "count")).isEqualTo(summary.path("totalCount").asInt());
        assertThat(sum(summary.path("packages"), "versionCount")).isEqualTo(summary.path("packageVersionCount").asInt());
        assertThat(summary.path("packages")).hasSize(summary.path("packageCount").asInt());
        assertThat(summary.at("/kinds/0/kind").asString()).isEqualTo("BINDING");
        assertThat(summary.path("topUsers").valueStream().map(user -> user.path("count").asInt()).toList()).isSortedAccordingTo((one, other) -> other - one);
    }

    private static int sum(JsonNode counts, String field) {
        return counts.valueStream().mapToInt(count -> count.path(field).asInt()).sum();
    }

    @Test
    void aUrlThatNobodyCarriesHasUsers() throws Exception {
        var target = "http://hl7.org/fhirpath/System.String";
        var answer = client.ask("{ canonical(reference: \"%s\") { url } uses(target: \"%s\", first: 1) { totalCount } usage(target: \"%s\") { totalCount kinds { kind } } }"
                .formatted(target, target, target));
        assertThat(answer.path("canonical").isNull()).isTrue();
        assertThat(answer.at("/uses/totalCount").asInt()).isPositive().isEqualTo(answer.at("/usage/totalCount").asInt());
        assertThat(answer.at("/usage/kinds").valueStream().map(kind -> kind.path("kind").asString())).containsExactly("OTHER");
    }
}

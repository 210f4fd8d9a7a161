package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists and contents of real packages, compared with their tarballs as read without Canonry's code.
@ExtendWith(RealInstallation.Shared.class)
class RealContentTest {
    private static final String CARIN_BB = "hl7.fhir.us.carin-bb-1.1.0.tgz";
    private static final String SIX = "hl7.fhir.us.core-6.1.0.tgz";
    private static final String SEVEN = "hl7.fhir.us.core-7.0.0.tgz";

    private final GraphClient client;

    RealContentTest(RealInstallation real) {
        this.client = real.client();
    }

    @Test
    void everyResourceOfAPackageIsTheFileWithoutItsNarrative() throws Exception {
        var expected = TarballFiles.withUrl(CARIN_BB);
        expected.values().forEach(file -> file.remove("text"));
        var answered = new TreeMap<String, JsonNode>();
        for (var node : forward("filename resource", 17)) {
            var resource = (ObjectNode) node.path("resource");
            resource.remove("_filename");
            answered.put(node.path("filename").asString(), resource);
        }
        assertThat(answered.keySet()).isEqualTo(expected.keySet());
        answered.forEach((file, resource) -> assertThat(resource).as(file).isEqualTo(expected.get(file)));
    }

    @Test
    void aListReadForwardsAndBackwardsInAnyPagesIsTheSameList() throws Exception {
        var whole = forward("id filename", 100);
        assertThat(whole).extracting(node -> node.path("filename").asString()).isSorted().doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(TarballFiles.withUrl(CARIN_BB).keySet());
        for (var page : List.of(1, 7, 33)) {
            assertThat(forward("id filename", page)).as("pages of %d", page).isEqualTo(whole);
            assertThat(client.allFromTheEnd(
                            """
                            query ($last: Int, $before: String) { packageVersion(name: "hl7.fhir.us.carin-bb", version: "1.1.0") {
                              canonicals(last: $last, before: $before) { nodes { id filename } pageInfo { hasPreviousPage startCursor } } } }""",
                            "/packageVersion/canonicals", page))
                    .as("pages of %d from the end", page).isEqualTo(whole);
        }
    }

    @Test
    void theFeedIsTheLog() throws Exception {
        var lsns = new ArrayList<Long>();
        for (var after = 0L; ; after = lsns.getLast()) {
            var page = client.ask("query ($after: Long) { feed(afterLsn: $after, first: 100) { nodes { lsn event } pageInfo { hasNextPage } } }", Map.of("after", after));
            page.at("/feed/nodes").forEach(entry -> lsns.add(entry.path("lsn").asLong()));
            if (!page.at("/feed/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
        }
        assertThat(lsns).hasSize(246).startsWith(1L).endsWith(246L).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aDiffIsWhatTheTarballsDifferIn() throws Exception {
        var six = byUrl(SIX);
        var seven = byUrl(SEVEN);
        assertThat(urls("added", "url")).isEqualTo(without(seven.keySet(), six.keySet()));
        assertThat(urls("removed", "url")).isEqualTo(without(six.keySet(), seven.keySet()));
        var changed = new TreeSet<String>();
        six.forEach((url, resources) -> {
            if (seven.containsKey(url) && !seven.get(url).equals(resources)) {
                changed.add(url);
            }
        });
        assertThat(urls("changed", "to { url }")).isEqualTo(changed);
    }

    private List<JsonNode> forward(String fields, int page) throws Exception {
        return client.all(
                """
                query ($first: Int, $after: String) { packageVersion(name: "hl7.fhir.us.carin-bb", version: "1.1.0") {
                  canonicals(first: $first, after: $after) { nodes { %s } pageInfo { hasNextPage endCursor } } } }""".formatted(fields),
                "/packageVersion/canonicals", page);
    }

    private Set<String> urls(String list, String fields) throws Exception {
        var nodes = client.all(
                """
                query ($first: Int, $after: String) { diff(from: "hl7.fhir.us.core@6.1.0", to: "hl7.fhir.us.core#7.0.0") {
                  %s(first: $first, after: $after) { nodes { %s } pageInfo { hasNextPage endCursor } } } }""".formatted(list, fields),
                "/diff/" + list, 50);
        var urls = new TreeSet<String>();
        nodes.forEach(node -> urls.add(node.has("url") ? node.path("url").asString() : node.at("/to/url").asString()));
        assertThat(urls).hasSameSizeAs(nodes);
        return urls;
    }

    /// What a package says of each url, but for what a new publication always changes.
    private static Map<String, Set<JsonNode>> byUrl(String tarball) throws IOException {
        var resources = new HashMap<String, Set<JsonNode>>();
        for (var file : TarballFiles.withUrl(tarball).values()) {
            var url = file.path("url").asString();
            file.remove(List.of("text", "version", "date", "meta"));
            resources.computeIfAbsent(url, each -> new HashSet<>()).add(file);
        }
        return resources;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}

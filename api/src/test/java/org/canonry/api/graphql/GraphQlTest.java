package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
import tools.jackson.databind.JsonNode;

/// What is asked at `/graphql`, over a few packages.
class GraphQlTest {
    @TempDir
    private static Path folder;

    private static SmallIndex index;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        var many = SmallPackage.of("many.fhir", "1.0.0").dependsOn("base.fhir", "1.0.x").dependsOn("gone.fhir", "1.0.0");
        for (var number = 0; number < 30; number++) {
            many.holding("ValueSet", "http://many/vs%02d".formatted(number), "1.0");
        }
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("base.fhir", "1.0.0").put("title", "Base").holding("ValueSet", "http://base/vs", "1.0"))
                .with(SmallPackage.of("base.fhir", "1.0.1").holding("ValueSet", "http://base/vs", "1.0").holding("CodeSystem", "http://base/cs", null))
                .with(many)
                .with(SmallPackage.of("using.fhir", "1.0.0").dependsOn("many.fhir", "latest").profile("http://using/sd", "http://base/vs", "http://many/vs00"))
                .publish();
        server = RunningServer.over(index, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        index.close();
    }

    @Test
    void answersWithPackagesTheirVersionsAndTheirTarballs() throws Exception {
        var version = server.data("""
                { packageVersion(name: "base.fhir", version: "1.0.x") { name version lsn withdrawn package { name title latest { version } distTags { tag } }
                  tarball { url integrity } resourceTypes { resourceType count } dependents { totalCount nodes { name } } fhirVersions publishedAt } }
                """).path("packageVersion");
        assertThat(version.path("version").stringValue()).isEqualTo("1.0.1");
        assertThat(version.at("/tarball/url").stringValue()).isEqualTo(server.url("/pkgs/base.fhir/-/base.fhir-1.0.1.tgz"));
        assertThat(version.at("/dependents/nodes/0/name").stringValue()).isEqualTo("many.fhir");
        assertThat(version.path("publishedAt").stringValue()).isEqualTo("2024-01-01T00:00:00Z");
    }

    @Test
    void pagesForwardAndBackwardThroughTheSameOrder() throws Exception {
        assertThat(walk("first", "after", "hasNextPage", "endCursor")).hasSize(30).doesNotHaveDuplicates();
        var backward = walk("last", "before", "hasPreviousPage", "startCursor");
        assertThat(backward).containsExactlyElementsOf(walk("first", "after", "hasNextPage", "endCursor"));
    }

    private static List<String> walk(String size, String from, String more, String cursor) throws Exception {
        var pages = new ArrayList<List<String>>();
        String place = null;
        for (JsonNode page; ; ) {
            page = server.data(
                    """
                    query($from: String) { canonicals(filter: { package: ["many.fhir"] }, sort: URL, %s: 7, %s: $from) {
                      nodes { url } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
                            .formatted(size, from),
                    place == null ? Map.of() : Map.of("from", place)).path("canonicals");
            pages.add(page.path("nodes").valueStream().map(node -> node.path("url").stringValue()).toList());
            if (!page.at("/pageInfo/" + more).booleanValue()) {
                break;
            }
            place = page.at("/pageInfo/" + cursor).stringValue();
        }
        if (size.equals("last")) {
            Collections.reverse(pages);
        }
        return pages.stream().flatMap(List::stream).toList();
    }

    @Test
    void refusesPagesOfNoneOfTooManyOrFromBothEnds() throws Exception {
        for (var wrong : List.of("first: 0", "first: -1", "first: 101", "last: 0", "last: 101", "first: 1, last: 1")) {
            assertThat(server.code("{ packages(%s) { totalCount } }".formatted(wrong))).as(wrong).isEqualTo("BAD_USER_INPUT");
            assertThat(server.code("{ canonicals(%s) { totalCount } }".formatted(wrong))).as(wrong).isEqualTo("BAD_USER_INPUT");
        }
        assertThat(server.code("{ suggest(prefix: \"a\", first: 0) { text } }")).isEqualTo("BAD_USER_INPUT");
        assertThat(server.message("{ packages(first: 101) { totalCount } }")).contains("graphql_page_items");
    }

    @Test
    void refusesCursorsThatAreGarbageTamperedOrOfAnotherList() throws Exception {
        var cursor = server.data("{ packages(first: 1) { edges { cursor } } }").at("/packages/edges/0/cursor").stringValue();
        assertThat(server.data("{ packages(after: \"%s\") { nodes { name } } }".formatted(cursor)).at("/packages/nodes")).hasSize(2);
        for (var at = 0; at < cursor.length(); at++) {
            var other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            var tampered = cursor.substring(0, at) + other + cursor.substring(at + 1);
            assertThat(server.code("{ packages(after: \"%s\") { totalCount } }".formatted(tampered))).as(tampered).isEqualTo("BAD_USER_INPUT");
        }
        for (var garbage : List.of("", "x", "O_20", "ü", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            assertThat(server.code("{ packages(after: \"%s\") { totalCount } }".formatted(garbage))).as(garbage).isEqualTo("BAD_USER_INPUT");
        }
        assertThat(server.code("{ packages(query: \"base\", after: \"%s\") { totalCount } }".formatted(cursor))).isEqualTo("BAD_USER_INPUT");
        assertThat(server.code("{ canonicals(after: \"%s\") { totalCount } }".formatted(cursor))).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void findsEveryNodeAgainByItsId() throws Exception {
        var ids = server.data("{ package(name: \"base.fhir\") { id latest { id } } canonical(reference: \"http://base/vs\") { id } }");
        var all = List.of(
                ids.at("/package/id").stringValue(), ids.at("/package/latest/id").stringValue(), ids.at("/canonical/id").stringValue());
        var found = server.data("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", Map.of("ids", all)).path("nodes");
        assertThat(found.valueStream().map(node -> node.path("id").stringValue())).containsExactlyElementsOf(all);
        assertThat(found.valueStream().map(node -> node.path("__typename").stringValue()))
                .containsExactly("Package", "PackageVersion", "CanonicalResource");
    }

    @Test
    void findsNothingByIdsThatNeverWere() throws Exception {
        var never = List.of("", "x", "!!!", "cA", "dg", "Y25vdGhpbmc", "zzzz", "ü", "dmJhc2UuZmhpckA5LjkuOQ");
        var found = server.data("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", never)).path("nodes");
        assertThat(found).hasSize(never.size());
        assertThat(found.valueStream()).allMatch(JsonNode::isNull);
    }

    @Test
    void refusesMoreIdsAndReferencesThanOneRequestMayHave() throws Exception {
        var ids = IntStream.range(0, 101).mapToObj(String::valueOf).toList();
        var answer = server.ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", ids));
        assertThat(answer.at("/errors/0/message").stringValue()).contains("graphql_ids");
        var references = IntStream.range(0, 1001).mapToObj(String::valueOf).toList();
        var refused = server.ask("query($r: [String!]!) { resolve(references: $r) { outcome } }", Map.of("r", references));
        assertThat(refused.at("/errors/0/extensions/code").stringValue()).isEqualTo("BAD_USER_INPUT");
        assertThat(refused.at("/errors/0/message").stringValue()).contains("graphql_references");
    }

    @Test
    void resolvesAThousandReferencesAtOnce() throws Exception {
        var references = IntStream.range(0, 1000).mapToObj(number -> "http://many/vs%02d|1.0".formatted(number % 40)).toList();
        var resolved = server.data(
                "query($r: [String!]!) { resolve(references: $r) { reference outcome matchKind strategy resource { url version packageVersion { name version } } } }",
                Map.of("r", references)).path("resolve");
        assertThat(resolved.valueStream().map(one -> one.path("reference").stringValue())).containsExactlyElementsOf(references);
        assertThat(resolved.at("/0/matchKind").stringValue()).isEqualTo("EXACT");
        assertThat(resolved.at("/35/outcome").stringValue()).isEqualTo("NOT_FOUND");
    }

    @Test
    void handsOutTheWholeResource() throws Exception {
        var resource = server.data("{ canonical(reference: \"http://base/cs\") { resource contentHash } }").at("/canonical/resource");
        assertThat(resource.path("resourceType").stringValue()).isEqualTo("CodeSystem");
    }

    @Test
    void saysWhereASearchCannotBeRead() throws Exception {
        var answer = server.ask("{ canonicals(query: \"(a AND\") { totalCount } }");
        assertThat(answer.at("/errors/0/extensions/code").stringValue()).isEqualTo("INVALID_QUERY");
        assertThat(answer.at("/errors/0/extensions/column").isInt()).isTrue();
    }

    @Test
    void answersEverythingElseWhileTheDatabaseIsAway() throws Exception {
        var answer = server.ask("""
                { package(name: "base.fhir") { name } canonical(reference: "http://base/vs") { url } index { lsn packages } feed { nodes { lsn } } }""");
        assertThat(answer.at("/errors/0/extensions/code").stringValue()).isEqualTo("DATABASE_UNAVAILABLE");
        var whole = server.data("{ package(name: \"base.fhir\") { name } canonical(reference: \"http://base/vs\") { url } index { lsn packages } }");
        assertThat(whole.at("/index/lsn").intValue()).isEqualTo(4);
        assertThat(server.code("{ quarantine { totalCount } }")).isEqualTo("DATABASE_UNAVAILABLE");
    }

    @Test
    void walksGraphsUsesCarriersAndDifferences() throws Exception {
        var data = server.data("""
                { dependencyGraph(packages: ["using.fhir"]) { roots { name } nodes { depth path { name } packageVersion { name } }
                    edges { requirement fixup implicit from { name } to { name } } conflicts { name } unresolved { name problem } }
                  uses(target: "http://many/vs00") { totalCount nodes { path kind target by { url } resolved { url } } }
                  canonical(reference: "http://base/vs") { membership carriers { totalCount nodes { packageVersion { version } }
                    facets(fields: [PACKAGE, RESOURCE_TYPE]) { field values { value count } } edges { score foldedCount highlights { field } } }
                    usedBy { totalCount } uses { totalCount } }
                  diff(from: "base.fhir@1.0.0", to: "base.fhir#1.0.1") { added { nodes { url } } removed { totalCount } changed { totalCount nodes { elements { path } impact } }
                    dependencies { name from to } from { version } } }""");
        assertThat(data.at("/dependencyGraph/unresolved/0/problem").stringValue()).isEqualTo("UNKNOWN_PACKAGE");
        assertThat(data.at("/dependencyGraph/nodes")).hasSize(3);
        assertThat(data.at("/uses/nodes/0/by/url").stringValue()).isEqualTo("http://using/sd");
        assertThat(data.at("/canonical/carriers/totalCount").intValue()).isEqualTo(2);
        assertThat(data.at("/canonical/carriers/facets/0/values/0/count").intValue()).isEqualTo(2);
        assertThat(data.at("/diff/added/nodes/0/url").stringValue()).isEqualTo("http://base/cs");
        assertThat(server.data("{ dependencyGraph(packages: [\"gone.fhir\"]) { roots { name } } diff(from: \"gone\", to: \"base.fhir\") { to { name } } }")
                .path("dependencyGraph").isNull()).isTrue();
    }

    @Test
    void tellsUsersInAScopeAndCountsThem() throws Exception {
        var data = server.data("""
                { in: uses(target: "http://base/vs", scope: { packages: ["using.fhir"] }) { totalCount nodes { kind by { url } } }
                  out: uses(target: "http://base/vs", scope: { packages: ["many.fhir"], strategy: LATEST }) { totalCount }
                  before: uses(target: "http://base/vs", scope: { asOf: 3 }) { totalCount }
                  nowhere: uses(target: "http://base/vs", scope: { packages: ["gone.fhir"] }) { totalCount }
                  usage(target: "http://base/vs", kind: [BASE_DEFINITION, BINDING]) { target totalCount resourceCount packageCount packageVersionCount
                    kinds { kind count resourceCount } packages { package { name } versionCount count resourceCount } topUsers { resource { url } count } }
                  canonical(reference: "http://base/vs") { usage(scope: { packages: ["many.fhir"] }) { totalCount kinds { kind } packages { count } topUsers { count } } } }""");
        assertThat(data.at("/in/totalCount").intValue()).isEqualTo(1);
        assertThat(List.of("out", "before", "nowhere")).allSatisfy(field -> assertThat(data.at("/%s/totalCount".formatted(field)).intValue()).isZero());
        assertThat(data.path("usage").toString()).isEqualTo("""
                {"target":"http://base/vs","totalCount":1,"resourceCount":1,"packageCount":1,"packageVersionCount":1,
                "kinds":[{"kind":"BASE_DEFINITION","count":1,"resourceCount":1}],
                "packages":[{"package":{"name":"using.fhir"},"versionCount":1,"count":1,"resourceCount":1}],
                "topUsers":[{"resource":{"url":"http://using/sd"},"count":1}]}""".replace("\n", ""));
        assertThat(data.at("/canonical/usage/totalCount").intValue()).isZero();
        assertThat(server.code("{ usage(target: \"http://base/vs\") { topUsers(first: 0) { count } } }")).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void locksPackagesAsAtAnLsn() throws Exception {
        var data = server.data("""
                { lock(packages: ["using.fhir"]) { lsn roots { name } packages { name version lsn tarball { url } } unresolved { name problem from { name } }
                    fhirpkgLock manifest sbom }
                  then: lock(packages: ["base.fhir"], asOf: 1) { lsn packages { version } fhirpkgLock }
                  before: lock(packages: ["using.fhir"], asOf: 1) { lsn }
                  gone: lock(packages: ["base.fhir", "gone.fhir"]) { lsn } }""");
        assertThat(data.at("/lock/packages").valueStream().map(version -> version.path("name").stringValue()))
                .containsExactly("using.fhir", "many.fhir", "base.fhir");
        assertThat(data.at("/lock/unresolved/0/problem").stringValue()).isEqualTo("UNKNOWN_PACKAGE");
        assertThat(data.at("/lock/sbom").stringValue()).contains(server.url("/pkgs/many.fhir/-/many.fhir-1.0.0.tgz"));
        assertThat(data.at("/lock/manifest").stringValue()).contains("http://many/vs00|1.0");
        assertThat(data.at("/then/packages/0/version").stringValue()).isEqualTo("1.0.0");
        assertThat(List.of("before", "gone")).allSatisfy(field -> assertThat(data.path(field).isNull()).isTrue());
        assertThat(server.code("{ lock(packages: [\"base.fhir\"], asOf: 99) { lsn } }")).isEqualTo("LSN_AHEAD");
    }

    @Test
    void searchesCountsAndCompletes() throws Exception {
        var data = server.data("""
                { canonicals(query: "vs", filter: { resourceType: ["ValueSet"] }) { totalCount nodes { url }
                    edges { cursor score foldedCount highlights { field fragments } } facets(fields: [PACKAGE], size: 5) { field values { value count } } }
                  packages(query: "base", filter: { fhirVersion: ["R4"] }) { totalCount nodes { name } edges { score cursor } }
                  suggest(prefix: "many", first: 3) { text target { __typename ... on Package { name } ... on CanonicalResource { url } } }
                  packageVersion(name: "many.fhir") { canonicals(first: 2) { totalCount nodes { filename } } } }""");
        assertThat(data.at("/packages/nodes/0/name").stringValue()).isEqualTo("base.fhir");
        assertThat(data.at("/packageVersion/canonicals/totalCount").intValue()).isEqualTo(30);
        assertThat(data.path("suggest")).isNotEmpty();
        assertThat(data.at("/packageVersion/canonicals/nodes").valueStream().map(node -> node.path("filename").stringValue()))
                .containsExactly("ValueSet-0.json", "ValueSet-1.json");
    }

    @Test
    void tellsHowASearchWasUnderstoodAndWhyAHitHasItsPlace() throws Exception {
        var data = server.data("""
                { canonicals(query: "value set vs00") { didYouMean understood { text kinds { words resourceTypes type certain } packages }
                    edges { score explanation { score resource { id } parts { text field reason score } factors { reason factor } } } }
                  list: canonicals(sort: URL) { didYouMean understood { text } edges { explanation { score } } }
                  packageVersion(name: "many.fhir") { canonicals(first: 2) { didYouMean understood { text } edges { explanation { score } } } } }""");
        assertThat(data.at("/canonicals/understood/text").stringValue()).isEqualTo("value set vs00");
        assertThat(data.at("/canonicals/understood/kinds/0/resourceTypes/0").stringValue()).isEqualTo("ValueSet");
        assertThat(data.at("/canonicals/understood/kinds/0/certain").booleanValue()).isTrue();
        assertThat(data.at("/canonicals/didYouMean").isNull()).isTrue();
        var why = data.at("/canonicals/edges/0/explanation");
        assertThat(why.path("score").doubleValue()).isEqualTo(data.at("/canonicals/edges/0/score").doubleValue());
        assertThat(why.at("/parts/0/reason").stringValue()).isNotBlank();
        assertThat(why.at("/factors/0/factor").doubleValue()).isNotEqualTo(1);
        for (var silent : List.of("/list", "/packageVersion/canonicals")) {
            assertThat(data.at(silent + "/understood").isNull()).as(silent).isTrue();
            assertThat(data.at(silent + "/didYouMean").isNull()).as(silent).isTrue();
            assertThat(data.at(silent + "/edges/0/explanation").isNull()).as(silent).isTrue();
        }
    }
}

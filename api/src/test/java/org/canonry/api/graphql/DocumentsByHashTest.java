package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Documents that are named by their hash: those that clients register, and lists of trusted ones.
class DocumentsByHashTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LSN = "{ index { lsn } }";

    @TempDir
    private static Path folder;

    private static SmallIndex index;

    @BeforeAll
    static void build() throws Exception {
        index = SmallIndex.in(folder).with(SmallPackage.of("a.fhir", "1.0.0")).publish();
    }

    @AfterAll
    static void close() throws Exception {
        index.close();
    }

    @Test
    void knowsAHashOnceItCameWithItsDocument() throws Exception {
        try (var server = RunningServer.over(index, folder)) {
            var missing = post(server, persisted(LSN));
            assertThat(missing.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(missing.body()).at("/errors/0/message").asString()).isEqualTo("PersistedQueryNotFound");
            assertThat(JSON.readTree(missing.body()).at("/errors/0/extensions/code").asString()).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
            assertThat(post(server, Map.of("query", LSN, "extensions", extensions(LSN))).body()).contains("\"lsn\":1");
            assertThat(post(server, persisted(LSN)).body()).contains("\"lsn\":1");
            assertThat(byHash(server, LSN).body()).contains("\"lsn\":1");
            assertThat(byHash(server, LSN).headers().firstValue("ETag")).isPresent();
            assertThat(server.get("/graphql?documentId=sha256:" + Documents.sha256(LSN)).body()).contains("\"lsn\":1");
        }
    }

    @Test
    void learnsByGetAsWell() throws Exception {
        var document = "{ index { packages } }";
        try (var server = RunningServer.over(index, folder)) {
            assertThat(byHash(server, document).body()).contains("PERSISTED_QUERY_NOT_FOUND");
            assertThat(byHash(server, document).headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(server.get("/graphql?query=%s&extensions=%s".formatted(
                    encoded(document), encoded(JSON.writeValueAsString(extensions(document))))).statusCode()).isEqualTo(200);
            assertThat(byHash(server, document).body()).contains("\"packages\":1");
        }
    }

    /// Half a surrogate pair is hashed like a question mark.
    @Test
    void keepsNoDocumentUnderTheHashOfAnother() throws Exception {
        var document = "{ index { lsn } packages(query: \"?\") { totalCount } }";
        var other = "{\"query\": \"%s\", \"extensions\": %s}".formatted(
                document.replace("\"", "\\\"").replace("?", "\\ud800"), JSON.writeValueAsString(extensions(document)));
        try (var server = RunningServer.over(index, folder)) {
            assertThat(server.post(other).body()).contains("provided sha does not match query");
            assertThat(post(server, persisted(document)).body()).contains("PERSISTED_QUERY_NOT_FOUND");
        }
    }

    @Test
    void keepsNothingUnderAWrongHashAndNothingThatIsNotAnswered() throws Exception {
        try (var server = RunningServer.over(index, folder)) {
            var wrong = post(server, Map.of("query", LSN, "extensions", extensions("{ index { packages } }")));
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("BAD_USER_INPUT", "provided sha does not match query");
            post(server, Map.of("query", "{ nothing }", "extensions", extensions("{ nothing }")));
            assertThat(post(server, persisted("{ nothing }")).body()).contains("PERSISTED_QUERY_NOT_FOUND");
            for (var extension : List.of("{}", "{\"version\":2,\"sha256Hash\":\"x\"}", "{\"version\":1,\"sha256Hash\":7}", "{\"version\":\"1\",\"sha256Hash\":\"x\"}")) {
                assertThat(server.post("{\"extensions\":{\"persistedQuery\":%s}}".formatted(extension)).statusCode()).as(extension).isEqualTo(400);
            }
            assertThat(server.post("{\"extensions\":{\"other\":1}}").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void keepsOnlySoMuch() throws Exception {
        try (var server = RunningServer.over(index, folder, Limits.defaults().with(Limit.GRAPHQL_PERSISTED_CHARACTERS, 1_000))) {
            for (var number = 0; number < 100; number++) {
                var document = "{ a%d: index { lsn } }".formatted(number);
                post(server, Map.of("query", document, "extensions", extensions(document)));
            }
            var known = 0;
            for (var number = 0; number < 100; number++) {
                known += post(server, persisted("{ a%d: index { lsn } }".formatted(number))).body().contains("lsn") ? 1 : 0;
            }
            assertThat(known).isBetween(1, 15);
        }
    }

    @Test
    void answersOnlyTrustedDocumentsWhereThereIsAList() throws Exception {
        var list = Files.writeString(folder.resolve("persisted.json"), JSON.writeValueAsString(Map.of("sha256:" + Documents.sha256(LSN), LSN)));
        var settings = new GraphQlSettings(Optional.of(TrustedDocuments.read(List.of(list))), 0);
        try (var server = RunningServer.over(index.bucket(), folder.resolve("trusting"), Limits.defaults(), settings)) {
            assertThat(server.data(LSN).at("/index/lsn").asInt()).isOne();
            assertThat(post(server, persisted(LSN)).body()).contains("\"lsn\":1");
            assertThat(post(server, Map.of("documentId", "sha256:" + Documents.sha256(LSN))).body()).contains("\"lsn\":1");
            assertThat(byHash(server, LSN).body()).contains("\"lsn\":1");
            for (var other : List.of(Map.of("query", "{ index { packages } }"), persisted("{ index { packages } }"),
                    Map.of("query", "{ __schema { types { name } } }"))) {
                var refused = post(server, other);
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).contains("DOCUMENT_NOT_TRUSTED");
            }
        }
    }

    @Test
    void readsTheListsOfTheUsualTools() throws Exception {
        var lists = Files.createDirectories(folder.resolve("lists"));
        Files.writeString(lists.resolve("apollo.json"), """
                {"format": "apollo-persisted-query-manifest", "version": 1,
                 "operations": [{"id": "one", "name": "A", "type": "query", "body": "query A { index { lsn } }"}]}""");
        Files.writeString(lists.resolve("codegen.json"), "{\"two\": \"{ index { packages } }\", \"three\": \"{ index { canonicals } }\"}");
        Files.writeString(lists.resolve("four.graphql"), LSN);
        Files.writeString(lists.resolve("README.md"), "of no concern");
        var documents = TrustedDocuments.read(List.of(lists));
        assertThat(documents.size()).isEqualTo(4);
        assertThat(documents.named("one")).contains("query A { index { lsn } }");
        assertThat(documents.named(Documents.sha256(LSN))).contains(LSN);
        assertThat(documents.contains("{ index { packages } }")).isTrue();
    }

    @Test
    void saysWhichDocumentsTheContractDoesNotAllow() throws Exception {
        var list = Files.writeString(folder.resolve("other.json"), "{\"good\": \"{ a }\", \"old\": \"{ b }\", \"broken\": \"{\"}");
        var contract = new SchemaGenerator().makeExecutableSchema(
                new SchemaParser().parse("type Query { a: Int }"), RuntimeWiring.MOCKED_WIRING);
        assertThat(TrustedDocuments.read(List.of(list)).misfits(contract)).hasSize(2)
                .satisfiesExactly(broken -> assertThat(broken).startsWith("broken: "), old -> assertThat(old).startsWith("old: "));
    }

    @Test
    void saysWhichListIsNone() throws Exception {
        var empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> TrustedDocuments.read(List.of(empty))).isInstanceOf(IOException.class).hasMessageContaining("no document");
        for (var wrong : List.of("[", "{\"a\": 7}", "{\"operations\": [{\"body\": \"{ a }\"}]}")) {
            var file = Files.writeString(folder.resolve("wrong.json"), wrong);
            assertThatThrownBy(() -> TrustedDocuments.read(List.of(file))).as(wrong).isInstanceOf(IOException.class).hasMessageContaining("wrong.json");
        }
    }

    private static Map<String, Object> persisted(String document) {
        return Map.of("extensions", extensions(document));
    }

    private static Map<String, Object> extensions(String document) {
        return Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", Documents.sha256(document)));
    }

    private static HttpResponse<String> post(RunningServer server, Map<String, ?> body) throws Exception {
        return server.post(JSON.writeValueAsString(body));
    }

    private static HttpResponse<String> byHash(RunningServer server, String document) throws Exception {
        return server.get("/graphql?extensions=" + encoded(JSON.writeValueAsString(extensions(document))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

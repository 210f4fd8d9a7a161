package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Eventually;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries in the address: what they may be, and how long others may keep their answers.
class AskingByGetTest {
    private static final String LSN = "{ index { lsn } }";

    @TempDir
    private Path folder;

    private SmallIndex index;
    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        index = SmallIndex.in(folder).with(SmallPackage.of("a.fhir", "1.0.0").holding("ValueSet", "http://a/vs", "1.0")).publish();
        server = RunningServer.over(index, folder, Limits.defaults().with(Limit.POINTER_POLL_MILLISECONDS, 10));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        index.close();
    }

    @Test
    void answersAQueryWithVariablesAndAnOperationName() throws Exception {
        var answer = server.get("/graphql?query=%s&variables=%s&operationName=B".formatted(
                encoded("query A { index { lsn } } query B($r: String!) { canonical(reference: $r) { url } }"), encoded("{\"r\": \"http://a/vs\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"url\":\"http://a/vs\"");
    }

    @Test
    void refusesWhatIsNoObjectInVariablesAndExtensions() throws Exception {
        for (var wrong : List.of("variables=7", "variables=%5B%5D", "variables=nonsense", "variables=%22text%22", "extensions=true", "extensions=%5B%5D")) {
            var answer = server.get("/graphql?query=%s&%s".formatted(encoded(LSN), wrong));
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).as(wrong).contains("BAD_USER_INPUT");
        }
        assertThat(server.get("/graphql?query=%s&variables=&extensions=&operationName=".formatted(encoded(LSN))).statusCode()).isEqualTo(200);
    }

    @Test
    void changesNothingAndFollowsNothing() throws Exception {
        var mutation = get("mutation { __typename }");
        assertThat(mutation.statusCode()).isEqualTo(405);
        assertThat(mutation.headers().firstValue("Allow").orElse("")).contains("POST");
        assertThat(get("subscription { changes { lsn } }").statusCode()).isEqualTo(405);
        var posted = server.post("{\"query\":\"subscription { changes { lsn } }\"}");
        assertThat(posted.statusCode()).isEqualTo(406);
        assertThat(posted.body()).contains("text/event-stream", "graphql-transport-ws");
    }

    @Test
    void isNotModifiedUntilTheIndexMovesOn() throws Exception {
        var first = get(LSN);
        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("W/\"1-");
        assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("public", "max-age=0", "s-maxage=5");
        assertThat(first.headers().allValues("Vary")).contains("Accept");
        var again = get(LSN, "If-None-Match", "\"other\", " + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        index.with(SmallPackage.of("b.fhir", "1.0.0")).publish();
        Eventually.holds("the index has moved on", () -> get(LSN, "If-None-Match", tag).statusCode() == 200);
        var later = get(LSN, "If-None-Match", tag);
        assertThat(later.body()).contains("\"lsn\":2");
        assertThat(later.headers().firstValue("ETag").orElse("")).startsWith("W/\"2-");
    }

    @Test
    void tellsQuestionsAndKindsOfAnswersApart() throws Exception {
        var tag = tag(LSN, "application/json");
        assertThat(tag(LSN, "application/json")).isEqualTo(tag);
        assertThat(tag(LSN, "application/graphql-response+json")).isNotEqualTo(tag);
        assertThat(tag("{ index { packages } }", "application/json")).isNotEqualTo(tag);
        var one = server.get("/graphql?query=%s&variables=%s".formatted(encoded("query($n: Int) { packages(first: $n) { totalCount } }"), encoded("{\"n\":1}")));
        var two = server.get("/graphql?query=%s&variables=%s".formatted(encoded("query($n: Int) { packages(first: $n) { totalCount } }"), encoded("{\"n\":2}")));
        assertThat(one.headers().firstValue("ETag")).isNotEqualTo(two.headers().firstValue("ETag"));
    }

    @Test
    void letsNobodyKeepErrorsOrWhatIsToldByMoreThanTheIndex() throws Exception {
        for (var fleeting : List.of("{ nothing }", "{ packages(first: 0) { totalCount } }", "{ quarantine { totalCount } }", "{ rateLimit { cost } }", "{")) {
            var answer = get(fleeting);
            assertThat(answer.headers().firstValue("ETag")).as(fleeting).isEmpty();
            assertThat(answer.headers().firstValue("Cache-Control")).as(fleeting).contains("no-store");
        }
        assertThat(server.post("{\"query\":\"{ index { lsn } }\"}").headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        var head = server.send("/graphql?query=" + encoded(LSN), request -> request.method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).isPresent();
    }

    private String tag(String document, String accept) throws Exception {
        return get(document, "Accept", accept).headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> get(String document, String... headers) throws Exception {
        return server.get("/graphql?query=" + encoded(document), headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

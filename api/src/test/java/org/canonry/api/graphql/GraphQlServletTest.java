package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What HTTP says around a question and its answer.
class GraphQlServletTest {
    private static final String GOOD = "{\"query\":\"{ index { lsn } }\"}";
    private static final String WRONG = "{\"query\":\"{ nothing }\"}";

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

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            application/json                                              > application/json
            */*                                                           > application/json
            application/graphql-response+json, application/json;q=0.9     > application/graphql-response+json
            application/json;q=0.1, application/graphql-response+json     > application/graphql-response+json
            text/html, application/*;q=0.1                                > application/json
            application/json;q=0, */*                                     > application/graphql-response+json
            """)
    void answersInTheKindOfJsonThatIsLikedBest(String accept, String kind) throws Exception {
        var answer = send("POST", GOOD, "application/json; charset=utf-8", accept);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(kind);
    }

    @Test
    void tellsByTheStatusThatThereIsNoDataInTheNewerKindAlone() throws Exception {
        assertThat(send("POST", WRONG, "application/json", "application/json").statusCode()).isEqualTo(200);
        assertThat(send("POST", WRONG, "application/json", "application/graphql-response+json").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            POST   > text/plain       > application/json > 415
            POST   > no type          > application/json > 415
            POST   > application/json > application/xml  > 415
            POST   > application/json > nonsense         > 415
            POST   > application/json > application/json;q=0 > 415
            PUT    > application/json > application/json > 405
            DELETE > application/json > application/json > 405
            GET    > application/json > application/json > 400
            """)
    void refusesWhatIsNoQuestionInTheFormOfAnError(String method, String contentType, String accept, int status) throws Exception {
        var answer = send(method, GOOD, contentType, accept);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("BAD_USER_INPUT", "ask by POST");
    }

    @Test
    void sendsABrowserToTheFrontPage() throws Exception {
        var answer = send("GET", "", "text/plain", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("./");
    }

    private static HttpResponse<String> send(String method, String body, String contentType, String accept)
            throws IOException, InterruptedException {
        return server.send("/graphql", request -> request.method(method, BodyPublishers.ofString(body))
                .headers("Content-Type", contentType, "Accept", accept));
    }
}

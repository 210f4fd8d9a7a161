package org.canonry.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.Seed;
import org.canonry.storage.bucket.FlakyBucket;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `diff` at `/graphql`.
class DiffGraphQlTest {
    private static final String CODES = "{'resourceType':'CodeSystem','url':'http://a/cs','version':'%s','status':'active','concept':[%s]}";

    @TempDir
    private static Path folder;

    private static SmallIndex index;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("a.fhir", "1.0.0").holding("cs.json", CODES.formatted("1", "{'code':'a','display':'A'}")))
                .with(SmallPackage.of("a.fhir", "2.0.0").holding("cs.json", CODES.formatted("2", "{'code':'b','display':'B'}")))
                .with(SmallPackage.of("user.fhir", "1.0.0").profile("http://user/sd", "http://base", "http://a/cs"))
                .publish();
        server = RunningServer.over(index, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        index.close();
    }

    @Test
    void saysWhatChangedElementByElement() throws Exception {
        var change = server.data("""
                { diff(from: "a.fhir@1.0.0", to: "a.fhir@2.0.0") { renamed { totalCount } changed { nodes { from { version } to { version } impact cut
                    counts { breaking compatible editorial } elements { path kind from to impact rule } few: elements(first: 1) { rule } } } } }""")
                .at("/diff/changed/nodes/0");
        assertThat(change.path("impact").stringValue()).isEqualTo("BREAKING");
        assertThat(change.path("counts")).hasToString("{\"breaking\":1,\"compatible\":1,\"editorial\":0}");
        assertThat(change.at("/elements/0"))
                .hasToString("""
                        {"path":"CodeSystem.concept[a]","kind":"code","from":"A","to":null,"impact":"BREAKING","rule":"code-removed"}""");
        assertThat(change.path("elements")).hasSize(2);
        assertThat(change.path("few")).hasSize(1);
        assertThat(change.path("cut").isNull()).isTrue();
    }

    @Test
    void saysWhoIsTouchedInTheClosureOfAPackage() throws Exception {
        var touched = server.data("""
                { diff(from: "a.fhir@1.0.0", to: "a.fhir") { touched(in: "user.fhir") { totalCount edges { cursor } pageInfo { hasNextPage }
                    nodes { resource { url } uses { path target } changes { impact to { url } } removed { url } } } } }""").at("/diff/touched");
        assertThat(touched.path("totalCount").intValue()).isEqualTo(1);
        assertThat(touched.at("/nodes/0/resource/url").stringValue()).isEqualTo("http://user/sd");
        assertThat(touched.at("/nodes/0/uses/0/target").stringValue()).isEqualTo("http://a/cs");
        assertThat(touched.at("/nodes/0/changes/0/impact").stringValue()).isEqualTo("BREAKING");
        assertThat(touched.at("/nodes/0/removed")).isEmpty();
        assertThat(server.data("{ diff(from: \"a.fhir@1.0.0\", to: \"a.fhir\") { touched(in: \"gone.fhir\") { totalCount } } }").at("/diff/touched").isNull()).isTrue();
    }

    @Test
    void refusesToListNoneOrTooMany() throws Exception {
        for (var wrong : new String[] {"0", "-1", "1001"}) {
            var query = "{ diff(from: \"a.fhir@1.0.0\", to: \"a.fhir\") { changed { nodes { elements(first: %s) { rule } } } } }".formatted(wrong);
            assertThat(server.code(query)).as(wrong).isEqualTo("BAD_USER_INPUT");
            assertThat(server.message(query)).contains("diff_elements");
        }
    }

    @Test
    void tellsThatSomethingChangedWhileTheBucketCannotBeRead() throws Exception {
        // Not closed: it would close the index's own bucket.
        var flaky = new FlakyBucket(index.bucket(), Seed.ofThisRun()).withRate(0);
        try (var other = RunningServer.over(flaky, folder.resolve("flaky"), Limits.defaults())) {
            flaky.withRate(1);
            var answer = other.ask("{ diff(from: \"a.fhir@1.0.0\", to: \"a.fhir@2.0.0\") { changed { totalCount nodes { to { url } impact } } } }");
            assertThat(answer.at("/data/diff/changed/nodes/0/to/url").stringValue()).isEqualTo("http://a/cs");
            assertThat(answer.at("/data/diff/changed/nodes/0/impact").isNull()).isTrue();
            assertThat(answer.at("/errors/0/extensions/code").stringValue()).isEqualTo("BUCKET_UNAVAILABLE");
        }
    }
}

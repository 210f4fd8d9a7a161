package org.canonry.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FhirServletTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SET = "{'resourceType':'ValueSet','id':'%s','url':'http://a/vs','version':'%s','name':'%s','title':'%s','status':'%s','date':'%s'}";

    private static @TempDir Path folder = Path.of("");
    private static SmallIndex index;
    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("a.fhir", "1.0.0")
                        .holding("ValueSet-1.json", SET.formatted("vs", "1.0.0", "Colours", "All colours", "active", "2020-01-01"))
                        .holding("CodeSystem-1.json", "{'resourceType':'CodeSystem','id':'cs','url':'http://a/cs','status':'draft','content':'complete','concept':[{'code':'x'}]}")
                        .holding("StructureDefinition-1.json", """
                                {'resourceType':'StructureDefinition','id':'sd','meta':{'versionId':'7','profile':['http://p'],'tag':[{'code':'own'}]},
                                'url':'http://a/StructureDefinition/sd','version':'1.0.0','name':'Über','status':'active','kind':'resource','abstract':false,
                                'type':'Patient','derivation':'constraint','_name':{'id':'x'},'differential':{'element':[{'path':'Patient','min':1.5}]}}""".replace("\n", " "))
                        .holding("Device-1.json", "{'resourceType':'Device','id':'d','url':'http://a/device'}"))
                .with(SmallPackage.of("a.fhir", "1.1.0")
                        .dependsOn("b.fhir", "1.0.0")
                        .holding("ValueSet-1.json", SET.formatted("vs", "1.1.0", "Colours", "All the colours", "draft", "2021-06"))
                        .holding("ValueSet-2.json", "{'resourceType':'ValueSet','id':'other','url':'http://a/other','version':'2','name':'ColoursOfHats','status':'retired'}"))
                .with(SmallPackage.of("b.fhir", "1.0.0")
                        .holding("ValueSet-9.json", SET.formatted("vs", "1.0.0", "Colours", "All colours", "active", "2020-01-01"))
                        .holding("ValueSet-8.json", "{'resourceType':'ValueSet','id':'other','url':'http://b/other','status':'active'}"))
                .with(SmallPackage.ofJson("{'name':'c.fhir','version':'1.0.0','fhirVersions':['5.0.0']}")
                        .holding("ValueSet-1.json", SET.formatted("vs", "5.0.0", "Colours", "Colours of R5", "active", "2024")))
                .publish();
        server = RunningServer.over(index, folder, Limits.defaults().with(Limit.FHIR_PAGE_ITEMS, 3).with(Limit.FHIR_BODY_BYTES, 200).with(Limit.FHIR_VALUES, 4));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        index.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return server.get("/fhir/r4" + path, headers);
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        var response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /// What a search finds, each as `url|version`.
    private static List<String> found(String path) throws IOException, InterruptedException {
        return StreamSupport.stream(json(path).path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .map(resource -> resource.path("url").asString("") + '|' + resource.path("version").asString(""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "/ValueSet?url=http://a/vs; http://a/vs|1.1.0 http://a/vs|1.0.0",
        "/ValueSet?url=http%3A%2F%2Fa%2Fvs%7C1.0.0; http://a/vs|1.0.0",
        "/ValueSet?url=http://a/vs%5C%7C1.0.0; http://a/vs|1.0.0",
        "/ValueSet?url=http://a/vs%7C1.1; http://a/vs|1.1.0",
        "/ValueSet?url=http://a/vs%7C1.0.x; http://a/vs|1.0.0",
        "/ValueSet?url=http://a/vs%7C1.0.7; ''",
        "/ValueSet?url=http://a/vs&version=1.0.0; http://a/vs|1.0.0",
        "/ValueSet?url=http://a/vs&version=1.0; http://a/vs|1.0.0",
        "/ValueSet?url=http://a/vs&version=7; ''",
        "/ValueSet?url=http://a/vs%7C1.0.0,http://b/other; http://a/vs|1.0.0 http://b/other|",
        "/ValueSet?url=http://a/vs,http://a/other&status=retired; http://a/other|2",
        "/CodeSystem?url=http://a/vs; ''",
        "/CodeSystem?system=http://a/cs; http://a/cs|",
        "/ValueSet?url:below=http://a; http://a/other|2 http://a/vs|1.1.0 http://a/vs|1.0.0",
        "/ValueSet?name=colours; http://a/vs|1.1.0 http://a/vs|1.0.0 http://a/other|2",
        "/ValueSet?name=COLOURSOF; http://a/other|2",
        "/ValueSet?name:contains=hats; http://a/other|2",
        "/ValueSet?name:exact=colours; ''",
        "/ValueSet?title:contains=the; http://a/vs|1.1.0",
        "/StructureDefinition?name=uber; http://a/StructureDefinition/sd|1.0.0",
        "/StructureDefinition?type=Patient&kind=resource&derivation=constraint; http://a/StructureDefinition/sd|1.0.0",
        "/ValueSet?status=draft,retired; http://a/other|2 http://a/vs|1.1.0",
        "/ValueSet?status:not=active; http://a/other|2 http://a/vs|1.1.0",
        "/ValueSet?status=http://hl7.org/fhir/publication-status%7Cdraft; http://a/vs|1.1.0",
        "/ValueSet?version:missing=true; http://b/other|",
        "/ValueSet?date=2021; http://a/vs|1.1.0",
        "/ValueSet?date=lt2021; http://a/vs|1.0.0",
        "/ValueSet?_sort=-date&date=ge2000; http://a/vs|1.1.0 http://a/vs|1.0.0",
        "/ValueSet?_id=other&url:below=http://b; http://b/other|",
        "/ValueSet?_tag=urn:canonry:package%7Cb.fhir@1.0.0; http://a/vs|1.0.0 http://b/other|",
        "/ValueSet?_package=b.fhir@1.0.0; http://a/vs|1.0.0 http://b/other|",
        "/ValueSet?_package=a.fhir@1.1.0&url=http://a/vs; http://a/vs|1.1.0 http://a/vs|1.0.0",
        "/ValueSet?_package=a.fhir@1.0.0&url=http://a/vs; http://a/vs|1.0.0",
        "/ValueSet?whatever=1&url=http://a/other; http://a/other|2"
    })
    void findsTheBestMatchFirst(String path, String expected) throws IOException, InterruptedException {
        assertThat(String.join(" ", found(path))).isEqualTo(expected);
    }

    @Test
    void givesEachBaseTheResourcesOfItsOwnFhirVersion() throws IOException, InterruptedException {
        assertThat(server.get("/fhir/r5/ValueSet?url=http://a/vs").body()).contains("\"total\":1", "\"5.0.0\"");
        assertThat(found("/ValueSet?url=http://a/vs")).doesNotContain("http://a/vs|5.0.0");
        assertThat(server.get("/fhir/r4b/ValueSet").body()).contains("\"total\":0").doesNotContain("entry");
    }

    @Test
    void givesOneResourceForWhatPackagesRepeatAndReadsItUnderItsFullUrl() throws IOException, InterruptedException {
        var entries = json("/ValueSet?url=http://a/vs%7C1.0.0").path("entry");
        assertThat(entries).hasSize(1);
        var fullUrl = entries.path(0).path("fullUrl").asString();

        assertThat(fullUrl).isEqualTo(server.url("/fhir/r4/ValueSet/" + entries.path(0).at("/resource/id").asString()));
        assertThat(JSON.readTree(server.get(URI.create(fullUrl).getPath()).body())).isEqualTo(entries.path(0).path("resource"));
        assertThat(entries.path(0).at("/search/mode").asString()).isEqualTo("match");
    }

    @Test
    void copiesResourcesByteForByteButForIdAndMeta() throws IOException, InterruptedException {
        var body = get("/StructureDefinition?url=http://a/StructureDefinition/sd").body();
        var resource = JSON.readTree(body).at("/entry/0/resource");

        assertThat(body).contains("\"min\":1.5}", "\"name\":\"Über\"").doesNotContain("_filename");
        assertThat(resource.at("/_name/id").asString()).isEqualTo("x");
        assertThat(resource.at("/meta/profile/0").asString()).isEqualTo("http://p");
        assertThat(resource.at("/meta/versionId").asString()).matches("[0-9a-f]{16}");
        assertThat(resource.at("/meta/tag").findValuesAsString("code")).containsExactly("own", "a.fhir@1.0.0");
        assertThat(resource.path("id").asString()).isEqualTo("sd." + resource.at("/meta/versionId").asString());
    }

    @Test
    void readsUnderAnOwnIdWhereThatMeansOneThing() throws IOException, InterruptedException {
        var response = get("/ValueSet/vs");
        var versioned = JSON.readTree(response.body()).at("/meta/versionId").asString();

        assertThat(JSON.readTree(response.body()).path("id").asString()).isEqualTo("vs");
        assertThat(JSON.readTree(response.body()).path("version").asString()).isEqualTo("1.1.0");
        assertThat(response.headers().firstValue("Content-Location"))
                .hasValue(server.url("/fhir/r4/ValueSet/vs.%s/_history/%s".formatted(versioned, versioned)));
        assertThat(json("/ValueSet/vs?_package=a.fhir@1.0.0").path("version").asString()).isEqualTo("1.0.0");
        assertThat(json("/ValueSet/vs/_history/" + versioned).path("version").asString()).isEqualTo("1.1.0");
        assertThat(get("/ValueSet/other").statusCode()).isEqualTo(409);
        assertThat(diagnostics("/ValueSet/other")).contains("http://a/other", "http://b/other");
        assertThat(get("/ValueSet/vs/_history/7").statusCode()).isEqualTo(404);
        assertThat(get("/CodeSystem/vs").statusCode()).isEqualTo(404);
    }

    private static String diagnostics(String path) throws IOException, InterruptedException {
        var outcome = JSON.readTree(get(path).body());
        assertThat(outcome.path("resourceType").asString()).isEqualTo("OperationOutcome");
        return outcome.at("/issue/0/diagnostics").asString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "_summary=true; 'abstract,derivation,id,kind,meta,name,resourceType,status,type,url,version,_name'",
        "_summary=text; 'abstract,id,kind,meta,name,resourceType,status,type,url,_name'",
        "_elements=differential.element; 'abstract,differential,id,kind,meta,name,resourceType,status,type,url,_name'",
        "'_elements=.,.x,..'; 'abstract,id,kind,meta,name,resourceType,status,type,url,_name'",
        "_summary=data; 'abstract,derivation,differential,id,kind,meta,name,resourceType,status,type,url,version,_name'"
    })
    void givesPartsOfResourcesAndMarksThem(String parameter, String members) throws IOException, InterruptedException {
        var resource = json("/StructureDefinition/sd?" + parameter);

        assertThat(resource.propertyNames()).containsExactlyInAnyOrder(members.split(","));
        assertThat(resource.at("/meta/tag").findValuesAsString("code")).contains("SUBSETTED");
    }

    @Test
    void countsWithoutGiving() throws IOException, InterruptedException {
        for (var path : List.of("/ValueSet?_summary=count", "/ValueSet?_count=0")) {
            assertThat(json(path).path("total").asInt()).isEqualTo(4);
            assertThat(json(path).has("entry")).isFalse();
        }
        assertThat(json("/ValueSet?_total=none").has("total")).isFalse();
    }

    @Test
    void linksPagesThatTogetherHaveEverythingOnce() throws IOException, InterruptedException {
        var first = json("/ValueSet?_count=3&nonsense=1&_elements=url");
        assertThat(link(first, "self")).isEqualTo(server.url("/fhir/r4/ValueSet?_count=3&_elements=url"));
        assertThat(first.path("entry")).hasSize(3);

        var second = JSON.readTree(server.get(link(first, "next").substring(server.url("").length())).body());
        assertThat(second.path("entry")).hasSize(1);
        assertThat(link(second, "next")).isEmpty();
        assertThat(first.path("entry").findValuesAsString("fullUrl")).doesNotContainAnyElementsOf(second.path("entry").findValuesAsString("fullUrl"));
        var back = JSON.readTree(server.get(link(second, "previous").substring(server.url("").length())).body());
        assertThat(back.path("entry")).isEqualTo(first.path("entry"));

        assertThat(json("/ValueSet?_count=1000").path("entry")).hasSize(3);
        assertThat(get("/ValueSet?_cursor=a0000000000000000").statusCode()).isEqualTo(410);
        assertThat(get("/ValueSet?_cursor=5").statusCode()).isEqualTo(400);
    }

    private static String link(JsonNode bundle, String relation) {
        return StreamSupport.stream(bundle.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asString().equals(relation))
                .map(link -> link.path("url").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void tellsTheCurrentOneOfAUrl() throws IOException, InterruptedException {
        assertThat(json("/ValueSet/$current-canonical?url=http://a/vs").at("/parameter/0/resource/version").asString()).isEqualTo("1.1.0");
        assertThat(json("/$current-canonical?url=http://a/vs&status=active").at("/parameter/0/resource/version").asString()).isEqualTo("1.0.0");
        assertThat(json("/CodeSystem/$current-canonical?url=http://a/vs").has("parameter")).isFalse();
        assertThat(get("/$current-canonical").statusCode()).isEqualTo(400);
    }

    @Test
    void resolvesAReference() throws IOException, InterruptedException {
        assertThat(json("/$resolve?canonical=http://a/vs").path("version").asString()).isEqualTo("1.1.0");
        assertThat(json("/$resolve?canonical=http://a/vs%7C1.0").path("version").asString()).isEqualTo("1.0.0");
        assertThat(json("/$resolve?canonical=http://a/vs&_package=b.fhir@1.0.0").path("version").asString()).isEqualTo("1.0.0");
        assertThat(json("/$resolve?canonical=http://a/vs&sourceCanonical=http://b/other").path("version").asString()).isEqualTo("1.0.0");
        assertThat(json("/$resolve?canonical=http://a/vs&sourceReference=CodeSystem/cs").path("version").asString()).isEqualTo("1.0.0");
        assertThat(json("/$resolve?canonical=http://a/vs&force-valueset-version=http://a/vs%7C1.0.0").path("version").asString()).isEqualTo("1.0.0");
        assertThat(json("/$resolve?canonical=http://a/vs&default-canonical-version=http://a/vs%7C1.0.0").path("version").asString()).isEqualTo("1.0.0");
        assertThat(get("/$resolve?canonical=http://a/vs&check-canonical-version=http://a/vs%7C1.0.0").statusCode()).isEqualTo(409);
        assertThat(json("/$resolve?canonical=http://a/vs&duplicateBehavior=all").path("entry")).hasSize(2);
        assertThat(get("/CodeSystem/$resolve?canonical=http://a/vs").statusCode()).isEqualTo(404);
        assertThat(diagnostics("/$resolve?canonical=http://nobody/vs")).contains("http://nobody/vs");
        assertThat(get("/$resolve?canonical=http://a/vs&manifest=http://m").statusCode()).isEqualTo(400);
        assertThat(get("/$resolve?canonical=http://a/vs", "X-Manifest", "http://m").statusCode()).isEqualTo(400);
    }

    @Test
    void takesWhatIsPosted() throws IOException, InterruptedException {
        assertThat(post("/ValueSet/_search", "application/x-www-form-urlencoded", "url=http%3A%2F%2Fa%2Fother").body()).contains("\"total\":1");
        assertThat(post("/$resolve", "application/fhir+json", "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"canonical\",\"valueUri\":\"http://a/vs\"}]}").body())
                .contains("\"version\":\"1.1.0\"");
        assertThat(post("/$resolve", "application/fhir+json", "{").body()).contains("no JSON, from line 1", "Parameters");
        assertThat(post("/$resolve", "application/fhir+json", "[".repeat(5_000)).statusCode()).as("longer than the body may be").isEqualTo(413);
        assertThat(post("/$resolve", "application/fhir+json", "{\"resourceType\":\"Patient\"}").statusCode()).isEqualTo(400);
        assertThat(post("/$resolve", "application/fhir+xml", "<Parameters/>").statusCode()).isEqualTo(415);
        assertThat(post("/$resolve", "application/x-www-form-urlencoded", "x".repeat(201)).statusCode()).isEqualTo(413);
        assertThat(post("/ValueSet", "application/fhir+json", "{}").headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    private static HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return server.send("/fhir/r4" + path, request -> request.POST(BodyPublishers.ofString(body)).header("Content-Type", type));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "/CodeSystem/$lookup?code=x; 501; not-supported; terminology server",
        "/ValueSet/$expand?url=http://a/vs; 501; not-supported; terminology server",
        "/CodeSystem/$validate-code; 501; not-supported; terminology server",
        "/ValueSet/$everything; 501; not-supported; metadata lists",
        "/ValueSet/vs/$expand; 501; not-supported; $expand",
        "/ValueSet/vs/_history; 501; not-supported; history",
        "/Patient; 404; not-supported; Patient",
        "/Nonsense/1/2; 404; not-supported; Nonsense",
        "/ValueSet/nobody; 404; not-found; search by url",
        "/ValueSet/1/2/3/4; 404; not-found; nothing at this address",
        "'' ; 404; not-supported; by type",
        "/ValueSet?_package=nobody@1; 400; invalid; there is no package nobody; /pkgs/catalog lists",
        "/$resolve; 400; required; ?canonical=",
        "/ValueSet?_count=-1; 400; invalid; _count",
        "/ValueSet?_summary=some; 400; invalid; _summary",
        "/ValueSet?date=yesterday; 400; invalid; date",
        "/ValueSet?name:within=x; 400; not-supported; within",
        "/ValueSet?name=a,b,c,d,e; 400; too-long; fhir_values",
        "/ValueSet?_format=xml; 406; not-supported; application/fhir+json",
    })
    void saysInAnOperationOutcomeWhatIsNotAnswered(String path, int status, String code, String words) throws IOException, InterruptedException {
        var response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/fhir+json");
        assertThat(JSON.readTree(response.body()).at("/issue/0/code").asString()).isEqualTo(code);
        assertThat(diagnostics(path)).contains(words);
    }

    @Test
    void refusesWhatNobodyKnowsOnlyWhereThatIsAsked() throws IOException, InterruptedException {
        assertThat(get("/ValueSet?whatever=1", "Prefer", "handling=strict").statusCode()).isEqualTo(400);
        assertThat(get("/ValueSet?_sort=whatever", "Prefer", "handling=strict").statusCode()).isEqualTo(400);
        assertThat(get("/ValueSet?whatever=1&_sort=whatever", "Prefer", "handling=lenient").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "*/*", "application/json", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/fhir+json; fhirVersion=4.0",
        "application/fhir+xml;q=1.0, application/fhir+json;q=1.0"
    })
    void givesJsonToEverybodyWhoDoesNotInsistOnSomethingElse(String accept) throws IOException, InterruptedException {
        assertThat(get("/ValueSet", "Accept", accept).headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualToIgnoringCase("application/fhir+json;charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+xml", "text/turtle", "application/fhir+json; fhirVersion=5.0", "application/fhir+xml, application/xml"})
    void refusesWhoInsists(String accept) throws IOException, InterruptedException {
        assertThat(get("/ValueSet", "Accept", accept).statusCode()).isEqualTo(406);
    }

    @Test
    void saysWhetherAnythingChanged() throws IOException, InterruptedException {
        for (var path : List.of("/metadata", "/ValueSet?url=http://a/vs", "/ValueSet/vs", "/$resolve?canonical=http://a/vs")) {
            var tag = get(path).headers().firstValue("ETag").orElseThrow();
            var again = get(path, "If-None-Match", tag);

            assertThat(tag).as(path).startsWith("W/\"");
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        assertThat(get("/ValueSet?url=http://a/vs", "If-None-Match", "W/\"1.00000000\"").statusCode()).isEqualTo(200);
    }

    /// A server that is moved would send who knows its pages back to where it was.
    @Test
    void saysThatLinksToAnotherAddressAreAnotherAnswer() throws IOException, InterruptedException {
        var tag = get("/ValueSet").headers().firstValue("ETag").orElseThrow();
        assertThat(get("/ValueSet", "If-None-Match", tag).statusCode()).isEqualTo(304);
        try (var elsewhere = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.url("/fhir/r4/ValueSet").replace("localhost", "127.0.0.1"))).header("If-None-Match", tag).build();
            assertThat(elsewhere.send(request, HttpResponse.BodyHandlers.ofString()).body()).contains("http://127.0.0.1:" + server.port() + "/fhir/r4/ValueSet");
        }
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws IOException, InterruptedException {
        var response = server.send("/fhir/r4/ValueSet/vs", request -> request.HEAD());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).isPresent();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void pressesAnswersForWhoTakesThat() throws IOException, InterruptedException {
        var response = get("/ValueSet?url=http://a/vs", "Accept-Encoding", "gzip");

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(get("/ValueSet?url=http://a/vs", "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void statesTheTypesAndParametersOfItsFhirVersion() throws IOException, InterruptedException {
        var statement = json("/metadata");

        assertThat(statement.path("fhirVersion").asString()).isEqualTo("4.0.1");
        assertThat(statement.at("/rest/0/resource").findValuesAsString("type")).contains("StructureDefinition", "NamingSystem").doesNotContain("Patient");
        assertThat(server.get("/fhir/r5/metadata").body()).contains("\"fhirVersion\":\"5.0.0\"", "SubscriptionTopic");
        assertThat(server.get("/fhir/r6/metadata").statusCode()).isEqualTo(404);
    }
}

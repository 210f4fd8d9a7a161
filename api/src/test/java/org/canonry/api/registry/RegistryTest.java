package org.canonry.api.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.canonry.api.ops.RunningServer;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.storage.archive.TarballBuilder;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Registry;
import org.canonry.storage.registry.TakenIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The registry as npm and FHIR clients ask it, on packages of our own that are in the bucket and in the index.
class RegistryTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "http://registry.example/pkgs";
    private static final String CORGI = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";
    private static final String PATIENT = "http://acme.example/fhir/StructureDefinition/patient";
    private static final List<String> MANIFESTS = List.of(
            """
            {"name":"acme.base","version":"1.0.0","fhirVersions":["4.0.1"],"canonical":"http://acme.example/fhir","type":"IG","date":"20230101000000"}""",
            """
            {"name":"acme.base","version":"1.0.1","fhirVersions":["4.0.1"],"canonical":"http://acme.example/fhir","type":"IG","date":"20230201000000",
             "title":"The base of Acme","author":"Acme Inc.","dependencies":{"old@npm:acme.other":"1.0.0","acme.none":"1.x"}}""",
            """
            {"name":"acme.base","version":"2.0.0-ballot","fhirVersions":["5.0.0"],"canonical":"http://acme.example/fhir","date":"20240101000000"}""",
            """
            {"name":"acme.base","version":"2019.01.01","date":"20190101000000"}""",
            """
            {"name":"acme.us","version":"0.1.0","fhirVersions":["4.0.1"],"date":"20240301000000","type":"fhir.ig",
             "dependencies":{"acme.base":"1.0.x","acme.missing":"1.0.0","acme.other":"current"}}""",
            """
            {"name":"@acme/scoped","version":"1.0.0","description":"In a scope"}""",
            """
            {"name":"Acme.Upper","version":"1.0.0-alpha"}""",
            """
            {"name":"odd.one","version":"1.0.0-0","description":{"no":"text"},"url":7,"author":[],"canonical":false,"date":"yesterday","fhirVersions":"x",
             "type":null,"dependencies":{"x y":"1","acme.none":{}},"maintainers":"me"}""");

    @TempDir
    private static Path folder;

    private static SmallIndex index;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        index = SmallIndex.in(Files.createDirectories(folder.resolve("index")));
        var registry = Registry.open(index.bucket(), URI.create(BASE), Limits.defaults(), Clock.systemUTC());
        for (var manifest : MANIFESTS) {
            var tarball = TarballBuilder.withManifest(manifest).file("package/x.txt", manifest).tgz();
            assertThat(registry.take("x.tgz", tarball)).isInstanceOf(TakenIn.Loaded.class);
            var indexed = SmallPackage.ofJson(manifest);
            index.with(manifest.contains("1.0.1") ? indexed.holding("StructureDefinition", PATIENT, "1.0.1") : indexed);
        }
        registry.publishViews((written, total) -> {});
        index.publish();
        server = RunningServer.over(index, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        index.close();
    }

    @Test
    void sendsAPackumentFullOrAbbreviatedAsTheClientLikesIt() throws Exception {
        var full = server.get("/pkgs/acme.base", "Accept", "application/json");
        assertThat(header(full, "Content-Type")).isEqualTo("application/json");
        assertThat(json(full).path("canonical").asString()).isEqualTo("http://acme.example/fhir");
        var abbreviated = server.get("/pkgs/acme.base", "Accept", CORGI);
        assertThat(header(abbreviated, "Content-Type")).isEqualTo("application/vnd.npm.install-v1+json");
        assertThat(json(abbreviated).propertyNames()).containsExactly("name", "dist-tags", "time", "modified", "versions");
        assertThat(json(abbreviated).at("/versions/1.0.1/dist")).isEqualTo(json(full).at("/versions/1.0.1/dist"));
        assertThat(json(abbreviated).at("/versions/1.0.1").has("canonical")).isFalse();
        for (var answer : List.of(full, abbreviated)) {
            assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Accept, Accept-Encoding");
        }
        assertThat(header(full, "ETag")).isNotEqualTo(header(abbreviated, "ETag"));
    }

    @Test
    void saysNotModifiedToWhoHasThatForm() throws Exception {
        var tag = header(server.get("/pkgs/acme.base", "Accept", CORGI), "ETag");
        assertThat(server.get("/pkgs/acme.base", "Accept", CORGI, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(server.get("/pkgs/acme.base", "Accept", "application/json", "If-None-Match", tag).statusCode()).isEqualTo(200);
        var date = header(server.get("/pkgs/acme.base"), "Last-Modified");
        assertThat(server.get("/pkgs/acme.base", "If-Modified-Since", date).statusCode()).isEqualTo(304);
        assertThat(server.get("/pkgs/acme.base", "If-Modified-Since", "yesterday").statusCode()).isEqualTo(200);
    }

    @Test
    void compressesForWhoTakesThat() throws Exception {
        var plain = server.get("/pkgs/acme.base").body();
        for (var accept : List.of("application/json", CORGI)) {
            var packed = bytes("/pkgs/acme.base", "Accept", accept, "Accept-Encoding", "gzip,deflate");
            assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(packed, "Content-Length")).isEqualTo(Integer.toString(packed.body().length));
            var text = new String(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(JSON.readTree(text).path("dist-tags")).isEqualTo(JSON.readTree(plain).path("dist-tags"));
            assertThat(header(packed, "ETag")).isNotEqualTo(header(server.get("/pkgs/acme.base", "Accept", accept), "ETag"));
        }
        assertThat(header(bytes("/pkgs/acme.base", "Accept-Encoding", "gzip;q=0"), "Content-Encoding")).isEmpty();
    }

    @Test
    void givesAVersionAsJsonToWhoNamesThatAndAsTarballToOthers() throws Exception {
        var document = server.get("/pkgs/acme.base/1.0.1", "Accept", "application/json");
        assertThat(json(document).at("/dist/tarball").asString()).isEqualTo(BASE + "/acme.base/-/acme.base-1.0.1.tgz");
        var tarball = bytes("/pkgs/acme.base/-/acme.base-1.0.1.tgz").body();
        for (var headers : List.of(
                List.of("Accept", "*/*"), List.of("Accept", "text/html,*/*;q=0.8"), List.of("X-Nothing", "accepted"),
                List.of("Accept", "application/json", "FHIR-Package-Download", "tarball"))) {
            var answer = bytes("/pkgs/acme.base/1.0.1", headers.toArray(String[]::new));
            assertThat(answer.body()).as("%s", headers).isEqualTo(tarball);
            assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"acme.base-1.0.1.tgz\"");
            assertThat(answer.headers().allValues("Vary")).contains("Accept, Accept-Encoding, FHIR-Package-Download");
        }
        assertThat(bytes("/-/acme.base-1.0.1.tgz").body()).isEqualTo(tarball);
        assertThat(bytes("/pkgs/-/acme.base-1.0.1.tgz").body()).isEqualTo(tarball);
    }

    @Test
    void findsVersionsByTagByWildcardAndByTheirExactName() throws Exception {
        assertThat(version("acme.base/latest")).isEqualTo("1.0.1");
        assertThat(version("acme.base/next")).isEqualTo("2.0.0-ballot");
        assertThat(version("acme.base/1.0.x")).isEqualTo("1.0.1");
        assertThat(version("acme.base/2019.01.01")).isEqualTo("2019.01.01");
        assertThat(version("Acme.Upper/latest")).isEqualTo("1.0.0-alpha");
        assertThat(version("@acme/scoped/1.0.0")).isEqualTo("1.0.0");
        assertThat(version("@acme%2fscoped/latest")).isEqualTo("1.0.0");
        assertThat(json(server.get("/pkgs/acme.base")).path("versions").propertyNames()).containsExactly("2.0.0-ballot", "1.0.1", "1.0.0");
        assertThat(json(server.get("/pkgs/-/package/acme.base/dist-tags")).toString()).isEqualTo("{\"latest\":\"1.0.1\",\"next\":\"2.0.0-ballot\"}");
        assertThat(header(server.get("/pkgs/acme.base/1.0.x"), "Cache-Control")).contains("no-cache");
        assertThat(header(server.get("/pkgs/acme.base/1.0.1"), "Cache-Control")).contains("immutable");
    }

    private static String version(String path) throws Exception {
        return json(server.get("/pkgs/" + path, "Accept", "application/json")).path("version").asString();
    }

    @Test
    void tellsNpmOfAliasesAsItWritesThemAndGraphQlAsTheAuthorDid() throws Exception {
        assertThat(json(server.get("/pkgs/acme.base")).at("/versions/1.0.1/dependencies").toString())
                .isEqualTo("{\"old\":\"npm:acme.other@1.0.0\",\"acme.none\":\"1.x\"}");
        var raw = server.data("{ packageVersion(name: \"acme.base\", version: \"1.0.1\") { dependencies { name requirement } } }");
        assertThat(raw.at("/packageVersion/dependencies/0/name").asString()).isEqualTo("old@npm:acme.other");
    }

    @Test
    void saysWhatIsNotThereAndWhereToLook() throws Exception {
        for (var path : List.of(
                "/pkgs/nope", "/pkgs/Acme.Base", "/pkgs/@acme/nope", "/pkgs/acme.base/9.9.9", "/pkgs/acme.base/9.x", "/pkgs/acme.base/-/nope.tgz",
                "/pkgs/-/whatever", "/pkgs/-/package/nope/dist-tags", "/pkgs/-/package/dist-tags", "/pkgs/.git/config", "/pkgs/nope/latest", "/pkgs/acme.base/current")) {
            var answer = server.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(header(answer, "Content-Type")).as(path).startsWith("application/json");
            assertThat(json(answer).path("error").asString()).as(path).contains("/pkgs");
            assertThat(header(answer, "Content-Disposition")).as(path).isEmpty();
        }
    }

    @Test
    void saysInJsonThatAPathCannotBeRead() throws Exception {
        for (var path : List.of("/pkgs/%zz", "/pkgs/a%00b", "/pkgs/\\")) {
            assertThat(RawRequest.get(server.url(""), path)).as(path).startsWith("HTTP/1.1 4").contains("application/json", "{\"error\":").doesNotContain("<html");
        }
    }

    @Test
    void searchesWithTotalsPagesAndMaintainers() throws Exception {
        var all = json(server.get("/pkgs/-/v1/search?text=acme&size=2&from=1&quality=0.65&popularity=0.98&maintenance=0.5&unknown=1"));
        assertThat(all.path("total").asInt()).isEqualTo(4);
        assertThat(all.path("objects").size()).isEqualTo(2);
        var base = json(server.get("/pkgs/-/v1/search?text=acme.base")).at("/objects/0");
        assertThat(base.at("/package/version").asString()).isEqualTo("1.0.1");
        assertThat(base.at("/package/maintainers/0/username").asString()).isEqualTo("Acme Inc.");
        assertThat(json(server.get("/pkgs/-/v1/search?text=scoped")).at("/objects/0/package/maintainers").isArray()).isTrue();
        assertThat(json(server.get("/pkgs/-/v1/search?text=nothing-like-it")).path("total").asInt(-1)).isZero();
        assertThat(json(server.get("/pkgs/-/v1/search?size=9999999999&from=-1")).path("total").asInt()).isEqualTo(5);
        assertThat(server.get("/pkgs/-/v1/search?text=" + "x".repeat(2_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void listsPackagesByWhatFhirClientsAskFor() throws Exception {
        assertThat(names("name=ACME.b")).isEqualTo("acme.base@1.0.1");
        assertThat(names("op=find&name=acme.base&unknown=x")).isEqualTo("acme.base@1.0.1");
        assertThat(names("name=acme.base%231.0")).isEqualTo("acme.base@1.0.0 acme.base@1.0.1");
        assertThat(names("name=acme.base&version=2.0.0-ballot")).isEqualTo("acme.base@2.0.0-ballot");
        assertThat(names("pkgcanonical=http://acme.example/fhir")).isEqualTo("acme.base@1.0.1");
        assertThat(names("pkgcanonical=http://acme.example/%25")).isEqualTo("acme.base@1.0.1");
        assertThat(names("pkgcanonical=http://acme.example")).isEmpty();
        assertThat(names("canonical=" + PATIENT)).isEqualTo("acme.base@1.0.1");
        assertThat(names("canonical=http://acme.example/fhir/Str")).isEqualTo("acme.base@1.0.1");
        assertThat(names("canonical=http://other.example")).isEmpty();
        assertThat(names("fhirversion=R5")).isEqualTo("acme.base@2.0.0-ballot");
        assertThat(names("fhirVersion=4.0&sort=-name")).isEqualTo("acme.us@0.1.0 acme.base@1.0.1");
        assertThat(names("prerelease=false&sort=name")).isEqualTo("@acme/scoped@1.0.0 acme.base@1.0.1 acme.us@0.1.0");
        assertThat(names("sort=date&name=acme.")).isEqualTo("Acme.Upper@1.0.0-alpha acme.base@1.0.1 acme.us@0.1.0");
        for (var dependency : List.of("acme.base", "acme.base%231.0.1", "acme.base@1.0", "acme.base%7C1.0.0", "acme.base@1.0.x")) {
            assertThat(names("dependency=" + dependency)).as(dependency).isEqualTo("acme.us@0.1.0");
        }
        assertThat(names("dependency=acme.base@2.0.0")).isEmpty();
        assertThat(names("dependency=acme.other@1.0.0")).isEqualTo("acme.base@1.0.1");
        assertThat(RawRequest.get(server.url(""), "/pkgs/catalog?dependency=acme.base|1.0.1")).startsWith("HTTP/1.1 200").contains("acme.us");
    }

    private static String names(String query) throws Exception {
        var names = new StringBuilder();
        json(server.get("/pkgs/catalog?" + query)).forEach(line ->
                names.append(line.path("name").asString()).append('@').append(line.path("version").asString()).append(' '));
        return names.toString().strip();
    }

    @Test
    void writesAListInBothDialects() throws Exception {
        var lower = json(server.get("/pkgs/catalog?name=acme.base"));
        assertThat(lower.toString()).isEqualTo("""
                [{"name":"acme.base","version":"1.0.1","fhirVersion":"4.0.1","canonical":"http://acme.example/fhir","kind":"fhir.ig",\
                "url":"%s","date":"2023-02-01T00:00:00Z"}]""".formatted(server.url("/pkgs/acme.base/1.0.1")));
        assertThat(server.get("/catalog?name=acme.base").body()).isEqualTo("[{\"Name\":\"acme.base\",\"FhirVersion\":\"R4\"}]");
        assertThat(json(server.get("/pkgs/catalog?name=acme.base&objWrapper=true")).at("/objects/0/package/name").asString()).isEqualTo("acme.base");
    }

    @Test
    void listsAPackageThatTellsNothingRight() throws Exception {
        assertThat(names("name=odd.one")).isEqualTo("odd.one@1.0.0-0");
        assertThat(json(server.get("/pkgs/-/v1/search?text=odd.one")).at("/objects/0/package/name").asString()).isEqualTo("odd.one");
        for (var sort : List.of("name", "version", "date", "count", "fhirversion", "kind", "canonical", "nonsense")) {
            assertThat(json(server.get("/pkgs/catalog?sort=" + sort)).size()).as(sort).isEqualTo(5);
        }
        assertThat(server.get("/catalog?name=odd.one").body()).isEqualTo("[{\"Name\":\"odd.one\"}]");
    }

    @Test
    void listsWhatWasPublishedSinceADay() throws Exception {
        var since = json(server.get("/pkgs/updates?dateType=absolute&dateValue=2024-01-01"));
        assertThat(since.path(0).path("date").asString()).isGreaterThan(since.path(since.size() - 1).path("date").asString());
        assertThat(since.valueStream().map(line -> line.path("version").asString())).contains("0.1.0", "2.0.0-ballot").doesNotContain("1.0.1");
        assertThat(json(server.get("/updates?daysValue=x")).isArray()).isTrue();
    }

    @Test
    void tellsWhichDependenciesLeadNowhere() throws Exception {
        var broken = json(server.get("/pkgs/broken"));
        assertThat(broken.path("acme.us#0.1.0").toString()).isEqualTo("[\"acme.missing@1.0.0\"]");
        assertThat(broken.path("acme.base#1.0.1").toString()).isEqualTo("[\"old@npm:acme.other@1.0.0\",\"acme.none@1.x\"]");
        assertThat(broken.has("date")).isTrue();
        assertThat(json(server.get("/broken?filter=acme.us")).propertyNames()).containsExactly("acme.us#0.1.0", "date");
    }

    @Test
    void believesNoHeaderAboutItsAddress() throws Exception {
        var told = server.get("/pkgs/catalog?name=acme.base", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https");
        assertThat(told.body()).doesNotContain("evil").contains(server.url("/pkgs/acme.base"));
        assertThat(server.get("/pkgs/acme.base", "X-Forwarded-Host", "evil.example").body()).contains(BASE).doesNotContain("evil");
    }

    @Test
    void answersAuditsOfEveryPackageManager() throws Exception {
        for (var path : List.of("advisories/bulk", "audits", "audits/quick")) {
            var audit = server.send("/pkgs/-/npm/v1/security/" + path, request -> request.POST(BodyPublishers.ofString("{}")));
            assertThat(audit.statusCode()).as(path).isEqualTo(200);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.url(path)));
            return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
        }
    }
}

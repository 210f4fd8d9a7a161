package org.canonry.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ViewsTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final URI BASE = URI.create("http://localhost:8080/pkgs/");
    private static final PublishProgress SILENT = (written, total) -> {};

    @TempDir
    Path folder;

    private Bucket bucket;
    private Instant now = Instant.parse("2024-05-06T07:08:09.010Z");

    @BeforeEach
    void open() throws IOException {
        bucket = LocalBucket.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        bucket.close();
    }

    @Test
    void writesThePackumentThatNpmAndFhirClientsRead() throws IOException {
        take("""
                {"name":"acme.fhir","version":"1.0.0","canonical":"http://acme.example/fhir","fhirVersions":["4.0.1"],
                 "title":"Acme","description":null,"author":{"name":"Acme"},"date":"20240101000000","size":"package.json's own",
                 "dependencies":{"hl7.fhir.r4.core":"4.0.1","old@npm:hl7.terminology.r4":"5.0.0","hl7.fhir.uv.ips":"1.1.x",
                  "not a name":"1.0.0","new":"npm:hl7.terminology.r4@6.0.0"},
                 "scripts":{"postinstall":"rm -rf /"},"bin":"x.js","number":1.10}""");
        take("""
                {"name":"acme.fhir","version":"1.1.0-ballot","canonical":["no","text"],"fhir-version-list":["R4B"]}""");
        take("{\"name\":\"acme.fhir\",\"version\":\"2019.01.01\",\"title\":\"not semantic\"}");
        publish(BASE);
        // Two releases of zlib may pack the same tar differently.
        var packument = text(Layout.packument(new PackageName("acme.fhir")))
                .replaceAll("sha512-[^\"]{88}", "sha512-of-the-tarball")
                .replaceAll("\"[0-9a-f]{40}\"", "\"sha1-of-the-tarball\"");
        assertThat(packument).isEqualTo(golden("packument.json"));
    }

    @Test
    void writesEveryVersionsDocumentAlsoOfVersionsThatNpmCannotRead() throws IOException {
        take("{\"name\":\"a\",\"version\":\"1.0.0\"}");
        take("{\"name\":\"a\",\"version\":\"v.1\"}");
        publish(BASE);
        assertThat(json("pkgs/a/1.0.0")).isEqualTo(json("pkgs/a").path("versions").path("1.0.0"));
        assertThat(json("pkgs/a").path("versions").propertyNames()).containsExactly("1.0.0");
        assertThat(json("pkgs/a/v.1").path("dist").path("tarball").stringValue())
                .isEqualTo("http://localhost:8080/pkgs/a/-/a-v.1.tgz");
    }

    @Test
    void tagsTheHighestReleaseAsLatestAndANewerPreReleaseAsNext() throws IOException {
        assertThat(tags("1.0.0", "2.0.0-ballot", "1.10.0", "1.9.0", "1.2.0-snapshot")).isEqualTo("{\"latest\":\"1.10.0\",\"next\":\"2.0.0-ballot\"}");
        assertThat(tags("1.0.0-ballot", "1.0.0")).isEqualTo("{\"latest\":\"1.0.0\"}");
        assertThat(tags("1.0.0-a", "1.0.0-b")).isEqualTo("{\"latest\":\"1.0.0-b\"}");
        assertThat(tags("main", "1.0")).isEqualTo("{}");
    }

    @Test
    void keepsTheLastOnesInTheFeedAndAllInTheCatalogue() throws IOException {
        var limits = LIMITS.with(Limit.FEED_LINES, 3);
        for (var name : List.of("e", "d", "c", "b", "a")) {
            take("{\"name\":\"%s\",\"version\":\"1.0.0\"}".formatted(name));
            registry(BASE, limits).publishViews(SILENT);
        }
        assertThat(lines(Layout.FEED)).extracting(line -> line.path("lsn").asInt()).containsExactly(3, 4, 5);
        assertThat(lines(Layout.CATALOGUE)).extracting(line -> line.path("name").stringValue()).containsExactly("a", "b", "c", "d", "e");
        assertThat(lines(Layout.FEED).getFirst()).isEqualTo(lines(Layout.CATALOGUE).get(2));
    }

    @Test
    void addsToALineWhatTheLogKnowsInPlaceOfWhatPackageJsonSays() throws IOException {
        var content = Packages.content("{\"name\":\"a\",\"version\":\"1.0.0\",\"lsn\":99,\"rs\":\"x\",\"none\":null,\"n\":1.10}");
        registry(BASE, LIMITS).take("a.tgz", content);
        publish(BASE);
        var hashes = Hashes.of(content);
        assertThat(lines(Layout.CATALOGUE).getFirst().toString()).isEqualTo("""
                {"name":"a","version":"1.0.0","n":1.10,"lsn":1,"timestamp":"%s","tgz":"-/a-1.0.0.tgz","rs":"rs/a-1.0.0.ndjson.gz",\
                "integrity":"%s","shasum":"%s","size":%d}""".formatted(now, hashes.integrity(), hashes.shasum(), hashes.sizeBytes()));
    }

    @Test
    void writesAllAddressesAgainWhenTheBaseIsAnother() throws IOException {
        take("{\"name\":\"a\",\"version\":\"1.0.0\"}");
        take("{\"name\":\"b\",\"version\":\"1.0.0\"}");
        publish(BASE);
        publish(URI.create("https://packages.example/pkgs"));
        for (var key : List.of("pkgs/a", "pkgs/a/1.0.0", "pkgs/b")) {
            assertThat(json(key).path("dist").path("tarball").stringValue()).startsWith("https://packages.example/pkgs/");
        }
    }

    @Test
    void touchesOnlyPackagesThatSomethingCameFor() throws IOException {
        take("{\"name\":\"a\",\"version\":\"1.0.0\"}");
        publish(BASE);
        var before = bucket.stat(Key.of("pkgs/a")).orElseThrow();
        take("{\"name\":\"b\",\"version\":\"1.0.0\"}");
        var progress = new ArrayList<String>();
        registry(BASE, LIMITS).publishViews((written, total) -> progress.add(written + "/" + total));
        assertThat(progress).containsExactly("1/2", "2/2");
        assertThat(bucket.stat(Key.of("pkgs/a"))).contains(before);
    }

    @Test
    void doesNotPutBackAPackumentThatAnotherWriterBroughtFurther() throws IOException {
        take("{\"name\":\"a\",\"version\":\"1.0.0\"}");
        publish(BASE);
        var older = bucket.readAll(Layout.VIEWS, 1000).orElseThrow();
        take("{\"name\":\"a\",\"version\":\"2.0.0\"}");
        publish(BASE);
        var further = text(Key.of("pkgs/a"));
        bucket.delete(Layout.event(2));
        bucket.put(Layout.VIEWS, Content.of(older));
        registry(URI.create("http://other.example/pkgs"), LIMITS).publishViews(SILENT);
        assertThat(json("pkgs/a").path("versions").propertyNames()).containsExactly("2.0.0", "1.0.0");
        assertThat(further).contains("2.0.0");
    }

    @Test
    void writesNothingWhereNothingCame() throws IOException {
        publish(BASE);
        assertThat(Dump.of(bucket)).isEmpty();
    }

    @Test
    void keepsWhatTheCatalogueOfAnotherProgramLists() throws IOException {
        bucket.put(Layout.CATALOGUE_MISSPELT, Content.of(gzip("{\"name\":\"z\",\"version\":\"1.0.0\",\"tgz\":\"-/z-1.0.0.tgz\"}\n")));
        take("{\"name\":\"a\",\"version\":\"1.0.0\"}");
        publish(BASE);
        assertThat(lines(Layout.CATALOGUE)).extracting(line -> line.path("name").stringValue()).containsExactly("a", "z");
        assertThat(json("pkgs/z").path("versions").path("1.0.0").path("dist").toString())
                .isEqualTo("{\"tarball\":\"http://localhost:8080/pkgs/z/-/z-1.0.0.tgz\"}");
    }

    private String tags(String... versions) throws IOException {
        var lines = new TreeMap<String, CatalogueLine>();
        for (var version : versions) {
            var line = "{\"name\":\"a\",\"version\":\"%s\"}".formatted(version).getBytes(StandardCharsets.UTF_8);
            lines.put(version, CatalogueLine.read(line).orElseThrow());
        }
        return Packument.of(PackageId.of("a", "1").name(), lines.values(), "http://x").path("dist-tags").toString();
    }

    private void take(String manifest) throws IOException {
        assertThat(registry(BASE, LIMITS).take("x.tgz", Packages.content(manifest))).isInstanceOf(TakenIn.Loaded.class);
        now = now.plusSeconds(60);
    }

    private void publish(URI base) throws IOException {
        registry(base, LIMITS).publishViews(SILENT);
    }

    private Registry registry(URI base, Limits limits) throws IOException {
        return Registry.open(bucket, base, limits, Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<JsonNode> lines(Key key) throws IOException {
        var lines = new ArrayList<JsonNode>();
        assertThat(Catalogue.read(bucket, key, LIMITS, line -> lines.add(ExactJson.MAPPER.readTree(line)))).isTrue();
        return lines;
    }

    private JsonNode json(String key) throws IOException {
        return ExactJson.MAPPER.readTree(text(Key.of(key)));
    }

    private String text(Key key) throws IOException {
        return new String(bucket.readAll(key, 1 << 20).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String golden(String name) throws IOException {
        try (var stream = Objects.requireNonNull(ViewsTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(file)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file.toByteArray();
    }
}

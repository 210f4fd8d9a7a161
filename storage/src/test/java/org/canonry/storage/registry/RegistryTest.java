package org.canonry.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.canonry.storage.archive.TarballBuilder;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.canonical.RsReader;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final URI BASE = URI.create("http://localhost:8080/pkgs");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-05-06T07:08:09.010Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Bucket bucket;
    private Registry registry;

    @BeforeEach
    void open() throws IOException {
        bucket = LocalBucket.open(folder);
        registry = reopened();
    }

    @AfterEach
    void close() throws IOException {
        bucket.close();
    }

    @Test
    void writesTarballAliasResourcesAndThenTheEvent() throws IOException {
        var content = Packages.content("a.b", "1.0.0", "A");
        var event = loaded("a.tgz", content);
        var hashes = Hashes.of(content);
        assertThat(event.lsn()).isEqualTo(1);
        assertThat(event.at()).isEqualTo("2024-05-06T07:08:09.010Z");
        assertThat(event.integrity()).isEqualTo(hashes.integrity()).startsWith("sha512-");
        assertThat(event.shasum()).isEqualTo(hashes.shasum()).hasSize(40);
        assertThat(event.files()).isEqualTo(new LogEvent.Files(1, 2, 0, 0));
        assertThat(LogEvent.read(bucket, 1, LIMITS)).contains(event);
        assertThat(Dump.of(bucket)).containsOnlyKeys(
                "-/a.b-1.0.0.tgz", "log/000000000001.json", "pkgs/a.b/-/a.b-1.0.0.tgz", "rs/a.b-1.0.0.ndjson.gz");
        assertThat(lines(event)).containsExactly(
                "{\"resourceType\":\"ValueSet\",\"url\":\"http://example.org/ValueSet/v\",\"_filename\":\"ValueSet-v.json\"}");
    }

    @Test
    void changesNothingWhenTheSameBytesComeAgain() throws IOException {
        var content = Packages.content("a", "1.0.0", "A");
        loaded("a.tgz", content);
        var before = Dump.of(bucket);
        assertThat(registry.take("other.tgz", content)).isEqualTo(new TakenIn.AlreadyThere(PackageId.of("a", "1.0.0")));
        assertThat(reopened().take("a.tgz", content)).isEqualTo(new TakenIn.AlreadyThere(PackageId.of("a", "1.0.0")));
        assertThat(Dump.of(bucket)).isEqualTo(before);
    }

    @Test
    void refusesOtherContentForAPublishedVersion() throws IOException {
        loaded("a.tgz", Packages.content("a", "1.0.0", "A"));
        var before = Dump.of(bucket);
        var other = Packages.content("a", "1.0.0", "B");
        var refused = refused("b.tgz", other);
        assertThat(refused.reason()).isEqualTo("DIFFERENT_CONTENT");
        assertThat(refused.packageName()).isEqualTo("a");
        assertThat(refused.source()).isEqualTo("b.tgz");
        var after = Dump.of(bucket);
        assertThat(after).containsKey(Layout.refusal(Hashes.of(other).sha256()).text()).containsAllEntriesOf(before).hasSize(before.size() + 1);
        assertThat(refused("b.tgz", other)).isEqualTo(refused);
    }

    @Test
    void finishesWhatCameFirstBeforeItRefusesOtherContent() throws IOException {
        var first = Packages.content("a", "1.0.0", "A");
        bucket.put(Layout.tarball(PackageId.of("a", "1.0.0")), first);
        assertThat(refused("b.tgz", Packages.content("a", "1.0.0", "B")).reason()).isEqualTo("DIFFERENT_CONTENT");
        assertThat(((LogEvent.Loaded) LogEvent.read(bucket, 1, LIMITS).orElseThrow()).integrity()).isEqualTo(Hashes.of(first).integrity());
        assertThat(registry.take("a.tgz", first)).isInstanceOf(TakenIn.AlreadyThere.class);
    }

    @Test
    void tellsApartTwoPackagesWithOneFlatName() throws IOException {
        var one = loaded("one.tgz", Packages.content("a", "1.0.0-2.0.0", "one"));
        var two = loaded("two.tgz", Packages.content("a-1.0.0", "2.0.0", "two"));
        assertThat(one.tarball()).isEqualTo("-/a-1.0.0-2.0.0.tgz");
        assertThat(two.tarball()).isEqualTo("-/a-1.0.0@2.0.0.tgz");
        assertThat(two.resources()).isEqualTo("rs/a-1.0.0@2.0.0.ndjson.gz");
        assertThat(hashes(one.tarball()).integrity()).isEqualTo(one.integrity());
        assertThat(hashes(two.tarball()).integrity()).isEqualTo(two.integrity());
    }

    @Test
    void givesAScopedPackageTheKeysThatNpmAsksFor() throws IOException {
        var event = loaded("s.tgz", Packages.content("@scope/a", "1.0.0", "A"));
        assertThat(event.tarball()).isEqualTo("-/@scope/a-1.0.0.tgz");
        assertThat(bucket.stat(Key.of("pkgs/@scope/a/-/a-1.0.0.tgz"))).isPresent();
    }

    @Test
    void remembersARefusalUntilTheSameBytesAreTakenIn() throws IOException {
        var content = Packages.content("a", "1.0.0", "A");
        var strict = Registry.open(bucket, BASE, LIMITS.with(Limit.ARCHIVE_ENTRIES, 1), CLOCK);
        assertThat(((TakenIn.Refused) strict.take("a.tgz", content)).quarantined().reason()).isEqualTo("TOO_MANY_ENTRIES");
        assertThat(refused("a.tgz", content).reason()).isEqualTo("TOO_MANY_ENTRIES");
        assertThat(registry.takeAnew("a.tgz", content)).isInstanceOf(TakenIn.Loaded.class);
        assertThat(registry.take("a.tgz", content)).isInstanceOf(TakenIn.AlreadyThere.class);
        try (var quarantine = bucket.list(Layout.QUARANTINE)) {
            assertThat(quarantine).isEmpty();
        }
    }

    @Test
    void keepsTheLastOfSeveralFilesWithOnePath() throws IOException {
        var event = loaded("a.tgz", TarballBuilder.withManifest("{\"name\":\"a\",\"version\":\"1.0.0\"}")
                .file("package/x.json", "{\"resourceType\":\"A\",\"url\":\"first\"}")
                .file("package/x.json", "no json")
                .file("package/y.json", "{\"resourceType\":\"A\",\"url\":\"y\"}")
                .file("package/x.json", "{\"resourceType\":\"A\",\"url\":\"last\"}")
                .tgz());
        assertThat(lines(event)).containsExactly(
                "{\"resourceType\":\"A\",\"url\":\"y\",\"_filename\":\"y.json\"}",
                "{\"resourceType\":\"A\",\"url\":\"last\",\"_filename\":\"x.json\"}");
        assertThat(event.files()).isEqualTo(new LogEvent.Files(2, 1, 2, 0));
        assertThat(event.refused()).allMatch(item -> item.reason().equals("DUPLICATE_FILE"))
                .extracting(Quarantined::source)
                .containsExactly("a-1.0.0.tgz!/x.json (1 of 3)", "a-1.0.0.tgz!/x.json (2 of 3)");
    }

    @Test
    void takesInNamingSystemsWithoutUrlOfR4AndR4B() throws IOException {
        var lines = new ArrayList<Integer>();
        for (var version : List.of("3.0.2", "4.0.1", "4.3.0", "5.0.0")) {
            lines.add(loaded("n.tgz", TarballBuilder.withManifest("""
                            {"name":"n","version":"%s","fhirVersions":["%s"]}""".formatted(version, version))
                    .file("package/n.json", "{\"resourceType\":\"NamingSystem\",\"uniqueId\":[{\"value\":\"u\"}]}")
                    .tgz()).files().lines());
        }
        assertThat(lines).containsExactly(0, 1, 1, 0);
    }

    @Test
    void refusesAPackageMostOfWhoseFilesAreUnreadable() throws IOException {
        registry = Registry.open(bucket, BASE, LIMITS.with(Limit.REFUSED_FILES, 1), CLOCK);
        var tarball = TarballBuilder.withManifest("{\"name\":\"a\",\"version\":\"1.0.0\"}");
        assertThat(refused("a.tgz", tarball.file("package/1.json", "").file("package/2.json", "").tgz()))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("TOO_MANY_REFUSED_FILES"))
                .satisfies(refused -> assertThat(refused.detail()).contains("refused_files (1 items)"));
        assertThat(registry.lsn()).isZero();
    }

    @Test
    void readsNoEventThatTheCatalogueKnows() throws IOException {
        loaded("a.tgz", Packages.content("a", "1.0.0", "A"));
        loaded("b.tgz", Packages.content("b", "1.0.0", "B"));
        registry.publishViews((written, total) -> {});
        bucket.delete(Layout.event(1));
        bucket.delete(Layout.event(2));
        registry = reopened();
        assertThat(registry.lsn()).isEqualTo(2);
        assertThat(registry.size()).isEqualTo(2);
        assertThat(refused("x.tgz", Packages.content("a", "1.0.0", "other")).reason()).isEqualTo("DIFFERENT_CONTENT");
        assertThat(loaded("c.tgz", Packages.content("c", "1.0.0", "C")).lsn()).isEqualTo(3);
    }

    @Test
    void givesNumbersWithoutGapAndEachPackageOneToManyWritersAtOnce() throws Exception {
        var contents = new ArrayList<Content>();
        for (int i = 0; i < 30; i++) {
            contents.add(Packages.content("p" + i % 10, i / 10 + ".0.0", "P"));
        }
        var registries = List.of(registry, reopened());
        var jobs = new ArrayList<Callable<TakenIn>>();
        for (var content : contents) {
            registries.forEach(each -> jobs.add(() -> each.take("p.tgz", content)));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var loaded = new ArrayList<Long>();
            for (var result : threads.invokeAll(jobs)) {
                switch (result.get()) {
                    case TakenIn.Loaded(var event) -> loaded.add(event.lsn());
                    case TakenIn.AlreadyThere there -> {}
                    case TakenIn.Refused refused -> assertThat(refused).isNull();
                }
            }
            assertThat(loaded).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 30).boxed().toList());
        }
        assertThat(reopened().lsn()).isEqualTo(30);
        assertThat(reopened().size()).isEqualTo(30);
    }

    private List<String> lines(LogEvent.Loaded event) throws IOException {
        var all = new ArrayList<String>();
        var object = bucket.read(Key.of(event.resources())).orElseThrow();
        try (object; var lines = new RsReader(object.stream(), LIMITS)) {
            while (lines.next()) {
                all.add(new String(lines.bytes(), lines.offset(), lines.length(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    private Hashes hashes(String key) throws IOException {
        return Hashes.of(StoredContent.of(bucket, Key.of(key)));
    }

    private LogEvent.Loaded loaded(String source, Content content) throws IOException {
        return ((TakenIn.Loaded) registry.take(source, content)).event();
    }

    private Quarantined refused(String source, Content content) throws IOException {
        return ((TakenIn.Refused) registry.take(source, content)).quarantined();
    }

    private Registry reopened() throws IOException {
        return Registry.open(bucket, BASE, LIMITS, CLOCK);
    }
}

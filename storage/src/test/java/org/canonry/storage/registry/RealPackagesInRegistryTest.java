package org.canonry.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.archive.Tarball;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.CanonicalParser;
import org.canonry.storage.canonical.RsReader;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All real packages and all odd ones, taken in by two threads.
class RealPackagesInRegistryTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final URI BASE = URI.create("http://localhost:8080/pkgs");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-05-06T07:08:09.010Z"), ZoneOffset.UTC);

    @TempDir
    static Path folder;

    private static Bucket bucket;
    private static Map<String, TakenIn> outcomes = Map.of();

    @BeforeAll
    static void takeInEverything() throws Exception {
        bucket = LocalBucket.open(folder);
        var registry = Registry.open(bucket, BASE, LIMITS, CLOCK);
        outcomes = takeAll(registry);
        registry.publishViews((written, total) -> {});
    }

    @AfterAll
    static void closeBucket() throws IOException {
        if (bucket != null) {
            bucket.close();
        }
    }

    @Test
    void takesInEveryRealPackageAndEachOddOneThatIsOne() {
        var refused = new TreeMap<String, String>();
        outcomes.forEach((source, outcome) -> {
            switch (outcome) {
                case TakenIn.Loaded(var event) -> assertThat(event.sizeBytes()).isPositive();
                case TakenIn.AlreadyThere(var id) -> assertThat(id).as(source).isNull();
                case TakenIn.Refused(var quarantined) -> refused.put(source, quarantined.reason());
            }
        });
        assertThat(outcomes).hasSize(241 + 13);
        assertThat(refused).isEqualTo(Map.of(
                "broken-git-lfs-pointer-1.tgz", "NOT_GZIP",
                "broken-not-gzip-11-bytes.tgz", "NOT_GZIP",
                "invalid-package-json-1.tgz", "INVALID_JSON",
                "no-version-1.tgz", "NO_VERSION",
                "path-traversal-evil.tgz", "PATH_TRAVERSAL",
                "plain-tar-not-gzip.tgz", "NOT_GZIP",
                "root-folder-not-package-1.tgz", "NO_MANIFEST",
                "xss-in-package-json.tgz", "INVALID_NAME"));
    }

    @Test
    void accountsForEveryJsonFile() throws IOException {
        for (var event : events()) {
            var tarball = (Tarball) Tarball.inspect(stored(event), LIMITS);
            var files = event.files();
            assertThat(files.lines() + files.others() + files.refused())
                    .as(event.tarball())
                    .isEqualTo(tarball.summary().jsonFiles());
            assertThat(files.appleDouble()).as(event.tarball()).isEqualTo(tarball.summary().appleDoubles());
            assertThat(event.refused()).as(event.tarball()).hasSize(files.refused());
        }
    }

    @Test
    void writesLinesThatAreCanonicalsWithOneFileNameEach() throws IOException {
        var parser = new CanonicalParser(LIMITS);
        for (var event : events()) {
            var names = new HashSet<String>();
            var object = bucket.read(Key.of(event.resources())).orElseThrow();
            try (object; var lines = new RsReader(object.stream(), LIMITS)) {
                while (lines.next()) {
                    var parsed = parser.parse(lines.bytes(), lines.offset(), lines.length(), List.of());
                    assertThat(parsed).as("%s line %d", event.resources(), lines.lineNumber()).isInstanceOf(Canonical.class);
                    names.add(((Canonical) parsed).filename());
                }
            }
            assertThat(names).as(event.resources()).hasSize(event.files().lines());
        }
    }

    @Test
    void keepsTheCountsThatAreKnownOfRealPackages() throws IOException {
        var lines = new TreeMap<String, Integer>();
        events().forEach(event -> lines.put(event.id().toString(), event.files().lines()));
        assertThat(lines)
                .containsEntry("hl7.fhir.uv.ips@2.0.0", 71)
                .containsEntry("hl7.fhir.us.mcode@4.0.0", 171);
    }

    @Test
    void saysWhichFilesOfRealPackagesItCouldNotRead() throws IOException {
        var refused = new TreeMap<String, List<String>>();
        events().stream().filter(event -> !event.refused().isEmpty()).forEach(event -> refused.put(
                event.id().toString(),
                event.refused().stream().map(item -> item.reason() + " " + item.source()).toList()));
        assertThat(refused).isEqualTo(Map.of(
                "fhir.tx.support.r4@0.4.0", List.of("INVALID_JSON fhir.tx.support.r4-0.4.0.tgz!/CodeSystem-isco.json"),
                "fhir.tx.support.r4@0.7.0", List.of("INVALID_JSON fhir.tx.support.r4-0.7.0.tgz!/CodeSystem-isco.json"),
                "hl7.fhir.uv.ips@1.1.0", IntStream.rangeClosed(1, 4)
                        .mapToObj("DUPLICATE_FILE hl7.fhir.uv.ips-1.1.0.tgz!/.index.json (%d of 5)"::formatted)
                        .toList()));
    }

    @Test
    void knowsEveryTarballWhenItIsOpenedAgain() throws Exception {
        var before = Dump.of(bucket);
        var again = takeAll(Registry.open(bucket, BASE, LIMITS, CLOCK));
        again.forEach((source, outcome) -> {
            switch (outcome) {
                case TakenIn.Loaded loaded -> assertThat(loaded).as(source).isNull();
                case TakenIn.AlreadyThere there -> assertThat(outcomes.get(source)).isInstanceOf(TakenIn.Loaded.class);
                case TakenIn.Refused refused -> assertThat(refused).isEqualTo(outcomes.get(source));
            }
        });
        Registry.open(bucket, BASE, LIMITS, CLOCK).publishViews((written, total) -> {});
        assertThat(Dump.of(bucket)).isEqualTo(before);
    }

    @Test
    void listsEveryPackageVersionInTheCatalogueAndInTheFeed() throws IOException {
        var catalogue = lines(Layout.CATALOGUE);
        var feed = lines(Layout.FEED);
        assertThat(catalogue).hasSize(events().size()).containsExactlyInAnyOrderElementsOf(feed);
        assertThat(catalogue).isSortedAccordingTo(Comparator.comparing(version -> version.tarball().key()));
        assertThat(feed).extracting(PackageVersion::lsn)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, feed.size()).boxed().toList());
        for (var version : feed) {
            var event = (LogEvent.Loaded) LogEvent.read(bucket, version.lsn(), LIMITS).orElseThrow();
            assertThat(version.id()).isEqualTo(event.id());
            assertThat(version.tarball().integrity()).isEqualTo(event.integrity());
            assertThat(Hashes.of(StoredContent.of(bucket, Key.of(version.tarball().key()))).integrity()).isEqualTo(event.integrity());
        }
    }

    @Test
    void writesARealResourceWithoutNarrativeOnOneLine() throws IOException {
        var line = line("hl7.fhir.r4.core@4.0.1", "StructureDefinition-Observation.json");
        assertThat(line).contains("\"fhirVersion\":\"4.0.1\"").doesNotContain("\n", "\"text\":{\"status\"").endsWith(
                ",\"_filename\":\"StructureDefinition-Observation.json\"}");
    }

    private static String line(String id, String filename) throws IOException {
        var event = events().stream().filter(each -> each.id().toString().equals(id)).findFirst().orElseThrow();
        var object = bucket.read(Key.of(event.resources())).orElseThrow();
        try (object; var lines = new RsReader(object.stream(), LIMITS)) {
            while (lines.next()) {
                var line = new String(lines.bytes(), lines.offset(), lines.length(), java.nio.charset.StandardCharsets.UTF_8);
                if (line.endsWith("\"_filename\":\"" + filename + "\"}")) {
                    return line;
                }
            }
        }
        throw new AssertionError("no line of " + filename);
    }

    private static List<PackageVersion> lines(Key key) throws IOException {
        var versions = new ArrayList<PackageVersion>();
        Catalogue.read(bucket, key, LIMITS, line -> versions.add(((PackageVersion.Line.Read) PackageVersion.read(line, -1)).version()));
        return versions;
    }

    private static List<LogEvent.Loaded> events() throws IOException {
        var events = new ArrayList<LogEvent.Loaded>();
        for (var event = LogEvent.read(bucket, 1, LIMITS);
                event.isPresent();
                event = LogEvent.read(bucket, events.size() + 1L, LIMITS)) {
            events.add((LogEvent.Loaded) event.get());
        }
        return events;
    }

    private static Content stored(LogEvent.Loaded event) throws IOException {
        return StoredContent.of(bucket, Layout.tarball(event.id()));
    }

    private static Map<String, TakenIn> takeAll(Registry registry) throws Exception {
        var outcomes = new TreeMap<String, TakenIn>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var tarballs = tarballs();
            var jobs = tarballs.stream().map(file -> (Callable<TakenIn>) () -> registry.take(file.getFileName().toString(), Content.of(file))).toList();
            var results = threads.invokeAll(jobs).iterator();
            for (var file : tarballs) {
                outcomes.put(file.getFileName().toString(), results.next().get());
            }
        }
        return outcomes;
    }

    private static List<Path> tarballs() throws IOException {
        var tarballs = new ArrayList<Path>();
        for (var folder : List.of(SharedFiles.packages(), SharedFiles.odd())) {
            try (var files = Files.list(folder)) {
                tarballs.addAll(files.filter(file -> file.toString().endsWith(".tgz")).sorted().toList());
            }
        }
        return tarballs;
    }
}

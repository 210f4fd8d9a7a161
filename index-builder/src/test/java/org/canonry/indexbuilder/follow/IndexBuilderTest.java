package org.canonry.indexbuilder.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.canonry.storage.database.Tables.BUILD;
import static org.canonry.storage.database.Tables.CANONICAL;
import static org.canonry.storage.database.Tables.LOG;
import static org.canonry.storage.database.Tables.PACKAGE_VERSION;
import static org.canonry.storage.database.Tables.QUARANTINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.canonry.indexbuilder.build.Batch;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.storage.Seed;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.FlakyBucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.LocalPostgres;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Catalogue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexBuilderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private static LocalPostgres postgres;

    @TempDir
    private Path folder;

    private Limits limits = Limits.defaults();
    private Database database;
    private Bucket bucket;
    private WrittenBucket written;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = LocalPostgres.startTemporary();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() throws IOException {
        database = Database.open(postgres.url(), limits);
        dropTables();
        bucket = LocalBucket.open(folder.resolve("bucket"));
        written = new WrittenBucket(bucket);
    }

    @AfterEach
    void close() throws IOException {
        database.close();
        bucket.close();
    }

    @Test
    void everyLineIsIndexedOrInQuarantineWithItsReason() throws IOException {
        limits = limits.with(Limit.LINE_BYTES, 4_000);
        written.with("a", "1.0.0", vs("one", "1"))
                .file("rs/a-1.0.0.ndjson.gz", String.join("\n", "\uFEFF" + vs("one", "1"), "", "{\"resourceType\":", vs("two", "1") + "\r", "[]",
                        vs("one", "2"), "{\"resourceType\":\"ValueSet\"}", "x".repeat(5_000), vs("last", "1")))
                .listed();
        var snapshot = build();
        assertThat(snapshot.canonicals()).isEqualTo(3);
        assertThat(snapshot.quarantined()).isEqualTo(5);
        assertThat(quarantine()).containsExactly(
                "3 INVALID_JSON", "5 NOT_AN_OBJECT", "6 DUPLICATE_FILE", "7 NO_URL", "8 LINE_TOO_LONG");
        var counts = database.read(context -> context.fetchSingle(PACKAGE_VERSION));
        assertThat(counts.getLines()).isEqualTo(counts.getCanonicals() + counts.getQuarantined()).isEqualTo(8);
    }

    @Test
    void anEmptyBucketGivesAnEmptySnapshot() throws IOException {
        var snapshot = build();
        assertThat(snapshot.lsn()).isEqualTo(-1);
        assertThat(snapshot.canonicals()).isZero();
    }

    @Test
    void buildingAgainChangesNothing() throws IOException {
        somePackages().listed();
        build();
        var pointer = bucket.stat(SnapshotManifest.POINTER);
        build();
        assertThat(bucket.stat(SnapshotManifest.POINTER)).isEqualTo(pointer);
    }

    @Test
    void theFirstCarrierByLsnIntroducesAndLaterOnesRepeatOrDiverge() throws IOException {
        written.with("a", "1.0.0", vs("one", "1")).with("b", "1.0.0", vs("one", "1")).with("c", "1.0.0", vs("one", "1", "other"))
                .with("d", "1.0.0", vs("one", "2")).listed();
        build();
        assertThat(memberships()).containsExactly("INTRODUCED", "REPEATED", "DIVERGED", "INTRODUCED");
    }

    @Test
    void membershipsAreTheSameWhenEachPackageIsBuiltByItself() throws IOException {
        limits = limits.with(Limit.BUILD_BATCH_BYTES, 1);
        written.with("a", "1.0.0", vs("one", "1")).with("b", "1.0.0", vs("one", "1")).with("c", "1.0.0", vs("one", "1", "other")).listed();
        build();
        assertThat(memberships()).containsExactly("INTRODUCED", "REPEATED", "DIVERGED");
    }

    @Test
    void batchesOfAnySizeGiveTheSameDump() throws IOException {
        somePackages().listed();
        build();
        var whole = dump();
        var seed = Seed.ofThisRun();
        var random = new Random(seed.value());
        for (var round = 0; round < 4; round++) {
            dropIndex();
            dropTables();
            limits = limits.with(Limit.BUILD_BATCH_BYTES, 1 + random.nextInt(1_500));
            build();
            assertThat(dump()).as("%s", seed).isEqualTo(whole);
        }
    }

    @Test
    void goingOnFromASnapshotOnTheWayGivesTheSameDump() throws IOException {
        somePackages().listed();
        build();
        var whole = dump();
        dropIndex();
        dropTables();
        new WrittenBucket(bucket).with("a", "1.0.0", vs("one", "1"), "{\"resource").with("b", "1.0.0", vs("one", "1"), vs("two", "1")).listed();
        build();
        somePackages().listed();
        build();
        assertThat(dump()).isEqualTo(whole);
    }

    @Test
    void droppedTablesAreWrittenAgainWithoutTouchingTheIndex() throws IOException {
        somePackages().listed();
        var before = build();
        var whole = dump();
        dropTables();
        var after = build();
        assertThat(dump()).isEqualTo(whole);
        assertThat(after.digest()).isEqualTo(before.digest());
    }

    @Test
    void aDroppedIndexIsBuiltAgainBesideTheTables() throws IOException {
        somePackages().listed();
        build();
        var whole = dump();
        dropIndex();
        build();
        assertThat(dump()).isEqualTo(whole);
    }

    @Test
    void rowsAheadOfThePointerAreNotDoubled() throws IOException {
        somePackages().listed();
        build();
        var whole = dump();
        dropIndex();
        var row = database.read(context -> context.select(BUILD.LSN).from(BUILD).fetchSingle().value1());
        assertThat(row).isEqualTo(4);
        build();
        assertThat(dump()).isEqualTo(whole);
    }

    @Test
    void readsABucketThatAnotherProgramWrote() throws IOException {
        somePackages().listedByAnotherProgram();
        var snapshot = build();
        assertThat(snapshot.packageVersions()).isEqualTo(4);
        assertThat(snapshot.lsn()).isEqualTo(3);
    }

    @Test
    void aFeedThatHasRolledPastIsPassedOverForTheCatalogue() throws IOException {
        somePackages().listed().withFeedFrom(2);
        assertThat(build().packageVersions()).isEqualTo(4);
    }

    @Test
    void linesOfTheCatalogueThatNameNoPackageVersionAreInQuarantine() throws IOException {
        written.file("pkgs.ndjson.gz", "{\"name\":\"a\"}\n{\n{\"name\":\"b\",\"version\":\"1.0.0\",\"tgz\":\"-/b-1.0.0.tgz\"}\n");
        var snapshot = build();
        assertThat(snapshot.packageVersions()).isEqualTo(1);
        assertThat(quarantine()).containsExactly("1 NO_VERSION", "2 INVALID_JSON", "null RESOURCES_MISSING");
        var pointer = bucket.stat(SnapshotManifest.POINTER);
        build();
        assertThat(bucket.stat(SnapshotManifest.POINTER)).isEqualTo(pointer);
    }

    @Test
    void aDamagedFileKeepsTheLinesBeforeTheDamage() throws IOException {
        written.with("a", "1.0.0", vs("one", "1"), vs("two", "1"), vs("three", "1")).listed();
        var rs = bucket.readAll(Key.of("rs/a-1.0.0.ndjson.gz"), 100_000).orElseThrow();
        written.bytes("rs/a-1.0.0.ndjson.gz", Arrays.copyOf(rs, rs.length - 12));
        var snapshot = build();
        assertThat(snapshot.canonicals()).isEqualTo(2);
        assertThat(snapshot.quarantined()).isEqualTo(1);
    }

    @Test
    void whateverFailsTheNextRunFinishesWithNothingLostAndNothingTwice() throws IOException {
        somePackages().listed();
        build();
        var whole = dump();
        dropIndex();
        dropTables();
        var seed = Seed.ofThisRun();
        var flaky = new FlakyBucket(bucket, seed).withRate(0.02);
        var failures = 0;
        for (var built = false; !built && failures < 500; ) {
            try {
                build(flaky);
                built = true;
            } catch (IOException e) {
                failures++;
            }
        }
        assertThat(dump()).as("%s, %d failures", seed, failures).isEqualTo(whole);
    }

    @Test
    void aSnapshotOfAnotherFormatIsBuiltAgain() throws IOException {
        somePackages().listed();
        build();
        var whole = dump();
        written.bytes(SnapshotManifest.POINTER.toString(), "{\"format\":0}".getBytes());
        build();
        assertThat(dump()).isEqualTo(whole);
    }

    @Test
    void nothingBecomesVisibleWithoutTheDatabase() throws IOException {
        somePackages().listed();
        try (var away = Database.open("postgresql://u:p@127.0.0.1:1/none", limits)) {
            assertThatThrownBy(() -> new IndexBuilder(away, tools(bucket)).catchUp(BuildProgress.SILENT)).isInstanceOf(IOException.class);
        }
        assertThat(bucket.stat(SnapshotManifest.POINTER)).isEmpty();
    }

    @Test
    void whatHappensToAVersionIsInTheLogAndInTheSnapshot() throws IOException {
        somePackages().listed();
        var before = build();
        somePackages().turned("b", "2.0.0", "DEPRECATED").turned("b", "2.0.0", "WITHDRAWN").turned("c", "1.0.0", "WITHDRAWN").turned("c", "1.0.0", "RESTORED")
                .listed();
        var after = build();
        assertThat(after.lsn()).isEqualTo(8);
        assertThat(after.digest()).as("no document is touched").isEqualTo(before.digest());
        assertThat(log()).containsExactly("LOADED a null", "LOADED b null", "LOADED b null", "LOADED c null", "DEPRECATED b why", "WITHDRAWN b why",
                "WITHDRAWN c why", "RESTORED c why");
        assertThat(withdrawn()).containsExactly("a null", "b null", "b 6", "c null");
        var standing = Catalogue.versions(bucket, after.catalogue().key(), limits).get(2).standing();
        assertThat(standing.withdrawal()).hasValueSatisfying(turn -> assertThat(turn.message()).isEqualTo("why"));
        assertThat(standing.deprecation()).contains("why");
        assertThat(standing.withdrawal(5)).isEmpty();
    }

    @Test
    void howVersionsStandIsTheSameHoweverItIsBuilt() throws IOException {
        Supplier<WrittenBucket> all = () -> somePackages().turned("b", "2.0.0", "WITHDRAWN").with("d", "1.0.0", vs("six", "1")).turned("d", "1.0.0", "WITHDRAWN")
                .turned("b", "2.0.0", "RESTORED").turned("a", "1.0.0", "DEPRECATED");
        all.get().listed();
        build();
        var whole = dump();
        var standings = standings();
        var seed = Seed.ofThisRun();
        var random = new Random(seed.value());
        for (var round = 0; round < 4; round++) {
            if (random.nextBoolean()) {
                dropIndex();
            }
            if (random.nextBoolean()) {
                dropTables();
            }
            limits = limits.with(Limit.BUILD_BATCH_BYTES, 1 + random.nextInt(1_500));
            if (random.nextBoolean()) {
                all.get().listed().withFeedFrom(random.nextInt(9));
            }
            build();
            assertThat(dump()).as("%s, round %d", seed, round).isEqualTo(whole);
            assertThat(standings()).as("%s, round %d", seed, round).isEqualTo(standings);
        }
    }

    private List<String> log() throws IOException {
        return database.read(context -> context.selectFrom(LOG).orderBy(LOG.LSN).fetch(row -> row.getEvent() + " " + row.getName() + " " + row.getMessage()));
    }

    private List<String> withdrawn() throws IOException {
        return database.read(context ->
                context.selectFrom(PACKAGE_VERSION).orderBy(PACKAGE_VERSION.LSN).fetch(row -> row.getName() + " " + row.getWithdrawnLsn()));
    }

    private List<String> standings() throws IOException {
        var pointer = SnapshotManifest.find(bucket, limits).orElseThrow();
        return Catalogue.versions(bucket, pointer.catalogue().key(), limits).stream().map(version -> version.id() + " " + version.standing()).toList();
    }

    private WrittenBucket somePackages() {
        return new WrittenBucket(bucket)
                .with("a", "1.0.0", vs("one", "1"), "{\"resource")
                .with("b", "1.0.0", vs("one", "1"), vs("two", "1"))
                .with("b", "2.0.0", "{\"a\":\"1.0.x\"}", List.of(vs("two", "2"), vs("one", "1", "changed")))
                .with("c", "1.0.0", vs("three", "1"), vs("four", "1"), vs("five", "1"));
    }

    private SnapshotManifest build() throws IOException {
        return build(bucket);
    }

    private SnapshotManifest build(Bucket from) throws IOException {
        return new IndexBuilder(database, tools(from)).catchUp(BuildProgress.SILENT);
    }

    private Batch.Tools tools(Bucket from) {
        return new Batch.Tools(from, folder.resolve("builder"), 2, limits, CLOCK);
    }

    private LogicalDump dump() throws IOException {
        return LogicalDump.of(bucket, database, Files.createTempDirectory(folder, "dump"));
    }

    private List<String> memberships() throws IOException {
        return database.read(context ->
                context.select(CANONICAL.MEMBERSHIP).from(CANONICAL).orderBy(CANONICAL.LSN, CANONICAL.LINE).fetch(row -> row.value1()));
    }

    private List<String> quarantine() throws IOException {
        return database.read(context -> context.select(QUARANTINE.LINE, QUARANTINE.REASON).from(QUARANTINE).orderBy(QUARANTINE.LINE)
                .fetch(row -> row.value1() + " " + row.value2()));
    }

    private void dropTables() throws IOException {
        database.write((context, connection) -> {
            context.execute("drop schema public cascade");
            return context.execute("create schema public");
        });
        database.migrate();
    }

    private void dropIndex() throws IOException {
        var keys = new ArrayList<Key>();
        try (var objects = bucket.list("index/")) {
            objects.forEach(object -> keys.add(object.key()));
        }
        for (var key : keys) {
            bucket.delete(key);
        }
    }

    private static String vs(String name, String version) {
        return vs(name, version, "Title of " + name);
    }

    private static String vs(String name, String version, String title) {
        return """
                {"resourceType":"ValueSet","id":"%1$s","url":"http://x.org/ValueSet/%1$s","version":"%2$s","title":"%3$s","status":"active",\
                "compose":{"include":[{"system":"http://loinc.org"},{"valueSet":["http://x.org/ValueSet/two|1"]}]},"_filename":"%1$s.json"}"""
                .formatted(name, version, title);
    }
}

package org.canonry.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.packages.Standing.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What becomes of versions that are there.
class StandingTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final URI BASE = URI.create("http://localhost:8080/pkgs");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-05-06T07:08:09.010Z"), ZoneOffset.UTC);
    private static final PackageId OLD = PackageId.of("a.b", "1.0.0");
    private static final PackageId NEW = PackageId.of("a.b", "1.1.0");

    @TempDir
    Path folder;

    private Bucket bucket;
    private Registry registry;

    @BeforeEach
    void twoVersions() throws IOException {
        bucket = LocalBucket.open(folder);
        registry = Registry.open(bucket, BASE, LIMITS, CLOCK);
        registry.take("old.tgz", Packages.content("a.b", "1.0.0", "old"));
        registry.take("new.tgz", Packages.content("a.b", "1.1.0", "new"));
        publish();
    }

    @AfterEach
    void close() throws IOException {
        bucket.close();
    }

    @Test
    void aWithdrawnVersionIsThereByItsExactVersionAndTheEarlierOneIsLatestAgain() throws IOException {
        turn(NEW, Kind.WITHDRAWN, "wrong codes");
        var packument = json("pkgs/a.b");
        assertThat(packument.path("dist-tags").toString()).isEqualTo("{\"latest\":\"1.0.0\"}");
        assertThat(packument.path("version").stringValue()).isEqualTo("1.0.0");
        assertThat(packument.path("_lsn").asLong()).isEqualTo(3);
        assertThat(packument.has("deprecated")).isFalse();
        var withdrawn = packument.path("versions").path("1.1.0");
        assertThat(withdrawn.path("deprecated").stringValue()).isEqualTo("withdrawn: wrong codes");
        assertThat(withdrawn.path("unlisted").stringValue()).isEqualTo("withdrawn");
        assertThat(json("pkgs/a.b/1.1.0")).isEqualTo(withdrawn);
        assertThat(packument.path("versions").path("1.0.0").has("deprecated")).isFalse();
        assertThat(bucket.stat(Layout.tarball(NEW))).isPresent();
    }

    @Test
    void restoringLeavesTheViewsAsTheyWereButForWhatTheLogTells() throws IOException {
        var before = json("pkgs/a.b");
        turn(NEW, Kind.WITHDRAWN, "wrong codes");
        turn(NEW, Kind.RESTORED, null);
        var after = json("pkgs/a.b");
        assertThat(after.path("dist-tags")).isEqualTo(before.path("dist-tags"));
        assertThat(after.path("versions").path("1.1.0").has("deprecated")).isFalse();
        assertThat(after.path("versions").path("1.1.0").path("dist")).isEqualTo(before.path("versions").path("1.1.0").path("dist"));
        assertThat(registry.standing(NEW).orElseThrow().withdrawal()).isEmpty();
        assertThat(registry.standing(NEW).orElseThrow().withdrawal(3)).isPresent();
    }

    @Test
    void aPackageOfWhichAllIsWithdrawnHasNoTags() throws IOException {
        turn(NEW, Kind.WITHDRAWN, "x");
        turn(OLD, Kind.WITHDRAWN, "x");
        assertThat(json("pkgs/a.b").path("dist-tags").toString()).isEqualTo("{}");
        assertThat(json("pkgs/a.b").path("versions").propertyNames()).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void aDeprecatedVersionWarnsUntilItDoesNot() throws IOException {
        turn(NEW, Kind.DEPRECATED, "use 2.0.0\u001B[31m\ninstead");
        assertThat(json("pkgs/a.b").at("/versions/1.1.0/deprecated").stringValue()).isEqualTo("use 2.0.0 [31m instead");
        assertThat(json("pkgs/a.b").at("/dist-tags/latest").stringValue()).isEqualTo("1.1.0");
        turn(NEW, Kind.DEPRECATED, "");
        assertThat(json("pkgs/a.b").at("/versions/1.1.0").has("deprecated")).isFalse();
    }

    @Test
    void whatAnAuthorWritesIntoPackageJsonTurnsNothing() throws IOException {
        registry.take("c.tgz", Packages.content("""
                {"name":"c.d","version":"1.0.0","deprecated":"no","unlisted":"no","event":"WITHDRAWN","message":"no",
                 "standing":[{"lsn":1,"event":"WITHDRAWN"}]}"""));
        publish();
        assertThat(json("pkgs/c.d/1.0.0").propertyNames()).doesNotContain("deprecated", "unlisted", "event", "message", "standing");
        assertThat(json("pkgs/c.d").at("/dist-tags/latest").stringValue()).isEqualTo("1.0.0");
        assertThat(reopened().standing(PackageId.of("c.d", "1.0.0"))).contains(Standing.UNTOUCHED);
    }

    @Test
    void nothingIsWrittenForWhatIsSoAlreadyOrIsNotThere() throws IOException {
        assertThat(registry.turn(NEW, Kind.RESTORED, null)).isEqualTo(new Turned.AlreadySo(NEW));
        assertThat(registry.turn(NEW, Kind.DEPRECATED, " ")).isEqualTo(new Turned.AlreadySo(NEW));
        turn(NEW, Kind.WITHDRAWN, "x");
        assertThat(registry.turn(NEW, Kind.WITHDRAWN, "y")).isEqualTo(new Turned.AlreadySo(NEW));
        var nothing = PackageId.of("a.b", "9.9.9");
        assertThat(registry.turn(nothing, Kind.WITHDRAWN, "y")).isEqualTo(new Turned.Unknown(nothing));
        assertThat(registry.turn(OLD, Kind.WITHDRAWN, "x".repeat(LIMITS.intOf(Limit.EVENT_MESSAGE_CHARACTERS) + 1)))
                .isInstanceOf(Turned.Refused.class)
                .asString().contains("event_message_characters");
        assertThat(registry.lsn()).isEqualTo(3);
    }

    @Test
    void aRegistryThatIsOpenedAgainKnowsHowVersionsStandWithoutTheirEvents() throws IOException {
        turn(NEW, Kind.WITHDRAWN, "x");
        for (var lsn = 1; lsn <= 3; lsn++) {
            bucket.delete(Layout.event(lsn));
        }
        assertThat(reopened().turn(NEW, Kind.WITHDRAWN, "y")).isEqualTo(new Turned.AlreadySo(NEW));
        assertThat(reopened().turn(NEW, Kind.RESTORED, null)).isInstanceOf(Turned.Done.class);
    }

    @Test
    void theFeedTellsOfEachTurnAndTheCatalogueOfAllOfAVersion() throws IOException {
        turn(NEW, Kind.DEPRECATED, "old");
        turn(NEW, Kind.WITHDRAWN, "wrong");
        var feed = lines(Layout.FEED);
        assertThat(feed).extracting(line -> line.path("lsn").asLong()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(feed.get(3).path("name").stringValue()).isEqualTo("a.b");
        assertThat(feed.get(3).path("version").stringValue()).isEqualTo("1.1.0");
        assertThat(feed.get(3).path("event").stringValue()).isEqualTo("WITHDRAWN");
        assertThat(feed.get(3).path("message").stringValue()).isEqualTo("wrong");
        assertThat(feed.get(3).has("standing")).isFalse();
        assertThat(lines(Layout.CATALOGUE).get(1).path("standing").toString()).isEqualTo("""
                [{"lsn":3,"event":"DEPRECATED","at":"%1$s","message":"old"},{"lsn":4,"event":"WITHDRAWN","at":"%1$s","message":"wrong"}]"""
                .formatted(CLOCK.instant()));
    }

    @Test
    void aWriterThatIsBehindLosesNothingThatAnotherWrote() throws IOException {
        turn(NEW, Kind.WITHDRAWN, "x");
        var further = Dump.of(bucket);
        // As one who read the log up to lsn 2 and is slow: what came after it is not there for him.
        var event = bucket.readAll(Layout.event(3), 10_000).orElseThrow();
        bucket.delete(Layout.event(3));
        bucket.put(Layout.VIEWS, Content.of("{\"lsn\":0,\"base\":\"%s\"}".formatted(BASE).getBytes(StandardCharsets.UTF_8)));
        reopened().publishViews((written, total) -> {});
        bucket.put(Layout.event(3), Content.of(event));
        for (var key : List.of("pkgs/a.b", "pkgs/a.b/1.1.0", "pkgs.ndjson.gz", "feed.ndjson.gz")) {
            assertThat(Dump.of(bucket).get(key)).as(key).isEqualTo(further.get(key));
        }
    }

    @Test
    void ofManyWhoWithdrawAndRestoreAtOnceEachTurnIsTheOppositeOfTheOneBefore() throws Exception {
        var others = List.of(registry, reopened());
        var jobs = new ArrayList<Callable<Turned>>();
        for (var round = 0; round < 10; round++) {
            for (var kind : List.of(Kind.WITHDRAWN, Kind.RESTORED)) {
                others.forEach(each -> jobs.add(() -> each.turn(NEW, kind, null)));
            }
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(jobs).forEach(result -> assertThat(result).isDone());
        }
        var turns = reopened().standing(NEW).orElseThrow().turns();
        for (var at = 0; at < turns.size(); at++) {
            assertThat(turns.get(at).kind()).isEqualTo(at % 2 == 0 ? Kind.WITHDRAWN : Kind.RESTORED);
            assertThat(turns.get(at).lsn()).isEqualTo(3 + at);
        }
    }

    private void turn(PackageId id, Kind kind, @Nullable String message) throws IOException {
        assertThat(registry.turn(id, kind, message)).isInstanceOf(Turned.Done.class);
        publish();
    }

    private void publish() throws IOException {
        registry.publishViews((written, total) -> {});
    }

    private Registry reopened() throws IOException {
        return Registry.open(bucket, LIMITS, CLOCK);
    }

    private List<JsonNode> lines(Key key) throws IOException {
        var lines = new ArrayList<JsonNode>();
        Catalogue.read(bucket, key, LIMITS, line -> lines.add(ExactJson.MAPPER.readTree(line)));
        return lines;
    }

    private JsonNode json(String key) throws IOException {
        return ExactJson.MAPPER.readTree(bucket.readAll(Key.of(key), 1 << 20).orElseThrow());
    }
}

package org.canonry.indexbuilder.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.canonry.indexbuilder.build.Batch;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.indexbuilder.build.VectorBatch;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.Eventually;
import org.canonry.storage.Seed;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.FlakyBucket;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.LocalPostgres;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.MeantText;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.index.TextVectors;
import org.canonry.storage.index.VectorFiles;
import org.canonry.storage.index.WordEmbedding;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorBuilderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final List<String> TEXTS = List.of("One", "Two", "Three", "Four", "Five");

    private static LocalPostgres postgres;

    @TempDir
    private Path folder;

    private final WordEmbedding embedding = new WordEmbedding("words", Map.of());
    private Limits limits = Limits.defaults();
    private Database database;
    private Bucket bucket;

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
        database.write((context, connection) -> {
            context.execute("drop schema public cascade");
            return context.execute("create schema public");
        });
        database.migrate();
        bucket = LocalBucket.open(folder.resolve("bucket"));
        packages().listed();
    }

    @AfterEach
    void close() throws IOException {
        database.close();
        bucket.close();
    }

    @Test
    void everyTextGetsOneVectorHoweverManyCarryIt() throws IOException {
        build();
        vectors();
        assertThat(embedding.asked()).containsExactlyInAnyOrderElementsOf(TEXTS);
        assertThat(published().texts()).isEqualTo(TEXTS.size());
        assertThat(texts()).containsExactlyElementsOf(TEXTS);
    }

    @Test
    void wordsAnswerBeforeThereAreVectorsAndNothingElseOfTheSnapshotChanges() throws IOException {
        var words = build();
        assertThat(words.vectors()).isNull();
        vectors();
        assertThat(manifest().with(null)).isEqualTo(words);
    }

    @Test
    void closedWhileItMakesVectorsAFollowerEndsWithoutATrace() throws Exception {
        var reading = new CountDownLatch(1);
        var failures = new ConcurrentLinkedQueue<IOException>();
        var slow = new Slow(reading);
        var follower = Follower.start(
                bucket, new IndexBuilder(database, tools(bucket)), Optional.of(builder(bucket, slow)), BuildProgress.SILENT, failures::add);
        assertThat(reading.await(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        follower.close();
        assertThat(failures).isEmpty();
        assertThat(manifest().vectors()).isNull();
    }

    @Test
    void killedBetweenStepsTheNextRunGoesOnWithoutMakingAVectorTwice() throws IOException {
        limits = limits.with(Limit.MEANING_BATCH_TEXTS, 2);
        build();
        assertThat(builder(bucket, embedding).step()).isTrue();
        assertThat(published().texts()).isEqualTo(2);
        Files.writeString(folder.resolve("builder/vectors/segments_99"), "left by a kill");
        vectors();
        assertThat(embedding.asked()).containsExactlyInAnyOrderElementsOf(TEXTS);
        assertThat(texts()).containsExactlyElementsOf(TEXTS);
    }

    @Test
    void killedBeforeItsFilesArePublishedAStepLeavesNothing() throws IOException {
        build();
        var publication = Publication.find(bucket, limits);
        new VectorBatch(publication, embedding, 1).write(tools(bucket));
        assertThat(manifest().vectors()).isNull();
        vectors();
        assertThat(texts()).containsExactlyElementsOf(TEXTS);
    }

    @Test
    void aBuildAfterwardsKeepsThemAndOnlyNewTextsAreAddedToThem() throws IOException {
        build();
        vectors();
        packages().with("z", "1.0.0", vs("one"), vs("six")).listed();
        assertThat(build().vectors()).isEqualTo(manifest().vectors()).isNotNull();
        vectors();
        assertThat(embedding.asked()).hasSize(TEXTS.size() + 1).contains("Six");
        assertThat(published().texts()).isEqualTo(TEXTS.size() + 1);
    }

    @Test
    void anIndexOfAnotherFormatIsBuiltAgainAroundThem() throws IOException {
        build();
        vectors();
        var json = new String(manifest().toJson(), StandardCharsets.UTF_8)
                .replaceFirst("\"format\" : \\d+", "\"format\" : 0");
        bucket.put(SnapshotManifest.POINTER, Content.of(json.getBytes(StandardCharsets.UTF_8)));
        build();
        vectors();
        assertThat(embedding.asked()).hasSize(TEXTS.size());
        assertThat(texts()).containsExactlyElementsOf(TEXTS);
    }

    @Test
    void vectorsOfAnotherModelAreReplaced() throws IOException {
        build();
        vectors();
        var other = new WordEmbedding("other words", Map.of());
        builder(bucket, other).catchUp();
        assertThat(published().model()).isEqualTo("other words");
        assertThat(other.asked()).containsExactlyInAnyOrderElementsOf(TEXTS);
    }

    @Test
    void vectorsThatAreLostAreMadeAgain() throws IOException {
        build();
        vectors();
        for (var file : published().lucene()) {
            bucket.delete(file.key());
            Files.delete(folder.resolve("builder/vectors").resolve(file.name()));
        }
        vectors();
        assertThat(texts()).containsExactlyElementsOf(TEXTS);
    }

    @Test
    void aModelThatFailsLeavesTheWordsAsTheyAre() throws IOException {
        var words = build();
        assertThatThrownBy(() -> builder(bucket, new Failing()).step()).isInstanceOf(IOException.class);
        assertThat(manifest()).isEqualTo(words);
    }

    @Test
    void aBuildThatVectorsOvertakeIsNotBegunAgain() throws IOException {
        build();
        var publication = Publication.find(bucket, limits);
        var next = manifest();
        vectors();
        assertThat(publication.move(bucket, next, limits)).isTrue();
        assertThat(published().texts()).isEqualTo(TEXTS.size());
    }

    @Test
    void vectorsThatABuildOvertakesAreAddedToIt() throws IOException {
        build();
        var publication = Publication.find(bucket, limits);
        var made = new VectorBatch(publication, embedding, 1).write(tools(bucket)).orElseThrow();
        packages().with("z", "1.0.0", vs("six")).listed();
        var later = build();
        assertThat(publication.attach(bucket, made, limits)).isTrue();
        assertThat(manifest()).isEqualTo(later.with(made));
    }

    @Test
    void withoutASnapshotThereIsNothingToDo() throws IOException {
        assertThat(builder(bucket, embedding).step()).isFalse();
    }

    @Test
    void whateverFailsTheNextRunFinishesWithEveryTextOnce() throws IOException {
        limits = limits.with(Limit.MEANING_BATCH_TEXTS, 1);
        build();
        var seed = Seed.ofThisRun();
        var flaky = new FlakyBucket(bucket, seed).withRate(0.05);
        var failures = 0;
        for (var done = false; !done && failures < 500; ) {
            try {
                builder(flaky, embedding).catchUp();
                done = true;
            } catch (IOException e) {
                failures++;
            }
        }
        vectors();
        assertThat(texts()).as("%s, %d failures", seed, failures).containsExactlyElementsOf(TEXTS);
        assertThat(published().texts()).isEqualTo(TEXTS.size());
    }

    private WrittenBucket packages() {
        return new WrittenBucket(bucket)
                .with("a", "1.0.0", vs("one"))
                .with("b", "1.0.0", vs("one"), vs("two"))
                .with("c", "1.0.0", vs("three"), vs("four"), vs("five"), vs("one"));
    }

    private static String vs(String name) {
        var title = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return """
                {"resourceType":"ValueSet","url":"http://example.org/%1$s","name":"%1$s","title":"%2$s","_filename":"ValueSet-%1$s.json"}"""
                .formatted(name, title);
    }

    private SnapshotManifest build() throws IOException {
        return new IndexBuilder(database, tools(bucket)).catchUp(BuildProgress.SILENT);
    }

    private void vectors() throws IOException {
        builder(bucket, embedding).catchUp();
    }

    private VectorBuilder builder(Bucket from, Embedding model) {
        return new VectorBuilder(model, tools(from));
    }

    private Batch.Tools tools(Bucket from) {
        return new Batch.Tools(from, folder.resolve("builder"), 2, limits, CLOCK);
    }

    private SnapshotManifest manifest() throws IOException {
        return SnapshotManifest.find(bucket, limits).orElseThrow();
    }

    private VectorFiles published() throws IOException {
        return Objects.requireNonNull(manifest().vectors());
    }

    /// Those of the texts that have a vector.
    private List<String> texts() throws IOException {
        var reader = new IndexFolder(folder.resolve("reader"));
        reader.sync(bucket, published().lucene());
        var vectors = TextVectors.read(reader.path());
        assertThat(vectors.size()).isEqualTo(published().texts());
        return TEXTS.stream().filter(text -> vectors.ordinal(MeantText.hash(text)) >= 0).toList();
    }

    /// A model that is at work for longer than anybody waits.
    private record Slow(CountDownLatch reading) implements Embedding {
        @Override
        public String model() {
            return "slow";
        }

        @Override
        public float[] vector(String text) throws IOException {
            reading.countDown();
            try {
                Thread.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("interrupted");
        }
    }

    /// A model that is not to be had.
    private static final class Failing implements Embedding {
        @Override
        public String model() {
            return "failing";
        }

        @Override
        public float[] vector(String text) throws IOException {
            throw new IOException("no such model");
        }
    }
}

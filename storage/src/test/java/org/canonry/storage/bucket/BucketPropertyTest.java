package org.canonry.storage.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.canonry.storage.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Any sequence of operations gives what a sorted map would.
class BucketPropertyTest {
    private static final int OPERATIONS = 1_500;

    @TempDir
    Path folder;

    private final Seed seed = Seed.ofThisRun();
    private final Random random = seed.random();
    private final TreeMap<Key, Held> oracle = new TreeMap<>();
    private final List<Generation> generations = new ArrayList<>(List.of(new Generation("never")));
    private final List<String> done = new ArrayList<>();

    @Test
    void behavesAsASortedMapWhateverIsAskedInWhateverOrder() throws IOException {
        try (var bucket = LocalBucket.open(folder)) {
            for (int i = 0; i < OPERATIONS; i++) {
                operate(bucket);
            }
            assertListed(bucket, "");
        }
    }

    @Test
    void isWhatTheOracleSaysAlsoAfterFaults() throws IOException {
        try (var bucket = new FlakyBucket(LocalBucket.open(folder), seed)) {
            for (int i = 0; i < OPERATIONS / 3; i++) {
                operateDespiteFaults(bucket, key());
            }
            bucket.withRate(0);
            assertListed(bucket, "");
            assertThat(bucket.faults()).as(seed.toString()).isPositive();
        }
    }

    private record Held(String text, Generation generation) {}

    private void operate(Bucket bucket) throws IOException {
        var key = key();
        switch (random.nextInt(9)) {
            case 0, 1 -> put(bucket, key, "put");
            case 2 -> putIfAbsent(bucket, key);
            case 3 -> putIfUnchanged(bucket, key);
            case 4 -> copyIfAbsent(bucket, key, key());
            case 5 -> delete(bucket, key);
            case 6 -> assertRange(bucket, key);
            case 7 -> assertListed(bucket, prefix());
            default -> assertRead(bucket, key);
        }
    }

    private void put(Bucket bucket, Key key, String what) throws IOException {
        var text = text();
        done.add("%s %s %s".formatted(what, key, text.length()));
        hold(text, bucket.put(key, Content.of(text)));
    }

    private void putIfAbsent(Bucket bucket, Key key) throws IOException {
        var text = text();
        done.add("putIfAbsent " + key);
        var written = bucket.putIfAbsent(key, Content.of(text));
        assertThat(written.isPresent()).as(story()).isEqualTo(!oracle.containsKey(key));
        written.ifPresent(info -> hold(text, info));
    }

    private void putIfUnchanged(Bucket bucket, Key key) throws IOException {
        var text = text();
        done.add("putIfUnchanged " + key);
        var held = Optional.ofNullable(oracle.get(key));
        var expected = held.filter(any -> random.nextBoolean())
                .map(Held::generation)
                .orElseGet(() -> generations.get(random.nextInt(generations.size())));
        var written = bucket.putIfUnchanged(key, Content.of(text), expected);
        assertThat(written.isPresent()).as(story()).isEqualTo(held.filter(now -> now.generation().equals(expected)).isPresent());
        written.ifPresent(info -> hold(text, info));
    }

    private void copyIfAbsent(Bucket bucket, Key from, Key to) throws IOException {
        done.add("copyIfAbsent %s %s".formatted(from, to));
        if (!oracle.containsKey(from)) {
            assertThatExceptionOfType(NoSuchFileException.class).as(story()).isThrownBy(() -> bucket.copyIfAbsent(from, to));
            return;
        }
        var written = bucket.copyIfAbsent(from, to);
        assertThat(written.isPresent()).as(story()).isEqualTo(!oracle.containsKey(to));
        written.ifPresent(info -> oracle.put(to, new Held(oracle.get(from).text(), info.generation())));
    }

    private void delete(Bucket bucket, Key key) throws IOException {
        done.add("delete " + key);
        assertThat(bucket.delete(key)).as(story()).isEqualTo(oracle.remove(key) != null);
    }

    private void assertRead(Bucket bucket, Key key) throws IOException {
        var held = Optional.ofNullable(oracle.get(key));
        assertThat(bucket.readAll(key, 1 << 20).map(bytes -> new String(bytes, UTF_8)))
                .as(story())
                .isEqualTo(held.map(Held::text));
        assertThat(bucket.stat(key).map(ObjectInfo::generation)).as(story()).isEqualTo(held.map(Held::generation));
    }

    private void assertRange(Bucket bucket, Key key) throws IOException {
        var held = oracle.get(key);
        if (held != null) {
            int from = random.nextInt(held.text().length() + 1);
            int to = from + random.nextInt(held.text().length() - from + 1);
            assertThat(bucket.readRange(key, from, to - from))
                    .as(story())
                    .isEqualTo(Arrays.copyOfRange(held.text().getBytes(UTF_8), from, to));
        }
    }

    private void assertListed(Bucket bucket, String prefix) throws IOException {
        var expected = oracle.entrySet().stream()
                .filter(entry -> entry.getKey().text().startsWith(prefix))
                .map(entry -> entry.getKey() + " " + entry.getValue().text().length() + " " + entry.getValue().generation())
                .toList();
        try (var list = bucket.list(prefix)) {
            assertThat(list.map(info -> info.key() + " " + info.sizeBytes() + " " + info.generation()))
                    .as("%s, listing '%s'", story(), prefix)
                    .containsExactlyElementsOf(expected);
        }
    }

    /// After a fault the object is what it was or what it was to be; looking tells which.
    private void operateDespiteFaults(FlakyBucket bucket, Key key) throws IOException {
        var text = text();
        var before = Optional.ofNullable(oracle.get(key)).map(Held::text);
        done.add("put despite faults " + key);
        try {
            bucket.withRate(0.4).put(key, Content.of(text));
        } catch (FlakyBucket.Injected e) {
            done.add(String.valueOf(e.getMessage()));
        }
        var now = bucket.withRate(0).readAll(key, 1 << 20).map(bytes -> new String(bytes, UTF_8));
        assertThat(now).as(story()).isIn(before, Optional.of(text));
        bucket.stat(key).ifPresent(info -> oracle.put(key, new Held(now.orElseThrow(), info.generation())));
    }

    private void hold(String text, ObjectInfo info) {
        assertThat(generations).as(story()).doesNotContain(info.generation());
        generations.add(info.generation());
        oracle.put(info.key(), new Held(text, info.generation()));
    }

    /// Few enough names that operations meet, and odd enough that their spelling on disk is tried.
    private Key key() {
        var names = List.of("a", "b", "a+", "-", "a-b", "a.b", ".a", "a%2B", "ü", "😀", "\uE000", "1.0.0+x");
        var text = new StringBuilder(random.nextBoolean() ? "pkgs" : "rs+");
        for (int depth = random.nextInt(3); depth >= 0; depth--) {
            text.append('/').append(names.get(random.nextInt(names.size())));
        }
        return Key.of(text.toString());
    }

    private String prefix() {
        var key = key().text();
        return key.substring(0, key.offsetByCodePoints(0, random.nextInt(key.codePointCount(0, key.length()) + 1)));
    }

    private String text() {
        return Character.toString('a' + random.nextInt(26)).repeat(random.nextInt(200));
    }

    private String story() {
        return "%s, after %s".formatted(seed, done.subList(Math.max(0, done.size() - 20), done.size()));
    }
}

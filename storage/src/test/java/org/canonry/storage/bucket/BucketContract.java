package org.canonry.storage.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every bucket promises. Each implementation extends this.
public abstract class BucketContract {
    protected static final Key A = Key.of("x/a");
    protected static final Key B = Key.of("x/b");

    protected Bucket bucket;

    /// A bucket with nothing in it.
    protected abstract Bucket empty() throws IOException;

    @BeforeEach
    void openBucket() throws IOException {
        bucket = empty();
    }

    @AfterEach
    void closeBucket() throws IOException {
        bucket.close();
    }

    @Test
    void hasNothingAtFirst() throws IOException {
        assertThat(bucket.stat(A)).isEmpty();
        assertThat(bucket.read(A)).isEmpty();
        assertThat(bucket.readAll(A, 10)).isEmpty();
        assertThat(bucket.delete(A)).isFalse();
        assertThat(keys("")).isEmpty();
    }

    @Test
    void givesBackWhatWasPut() throws IOException {
        var before = Instant.now();
        var info = bucket.put(A, Content.of("hello"));
        assertThat(text(A)).isEqualTo("hello");
        assertThat(info.key()).isEqualTo(A);
        assertThat(info.sizeBytes()).isEqualTo(5);
        assertThat(info.lastModified()).isBetween(before.minus(Duration.ofMinutes(1)), before.plus(Duration.ofMinutes(1)));
        assertThat(bucket.stat(A)).contains(info);
    }

    @Test
    void holdsAnEmptyObject() throws IOException {
        bucket.put(A, Content.of(""));
        assertThat(text(A)).isEmpty();
        assertThat(bucket.readRange(A, 0, 0)).isEmpty();
        assertThat(bucket.stat(A).orElseThrow().sizeBytes()).isZero();
    }

    @Test
    void readSaysWhichWritingItReads() throws IOException {
        var info = bucket.put(A, Content.of("hello"));
        try (var object = bucket.read(A).orElseThrow()) {
            assertThat(object.info()).isEqualTo(info);
            assertThat(object.stream().readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
        }
    }

    @Test
    void putTakesThePlaceOfWhatWasThere() throws IOException {
        var first = bucket.put(A, Content.of("first"));
        var second = bucket.put(A, Content.of("second"));
        assertThat(text(A)).isEqualTo("second");
        assertThat(second.generation()).isNotEqualTo(first.generation());
    }

    @Test
    void theGenerationChangesAlsoWhenTheBytesDoNot() throws IOException {
        var seen = new ArrayList<Generation>();
        for (int i = 0; i < 50; i++) {
            seen.add(bucket.put(A, Content.of("same")).generation());
        }
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void putIfAbsentWritesOnlyTheFirstTime() throws IOException {
        var info = bucket.putIfAbsent(A, Content.of("first"));
        assertThat(info).isPresent().isEqualTo(bucket.stat(A));
        assertThat(bucket.putIfAbsent(A, Content.of("second"))).isEmpty();
        assertThat(text(A)).isEqualTo("first");
    }

    @Test
    void putIfAbsentWritesAgainAfterADelete() throws IOException {
        bucket.put(A, Content.of("first"));
        bucket.delete(A);
        assertThat(bucket.putIfAbsent(A, Content.of("second"))).isPresent();
        assertThat(text(A)).isEqualTo("second");
    }

    @Test
    void putIfUnchangedWritesOverTheGenerationItKnows() throws IOException {
        var first = bucket.put(A, Content.of("first"));
        var second = bucket.putIfUnchanged(A, Content.of("second"), first.generation());
        assertThat(second).isPresent().isEqualTo(bucket.stat(A));
        assertThat(text(A)).isEqualTo("second");
    }

    @Test
    void putIfUnchangedLosesWhenTheObjectChanged() throws IOException {
        var first = bucket.put(A, Content.of("first"));
        bucket.put(A, Content.of("other"));
        assertThat(bucket.putIfUnchanged(A, Content.of("second"), first.generation())).isEmpty();
        assertThat(text(A)).isEqualTo("other");
    }

    @Test
    void putIfUnchangedLosesWhenTheObjectIsGone() throws IOException {
        var first = bucket.put(A, Content.of("first"));
        bucket.delete(A);
        assertThat(bucket.putIfUnchanged(A, Content.of("second"), first.generation())).isEmpty();
        assertThat(bucket.stat(A)).isEmpty();
    }

    @Test
    void putIfUnchangedLosesWhenTheObjectWasWrittenAnew() throws IOException {
        var first = bucket.put(A, Content.of("same"));
        bucket.delete(A);
        bucket.put(A, Content.of("same"));
        assertThat(bucket.putIfUnchanged(A, Content.of("second"), first.generation())).isEmpty();
    }

    @Test
    void copyIfAbsentPutsTheSameBytesUnderAnotherKey() throws IOException {
        bucket.put(A, Content.of("hello"));
        assertThat(bucket.copyIfAbsent(A, B)).isPresent().isEqualTo(bucket.stat(B));
        assertThat(text(B)).isEqualTo("hello");
        assertThat(bucket.stat(B).orElseThrow().key()).isEqualTo(B);
    }

    @Test
    void copyIfAbsentLeavesWhatIsThere() throws IOException {
        bucket.put(A, Content.of("hello"));
        bucket.put(B, Content.of("there"));
        assertThat(bucket.copyIfAbsent(A, B)).isEmpty();
        assertThat(text(B)).isEqualTo("there");
    }

    @Test
    void copyIfAbsentNeedsSomethingToCopy() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> bucket.copyIfAbsent(A, B))
                .withMessageContaining("x/a");
    }

    @Test
    void aCopyAndItsOriginalGoTheirOwnWays() throws IOException {
        bucket.put(A, Content.of("hello"));
        bucket.copyIfAbsent(A, B);
        bucket.put(A, Content.of("changed"));
        assertThat(text(B)).isEqualTo("hello");
        bucket.delete(B);
        assertThat(text(A)).isEqualTo("changed");
    }

    @Test
    void deleteTakesTheObjectAway() throws IOException {
        bucket.put(A, Content.of("hello"));
        assertThat(bucket.delete(A)).isTrue();
        assertThat(bucket.stat(A)).isEmpty();
        assertThat(bucket.delete(A)).isFalse();
    }

    @Test
    void aReaderKeepsTheBytesItBeganWith() throws IOException {
        var big = "x".repeat(1 << 20);
        bucket.put(A, Content.of(big));
        try (var object = bucket.read(A).orElseThrow()) {
            assertThat(object.stream().readNBytes(10)).hasSize(10);
            bucket.put(A, Content.of("changed"));
            bucket.delete(A);
            assertThat(object.stream().readAllBytes()).hasSize(big.length() - 10).containsOnly('x');
        }
    }

    @Test
    void readAllRefusesMoreThanTheCallerWants() throws IOException {
        bucket.put(A, Content.of("hello"));
        assertThat(bucket.readAll(A, 5)).isPresent();
        assertThatExceptionOfType(ObjectTooLarge.class)
                .isThrownBy(() -> bucket.readAll(A, 4))
                .withMessageContaining("x/a")
                .withMessageContaining("5 bytes");
    }

    @Test
    void readRangeGivesExactlyTheBytesAskedFor() throws IOException {
        bucket.put(A, Content.of("0123456789"));
        assertThat(bucket.readRange(A, 3, 4)).isEqualTo("3456".getBytes(UTF_8));
        assertThat(bucket.readRange(A, 0, 10)).isEqualTo("0123456789".getBytes(UTF_8));
        assertThat(bucket.readRange(A, 10, 0)).isEmpty();
    }

    @Test
    void readRangeSaysWhenTheObjectEndsTooEarly() throws IOException {
        bucket.put(A, Content.of("0123456789"));
        for (long offset : List.of(7L, 11L, Long.MAX_VALUE)) {
            assertThatExceptionOfType(EOFException.class)
                    .isThrownBy(() -> bucket.readRange(A, offset, 4))
                    .withMessageContaining("x/a");
        }
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> bucket.readRange(A, 0, Integer.MAX_VALUE));
    }

    @Test
    void readRangeNeedsAnObjectAndAPlace() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> bucket.readRange(A, 0, 1));
        bucket.put(A, Content.of("0123456789"));
        assertThatIllegalArgumentException().isThrownBy(() -> bucket.readRange(A, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> bucket.readRange(A, 0, -1));
    }

    @Test
    void anObjectAndAFolderOfTheSameNameLiveSideBySide() throws IOException {
        put("pkgs/a", "pkgs/a/1.0.0", "pkgs/a/1.0.0/x", "pkgs/a/-/a-1.0.0.tgz");
        assertThat(keys("")).containsExactly("pkgs/a", "pkgs/a/-/a-1.0.0.tgz", "pkgs/a/1.0.0", "pkgs/a/1.0.0/x");
        assertThat(text(Key.of("pkgs/a"))).isEqualTo("pkgs/a");
        assertThat(text(Key.of("pkgs/a/1.0.0"))).isEqualTo("pkgs/a/1.0.0");
        bucket.delete(Key.of("pkgs/a"));
        assertThat(keys("pkgs/a/1")).containsExactly("pkgs/a/1.0.0", "pkgs/a/1.0.0/x");
    }

    @Test
    void holdsKeysThatAreOddAsFileNames() throws IOException {
        var odd = List.of(
                "pkgs/.hidden", "pkgs/@scope/name", "pkgs/a%2Fb", "pkgs/a%2fb", "pkgs/a+", "pkgs/a+/b+", "pkgs/a++",
                "pkgs/a+b", "pkgs/b:c*?\"<>|", "pkgs/con", "pkgs/ leading and trailing ", "pkgs/ünïcödé/日本", "pkgs/😀",
                ".hidden/x", "top+/x", "%/x", "ü/x");
        put(odd.toArray(String[]::new));
        assertThat(keys("")).containsExactlyInAnyOrderElementsOf(odd);
        for (var key : odd) {
            assertThat(text(Key.of(key))).isEqualTo(key);
        }
    }

    @Test
    void listsInTheOrderOfTheKeysBytes() throws IOException {
        var inOrder = List.of(
                "a/b", "a/b-c", "a/b.c", "a/b/", "a/b/c", "a/b/c/d", "a/b0", "a/bc", "a/z", "a/é", "a/\uE000", "a/😀", "b");
        var some = inOrder.stream().filter(key -> !key.endsWith("/")).toList();
        put(some.reversed().toArray(String[]::new));
        assertThat(keys("")).containsExactlyElementsOf(some);
    }

    @Test
    void listsWhatBeginsWithThePrefixWhereverThatEnds() throws IOException {
        put("pkgs/a", "pkgs/a/1", "pkgs/ab", "pkgs/b", "rs/a");
        assertThat(keys("pkgs/a")).containsExactly("pkgs/a", "pkgs/a/1", "pkgs/ab");
        assertThat(keys("pkgs/a/")).containsExactly("pkgs/a/1");
        assertThat(keys("pk")).containsExactly("pkgs/a", "pkgs/a/1", "pkgs/ab", "pkgs/b");
        assertThat(keys("pkgs/a/1")).containsExactly("pkgs/a/1");
        assertThat(keys("pkgs/a/1/")).isEmpty();
    }

    @Test
    void listsNothingUnderAPrefixThatNoKeyHas() throws IOException {
        put("a/b");
        for (var prefix : List.of("/", "../", "a/../", "a//", "./a", "a\\", "a/\u0000/", "/a")) {
            assertThat(keys(prefix)).as(prefix).isEmpty();
        }
    }

    @Test
    void listGoesOnWhenObjectsAreDeletedMeanwhile() throws IOException {
        put("a/1", "a/2", "b/1", "b/2");
        try (var list = bucket.list("")) {
            var walk = list.iterator();
            assertThat(walk.next().key()).hasToString("a/1");
            bucket.delete(Key.of("b/1"));
            var rest = new ArrayList<String>();
            walk.forEachRemaining(info -> rest.add(info.key().text()));
            assertThat(rest).startsWith("a/2").endsWith("b/2");
        }
    }

    @Test
    void listTellsTheSameOfAnObjectAsStat() throws IOException {
        var info = bucket.put(A, Content.of("hello"));
        try (var list = bucket.list("")) {
            assertThat(list).containsExactly(info);
        }
    }

    @Test
    void aContentThatFailsLeavesTheObjectAsItWas() throws IOException {
        var old = bucket.put(A, Content.of("old"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> bucket.put(A, new Torn(100, 60)));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> bucket.putIfAbsent(B, new Torn(100, 60)));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> bucket.putIfUnchanged(A, new Torn(100, 60), old.generation()));
        assertThat(bucket.stat(A)).contains(old);
        assertThat(keys("")).containsExactly("x/a");
    }

    @Test
    void aContentOfAnotherLengthThanItSaysIsNotWritten() throws IOException {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> bucket.put(A, lying(3, "hello")));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> bucket.put(A, lying(9, "hello")));
        assertThat(keys("")).isEmpty();
    }

    @Test
    void aContentWithoutEndIsNotWritten() throws IOException {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> bucket.put(A, new Torn(100, Integer.MAX_VALUE)));
        assertThat(keys("")).isEmpty();
    }

    @Test
    void ofManyWritersIfAbsentExactlyOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            var key = Key.of("race/" + round);
            var wins = together(8, i -> bucket.putIfAbsent(key, Content.of("writer " + i)));
            assertThat(wins).filteredOn(Optional::isPresent).hasSize(1);
            int winner = IntStream.range(0, 8).filter(i -> wins.get(i).isPresent()).sum();
            assertThat(text(key)).isEqualTo("writer " + winner);
        }
    }

    @Test
    void ofManyCopiesIfAbsentExactlyOneWins() throws Exception {
        for (int i = 0; i < 8; i++) {
            bucket.put(Key.of("from/" + i), Content.of("writer " + i));
        }
        var wins = together(8, i -> bucket.copyIfAbsent(Key.of("from/" + i), A));
        assertThat(wins).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void noWriteIfUnchangedIsLostAmongMany() throws Exception {
        bucket.put(A, Content.of("0"));
        together(8, i -> {
            for (int step = 0; step < 10; step++) {
                increment(bucket, A);
            }
            return Optional.empty();
        });
        assertThat(text(A)).isEqualTo("80");
    }

    @Test
    void noReaderEverSeesAPartOfAnObject() throws Exception {
        bucket.put(A, Content.of(pattern(0)));
        var done = new AtomicInteger();
        together(4, i -> {
            if (i < 2) {
                for (int step = 0; step < 40; step++) {
                    bucket.put(A, Content.of(pattern(i * 40 + step)));
                }
                done.incrementAndGet();
            }
            while (i >= 2 && done.get() < 2) {
                assertWhole();
            }
            return Optional.empty();
        });
    }

    /// Adds one to the number that the object holds, as often as it takes.
    protected static void increment(Bucket bucket, Key key) throws IOException {
        Optional<ObjectInfo> written = Optional.empty();
        while (written.isEmpty()) {
            try (var object = bucket.read(key).orElseThrow()) {
                var next = Integer.parseInt(new String(object.stream().readAllBytes(), UTF_8)) + 1;
                written = bucket.putIfUnchanged(key, Content.of(Integer.toString(next)), object.info().generation());
            }
        }
    }

    protected final String text(Key key) throws IOException {
        return new String(bucket.readAll(key, 1 << 24).orElseThrow(), UTF_8);
    }

    protected final List<String> keys(String prefix) throws IOException {
        try (var list = bucket.list(prefix)) {
            return list.map(info -> info.key().text()).toList();
        }
    }

    /// Puts objects that hold their own keys.
    protected final void put(String... keys) throws IOException {
        for (var key : keys) {
            bucket.put(Key.of(key), Content.of(key));
        }
    }

    /// Runs `task` in so many threads at once, and gives back what each returned.
    protected static <T> List<T> together(int threads, Task<T> task) throws Exception {
        var results = new ArrayList<T>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var tasks = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> task.run(i))
                    .toList();
            for (var future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
        return results;
    }

    /// What one of many threads does.
    protected interface Task<T> {
        T run(int thread) throws Exception;
    }

    /// Bytes that are all the same, and whose number tells which.
    private static byte[] pattern(int number) {
        var bytes = new byte[100_000 + number];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private void assertWhole() throws IOException {
        try (var object = bucket.read(A).orElseThrow()) {
            var bytes = object.stream().readAllBytes();
            assertThat(bytes).hasSize(Math.toIntExact(object.info().sizeBytes()));
            assertThat(bytes).isEqualTo(pattern(bytes.length - 100_000));
        }
    }

    private static Content lying(long sizeBytes, String text) {
        return new Content() {
            @Override
            public long sizeBytes() {
                return sizeBytes;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(text.getBytes(UTF_8));
            }
        };
    }

    /// A content that breaks off with an error.
    private record Torn(long sizeBytes, int breaksAfter) implements Content {
        @Override
        public InputStream open() {
            return new InputStream() {
                private int given;

                @Override
                public int read() throws IOException {
                    return read(new byte[1], 0, 1) < 0 ? -1 : 0;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    if (given >= breaksAfter) {
                        throw new IOException("torn");
                    }
                    int read = Math.min(length, breaksAfter - given);
                    given += read;
                    return read;
                }
            };
        }
    }
}

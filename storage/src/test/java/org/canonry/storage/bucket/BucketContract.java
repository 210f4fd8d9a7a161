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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every bucket promises, beginning with what it does with one object. Each implementation extends this.
public abstract class BucketContract implements ListingContract, RaceContract {
    protected Bucket bucket;

    /// A bucket with nothing in it.
    protected abstract Bucket empty() throws IOException;

    @Override
    public Bucket bucket() {
        return bucket;
    }

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

package org.canonry.storage.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.canonry.storage.bucket.Racers.increment;
import static org.canonry.storage.bucket.Racers.together;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.canonry.storage.bucket.InvalidKey.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBucketTest extends BucketContract {
    private static final int INCREMENTS = 25;

    @TempDir
    Path folder;

    @Override
    protected Bucket empty() throws IOException {
        return LocalBucket.open(root());
    }

    @Test
    void laysObjectsOutAsPlainFilesInPlainTopLevelFolders() throws IOException {
        put("feed.ndjson.gz", "-/a-1.0.0.tgz", "pkgs/a", "pkgs/a/1.0.0");
        assertThat(root().resolve("feed.ndjson.gz")).hasContent("feed.ndjson.gz");
        assertThat(root().resolve("-/a-1.0.0.tgz")).isRegularFile();
        assertThat(root().resolve("pkgs/a")).isRegularFile();
        assertThat(root().resolve("pkgs/a+/1.0.0")).isRegularFile();
    }

    @Test
    void readsABucketThatAnotherProgramWroteAsPlainFolders() throws IOException {
        foreign("feed.ndjson.gz", "pgks.ndjson.gz", "-/a-1.0.0+b1.tgz", "rs/a-1.0.0.ndjson.gz", ".DS_Store", "rs/.nfs1");
        assertThat(keys(""))
                .containsExactly("-/a-1.0.0+b1.tgz", "feed.ndjson.gz", "pgks.ndjson.gz", "rs/a-1.0.0.ndjson.gz");
        assertThat(text(Key.of("-/a-1.0.0+b1.tgz"))).isEqualTo("-/a-1.0.0+b1.tgz");
        assertThat(bucket.delete(Key.of("feed.ndjson.gz"))).isTrue();
    }

    @Test
    void passesOverNamesThatSpellNoKey() throws IOException {
        foreign("rs/100%", "rs/a%2f", "rs/%41", "rs/sub/x", "rs/x+", "a\\b", "rs/a\nb");
        put("rs/100%", "rs/A", "rs/sub/x", "rs/x+");
        assertThat(keys("")).containsExactly("rs/100%", "rs/A", "rs/sub/x", "rs/x+");
    }

    @Test
    void openingWritesNothing() throws IOException {
        try (var files = Files.walk(root())) {
            assertThat(files).containsExactly(root());
        }
    }

    @Test
    void keepsItsOwnFilesOutOfReachOfKeys() throws IOException {
        bucket.put(A, Content.of("x"));
        assertThat(root().resolve(LocalPaths.HIDDEN)).isDirectory();
        try (var own = Files.walk(root().resolve(LocalPaths.HIDDEN))) {
            for (var file : own.toList()) {
                assertThat(bucket.stat(Key.of(root().relativize(file).toString()))).isEmpty();
            }
        }
        put(".canonry-bucket/locks/stripe-1");
        assertThat(keys(".c")).containsExactly(".canonry-bucket/locks/stripe-1");
    }

    @Test
    void leavesNoScratchBehind() throws IOException {
        bucket.put(A, Content.of("x"));
        bucket.put(A, Content.of("y"));
        bucket.putIfAbsent(B, Content.of("x"));
        bucket.putIfAbsent(B, Content.of("x"));
        assertThat(scratch()).isEmptyDirectory();
    }

    @Test
    void aCopySharesTheFileOfItsOriginal() throws IOException {
        bucket.put(A, Content.of("x"));
        bucket.copyIfAbsent(A, B);
        assertThat(Files.getAttribute(root().resolve("x/a"), "unix:ino"))
                .isEqualTo(Files.getAttribute(root().resolve("x/b"), "unix:ino"));
    }

    @Test
    void refusesAnObjectWhereAFolderIsAtTheTop() throws IOException {
        put("pkgs/a", "feed");
        assertRefused(Reason.TOP_LEVEL_TAKEN, "pkgs");
        assertRefused(Reason.TOP_LEVEL_TAKEN, "feed/x");
        assertRefused(Reason.TOP_LEVEL_TAKEN, "feed/x/y");
        assertThat(bucket.stat(Key.of("pkgs"))).isEmpty();
        assertThat(bucket.stat(Key.of("feed/x"))).isEmpty();
        assertThat(bucket.stat(Key.of("feed/x/y"))).isEmpty();
        assertThat(keys("feed/")).isEmpty();
    }

    @Test
    void refusesNamesThatNoFileCanHave() throws IOException {
        put("x/" + "a".repeat(255), "x/" + "a".repeat(254) + "/b");
        assertRefused(Reason.NAME_TOO_LONG, "x/" + "a".repeat(256));
        assertRefused(Reason.NAME_TOO_LONG, "x/" + "a".repeat(255) + "/b");
        assertRefused(Reason.NAME_TOO_LONG, "x/" + "é".repeat(43));
    }

    @Test
    void followsNoSymbolicLinkOutOfTheRoot() throws IOException {
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        put("x/a", "pkgs/a/1");
        Files.createSymbolicLink(root().resolve("out"), outside);
        Files.createSymbolicLink(root().resolve("pkgs/deep+"), outside);
        Files.createSymbolicLink(root().resolve("x/link"), outside.resolve("secret"));
        for (var key : List.of("out/secret", "pkgs/deep/secret", "x/link")) {
            assertUnreachable(Key.of(key));
        }
        assertThat(keys("")).containsExactly("pkgs/a/1", "x/a");
        assertThat(keys("out/")).isEmpty();
        assertThat(keys("pkgs/deep/")).isEmpty();
    }

    @Test
    void writesThroughNoSymbolicLinkOutOfTheRoot() throws IOException {
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        put("x/a");
        Files.createSymbolicLink(root().resolve("out"), outside);
        Files.createSymbolicLink(root().resolve("x/link"), outside.resolve("secret"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> bucket.put(Key.of("out/new"), Content.of("x")))
                .withMessageContaining("symbolic link");
        assertThat(bucket.delete(Key.of("out/secret"))).isFalse();
        bucket.put(Key.of("x/link"), Content.of("new"));
        assertThat(outside).isDirectoryContaining(file -> file.endsWith("secret"));
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(text(Key.of("x/link"))).isEqualTo("new");
    }

    @Test
    void theRootItselfMayBeReachedThroughALink() throws IOException {
        put("x/a");
        try (var linked = LocalBucket.open(Files.createSymbolicLink(folder.resolve("link"), root()))) {
            assertThat(linked.stat(A)).isEqualTo(bucket.stat(A)).isPresent();
        }
    }

    @Test
    void openingClearsWhatCrashedWritersLeft() throws IOException {
        put("x/a");
        var hourAgo = FileTime.from(Instant.now().minus(Scratch.LEFT_OVER).minus(Duration.ofMinutes(1)));
        var old = Files.createFile(scratch().resolve("12-" + UUID.randomUUID()));
        var foreign = Files.createFile(scratch().resolve("notes"));
        var young = Files.createFile(scratch().resolve("13-" + UUID.randomUUID()));
        Files.setLastModifiedTime(old, hourAgo);
        Files.setLastModifiedTime(foreign, hourAgo);
        LocalBucket.open(root()).close();
        assertThat(scratch().toFile().list()).containsExactlyInAnyOrder("notes", young.getFileName().toString());
        assertThat(keys("")).containsExactly("x/a");
    }

    @Test
    void aCrashBetweenLinkAndCleaningLosesNothing() throws IOException {
        put("x/a");
        var left = scratch().resolve("12-" + UUID.randomUUID());
        Files.createLink(left, root().resolve("x/a"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
        LocalBucket.open(root()).close();
        assertThat(left).doesNotExist();
        assertThat(text(A)).isEqualTo("x/a");
    }

    @Test
    void clearingFollowsNoLink() throws IOException {
        var outside = Files.createDirectories(folder.resolve("outside"));
        var precious = Files.createFile(outside.resolve("12-" + UUID.randomUUID()));
        Files.setLastModifiedTime(precious, FileTime.from(Instant.EPOCH));
        Files.createDirectory(root().resolve(LocalPaths.HIDDEN));
        Files.createSymbolicLink(scratch(), outside);
        LocalBucket.open(root()).close();
        assertThat(precious).exists();
    }

    @Test
    void instancesOnOneRootKeepOutOfEachOthersWay() throws Exception {
        put("x/a");
        bucket.put(A, Content.of("0"));
        together(4, i -> {
            try (var own = LocalBucket.open(root())) {
                for (int step = 0; step < INCREMENTS; step++) {
                    increment(own, A);
                }
            }
            return true;
        });
        assertThat(text(A)).isEqualTo(Integer.toString(4 * INCREMENTS));
    }

    @Test
    void processesOnOneRootKeepOutOfEachOthersWay() throws Exception {
        bucket.put(A, Content.of("0"));
        var processes = List.of(incrementing(), incrementing(), incrementing());
        for (int step = 0; step < INCREMENTS; step++) {
            increment(bucket, A);
        }
        for (var process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(text(A)).isEqualTo(Integer.toString(4 * INCREMENTS));
    }

    /// What the other process does.
    public static void main(String[] arguments) throws IOException {
        try (var bucket = LocalBucket.open(Path.of(arguments[0]))) {
            for (int step = 0; step < INCREMENTS; step++) {
                increment(bucket, A);
            }
        }
    }

    private Process incrementing() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(java, "-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", path));
        command.addAll(List.of(LocalBucketTest.class.getName(), root().toString()));
        return new ProcessBuilder(command).inheritIO().redirectInput(new File("/dev/null")).start();
    }

    private void assertRefused(Reason reason, String key) {
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> bucket.put(Key.of(key), Content.of("x")))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private void assertUnreachable(Key key) throws IOException {
        assertThat(bucket.stat(key)).isEmpty();
        assertThat(bucket.read(key)).isEmpty();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> bucket.readRange(key, 0, 1));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> bucket.copyIfAbsent(key, Key.of("x/copy")));
    }

    private void foreign(String... names) throws IOException {
        for (var name : names) {
            var file = root().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private Path root() {
        return folder.resolve("new/bucket");
    }

    private Path scratch() {
        return root().resolve(LocalPaths.HIDDEN).resolve("scratch");
    }
}

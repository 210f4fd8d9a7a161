package org.canonry.storage.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.canonry.storage.Seed;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.FlakyBucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from tarballs that are sound, or nearly.
class TarballTest {
    private static final String MANIFEST = "{\"name\":\"a\",\"version\":\"1.0.0\"}";

    @TempDir
    Path folder;

    @Test
    void givesTheManifestAndEveryJsonFileWithoutThePackageFolder() throws IOException {
        var tarball = sound(TarballBuilder.withManifest(MANIFEST)
                .file("package/x.json", "{}")
                .file("package/example/y.json", "[]")
                .file("package/z.xml", "<z/>"));
        assertThat(tarball.manifest()).asString().isEqualTo(MANIFEST);
        assertThat(tarball.root()).isEqualTo("package");
        assertThat(files(tarball)).containsExactly("package.json=" + MANIFEST, "x.json={}", "example/y.json=[]");
        assertThat(tarball.summary().files()).isEqualTo(4);
        assertThat(tarball.summary().jsonFiles()).isEqualTo(3);
    }

    @Test
    void givesTheFilesAsOftenAsAsked() throws IOException {
        var tarball = sound(TarballBuilder.withManifest(MANIFEST).file("package/x.json", "{}"));
        assertThat(files(tarball)).isEqualTo(files(tarball)).hasSize(2);
    }

    @Test
    void findsTheManifestAlsoAtTheEnd() throws IOException {
        var tarball = sound(new TarballBuilder().file("package/x.json", "{}").file("package/package.json", MANIFEST));
        assertThat(tarball.manifest()).asString().isEqualTo(MANIFEST);
    }

    @Test
    void takesTheLastManifestOfSeveralAndReportsAPathTwice() throws IOException {
        var tarball = sound(TarballBuilder.withManifest("{}")
                .file("package/x.json", "1")
                .file("package/x.json", "2")
                .file("package/package.json", MANIFEST));
        assertThat(tarball.manifest()).asString().isEqualTo(MANIFEST);
        assertThat(files(tarball)).contains("x.json=1", "x.json=2");
    }

    @Test
    void aPackageMayHaveAnotherFolderThanPackage() throws IOException {
        var tarball = sound(new TarballBuilder().file("my-ig/package.json", MANIFEST).file("my-ig/a/x.json", "{}"));
        assertThat(tarball.root()).isEqualTo("my-ig");
        assertThat(files(tarball)).containsExactly("package.json=" + MANIFEST, "a/x.json={}");
    }

    @Test
    void theUsualFolderWinsOverOthers() throws IOException {
        var tarball = sound(new TarballBuilder()
                .file("a/package.json", "{}")
                .file("b/package.json", "{}")
                .file("package/package.json", MANIFEST));
        assertThat(tarball.root()).isEqualTo("package");
        assertThat(files(tarball)).contains("a/package.json={}", "package.json=" + MANIFEST);
    }

    @Test
    void filesOutsideTheRootKeepTheirWholePath() throws IOException {
        var tarball = sound(TarballBuilder.withManifest(MANIFEST).file("other/x.json", "{}").file("top.json", "{}"));
        assertThat(files(tarball)).contains("other/x.json={}", "top.json={}");
    }

    @Test
    void passesOverAppleDoublesAndCountsThem() throws IOException {
        var tarball = sound(TarballBuilder.withManifest(MANIFEST)
                .file("._package", "x")
                .file("package/._package.json", "x")
                .file("package/._x.json", "x")
                .file("__MACOSX/package/x.json", "x"));
        assertThat(files(tarball)).hasSize(1);
        assertThat(tarball.summary().appleDoubles()).isEqualTo(4);
        assertThat(tarball.summary().files()).isEqualTo(1);
    }

    @Test
    void acceptsFoldersAndTheSpellingsOfPathsThatOccur() throws IOException {
        var tarball = sound(new TarballBuilder()
                .folder("./")
                .folder("./package/")
                .file("./package/package.json", MANIFEST)
                .file("package/tests//x.json", "{}")
                .file("package/ünïcödé-" + "x".repeat(150) + ".json", "{}")
                .file("package/X.JSON", "{}"));
        assertThat(files(tarball))
                .containsExactly(
                        "package.json=" + MANIFEST, "tests/x.json={}", "ünïcödé-" + "x".repeat(150) + ".json={}", "X.JSON={}");
    }

    @Test
    void acceptsExtendedHeaders() throws IOException {
        var tarball = sound(TarballBuilder.withManifest(MANIFEST)
                .extended("package/x.json", Map.of("LIBARCHIVE.xattr.com.apple.provenance", "AQAA", "mtime", "1.5")));
        assertThat(files(tarball)).contains("x.json=");
    }

    @Test
    void acceptsManyGzipMembersAndWhateverComesAfterTheEnd() throws IOException {
        var tar = TarballBuilder.withManifest(MANIFEST).file("package/x.json", "{}").tar();
        int cut = 700;
        var packed = concat(
                TarballBuilder.gzip(Arrays.copyOf(tar, cut)),
                TarballBuilder.gzip(Arrays.copyOfRange(tar, cut, tar.length)));
        assertThat(files(sound(Content.of(packed)))).hasSize(2);
        assertThat(files(sound(Content.of(concat(packed, new byte[600]))))).hasSize(2);
        assertThat(files(sound(Content.of(concat(packed, "trailing garbage".repeat(50).getBytes(UTF_8)))))).hasSize(2);
        assertThat(files(sound(Content.of(TarballBuilder.gzip(concat(tar, new byte[4096]))))))
                .hasSize(2);
    }

    @Test
    void acceptsATarWithoutItsEndMark() throws IOException {
        var tar = TarballBuilder.withManifest(MANIFEST).openTar();
        assertThat(files(sound(Content.of(TarballBuilder.gzip(tar))))).hasSize(1);
    }

    @Test
    void troubleWithReadingIsNoFaultOfTheTarball() throws IOException {
        var seed = Seed.ofThisRun();
        var noise = new byte[500_000];
        seed.random().nextBytes(noise);
        var key = Key.of("x/a");
        try (var bucket = new FlakyBucket(LocalBucket.open(folder), seed).withRate(0)) {
            bucket.put(key, TarballBuilder.withManifest(MANIFEST).file("package/x.bin", noise).tgz());
            bucket.withRate(0.3);
            int troubles = 0;
            for (int i = 0; i < 30; i++) {
                troubles += isSoundOrTrouble(bucket, key) ? 0 : 1;
            }
            assertThat(troubles).as(seed.toString()).isPositive();
        }
    }

    @Test
    void aContentThatEndsBeforeItSaidIsTroubleToo() throws IOException {
        var whole = TarballBuilder.withManifest(MANIFEST).tgz();
        var half = Arrays.copyOf(whole.open().readAllBytes(), 60);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Tarball.inspect(
                        content(whole.sizeBytes(), Content.of(half)::open), Limits.defaults()))
                .withMessageContaining("60 of its");
    }

    @Test
    void saysWhenTheContentChangedSinceItWasInspected() throws IOException {
        var first = TarballBuilder.withManifest(MANIFEST).tgz();
        var second = TarballBuilder.withManifest(MANIFEST).file("package/x.json", "{}").tgz();
        var opened = new ArrayList<Content>(List.of(first, second));
        var changing = content(1, () -> opened.removeFirst().open());
        var tarball = (Tarball) Tarball.inspect(changing, Limits.defaults());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> tarball.forEachJsonFile((path, bytes) -> {}))
                .withMessageContaining("changed since");
    }

    @Test
    void whatAVisitorThrowsComesOutAsItIs() throws IOException {
        var tarball = sound(TarballBuilder.withManifest(MANIFEST));
        var full = new IOException("disk full");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> tarball.forEachJsonFile((path, bytes) -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    /// Whether it was read; a refusal would be a lie.
    private static boolean isSoundOrTrouble(FlakyBucket bucket, Key key) throws IOException {
        try {
            var object = bucket.read(key).orElseThrow();
            sound(content(object.info().sizeBytes(), object::stream));
            return true;
        } catch (FlakyBucket.Injected e) {
            return false;
        }
    }

    private static Content content(long sizeBytes, Opening opening) {
        return new Content() {
            @Override
            public long sizeBytes() {
                return sizeBytes;
            }

            @Override
            public InputStream open() throws IOException {
                return opening.open();
            }
        };
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static Tarball sound(TarballBuilder builder) throws IOException {
        return sound(builder.tgz());
    }

    private static Tarball sound(Content content) throws IOException {
        var inspected = Tarball.inspect(content, Limits.defaults());
        assertThat(inspected).isInstanceOf(Tarball.class);
        return (Tarball) inspected;
    }

    private static List<String> files(Tarball tarball) throws IOException {
        var files = new ArrayList<String>();
        tarball.forEachJsonFile((path, bytes) -> files.add(path + "=" + new String(bytes, UTF_8)));
        return files;
    }

    private static byte[] concat(byte[] left, byte[] right) {
        var both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}

package org.canonry.storage.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.canonry.storage.Seed;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused, and in which words.
class HostileTarballTest {
    private static final Limits DEFAULTS = Limits.defaults();

    @ParameterizedTest
    @ValueSource(strings = {
        "../evil.json", "package/../../evil.json", "package/..", "/etc/passwd", "//etc/passwd", "..\\evil.json",
        "package\\x.json", "C:/evil.json", "c:evil.json", "package/a\nb.json", "package/a\u001b[2J.json"
    })
    void refusesPathsThatLeadElsewhere(String path) throws IOException {
        var refused = refused(sound().file(path, "{}"), DEFAULTS);
        assertThat(refused.problem()).isEqualTo(TarballProblem.PATH_TRAVERSAL);
        assertThat(refused.detail()).contains("pack again").doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void refusesNulInANameThatAnExtendedHeaderGives() throws IOException {
        assertProblem(TarballProblem.PATH_TRAVERSAL, sound().extended("package/x.json", Map.of("path", "package/x\0.json")));
        assertProblem(TarballProblem.PATH_TRAVERSAL, sound().extended("package/x.json", Map.of("path", "package/../../x.json")));
    }

    @Test
    void refusesAFolderThatLeadsElsewhereToo() throws IOException {
        assertProblem(TarballProblem.PATH_TRAVERSAL, sound().folder("../"));
    }

    @Test
    void refusesLinksDevicesAndPipes() throws IOException {
        byte[] kinds = {
            TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO
        };
        for (byte kind : kinds) {
            var refused = refused(sound().special("package/x.json", kind, "/etc/passwd"), DEFAULTS);
            assertThat(refused.problem()).as("kind %c", kind).isEqualTo(TarballProblem.LINK_OR_DEVICE);
            assertThat(refused.detail()).contains("package/x.json");
        }
    }

    @Test
    void refusesFilesWithHolesAndKindsItDoesNotKnow() throws IOException {
        assertProblem(TarballProblem.UNSUPPORTED_ENTRY, sound().special("package/x.json", (byte) 'Z', ""));
        assertProblem(
                TarballProblem.UNSUPPORTED_ENTRY,
                sound().extended("package/x.json", Map.of("GNU.sparse.size", "2000000000", "GNU.sparse.numblocks", "0")));
    }

    @Test
    void stopsABombWhileItUnpacks() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(sound().lying("package/x.bin", TarConstants.LF_NORMAL, 200L << 20, new byte[0]).openTar());
            for (int megabyte = 0; megabyte < 200; megabyte++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        var content = Content.of(bomb.toByteArray());
        assertProblem(TarballProblem.COMPRESSION_RATIO, content, DEFAULTS);
        assertProblem(TarballProblem.TOTAL_TOO_LARGE, content, DEFAULTS.with(Limit.ARCHIVE_TOTAL_BYTES, 1 << 20));
    }

    @Test
    void stopsABombBehindTheEndOfTheTar() throws IOException {
        var tar = Arrays.copyOf(sound().tar(), 40 << 20);
        assertProblem(TarballProblem.COMPRESSION_RATIO, Content.of(TarballBuilder.gzip(tar)), DEFAULTS);
    }

    @Test
    void aSmallFileMayHaveAnyRatio() throws IOException {
        assertThat(Tarball.inspect(sound().file("package/zeros", new byte[8 << 20]).tgz(), DEFAULTS))
                .isInstanceOf(Tarball.class);
    }

    @Test
    void believesNoSizeThatIsTooLargeAndAllocatesNoneThatIsNotThere() throws IOException {
        var huge = sound().lying("package/x.json", TarConstants.LF_NORMAL, 8_000_000_000L, new byte[512]).openTar();
        assertProblem(TarballProblem.ENTRY_TOO_LARGE, Content.of(TarballBuilder.gzip(huge)), DEFAULTS);
        var within = new TarballBuilder()
                .lying("package/package.json", TarConstants.LF_NORMAL, 256L << 20, new byte[512])
                .openTar();
        assertProblem(TarballProblem.TRUNCATED, Content.of(TarballBuilder.gzip(within)), DEFAULTS);
    }

    @Test
    void refusesHeadersWithoutEnd() throws IOException {
        for (byte kind : new byte[] {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC}) {
            var noise = "30000000 path=".getBytes(UTF_8);
            var header = Arrays.copyOf(noise, 4 << 20);
            Arrays.fill(header, noise.length, header.length, (byte) 'x');
            var tar = sound().lying("long", kind, 30_000_000, header).openTar();
            assertProblem(TarballProblem.HEADER_TOO_LARGE, Content.of(TarballBuilder.gzip(tar)), DEFAULTS);
        }
    }

    @Test
    void survivesAChainOfHeaders() throws IOException {
        var chain = sound();
        var record = Arrays.copyOf("14 comment=ab\n".getBytes(UTF_8), 512);
        for (int i = 0; i < 3_000; i++) {
            chain.lying("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, 14, record);
        }
        assertProblem(TarballProblem.HEADER_TOO_LARGE, Content.of(TarballBuilder.gzip(chain.openTar())), DEFAULTS);
    }

    @Test
    void namesTheLimitThatItEnforces() throws IOException {
        assertLimit(Limit.ARCHIVE_ENTRIES, 1, TarballProblem.TOO_MANY_ENTRIES);
        assertLimit(Limit.ARCHIVE_ENTRY_BYTES, 10, TarballProblem.ENTRY_TOO_LARGE);
        assertLimit(Limit.ARCHIVE_PATH_BYTES, 20, TarballProblem.PATH_TOO_LONG);
        assertLimit(Limit.ARCHIVE_TOTAL_BYTES, 1_000, TarballProblem.TOTAL_TOO_LARGE);
        assertLimit(Limit.ARCHIVE_HEADER_BYTES, 100, TarballProblem.HEADER_TOO_LARGE);
        assertLimit(Limit.MANIFEST_BYTES, 1, TarballProblem.MANIFEST_TOO_LARGE);
        var small = DEFAULTS.with(Limit.ARCHIVE_COMPRESSION_FLOOR_BYTES, 0).with(Limit.ARCHIVE_COMPRESSION_RATIO, 2);
        assertThat(refused(sound().file("package/zeros", new byte[10_000]), small).detail())
                .contains("archive_compression_ratio (2 ratio)");
    }

    @Test
    void refusesWhatIsCutAnywhere() throws IOException {
        var seed = Seed.ofThisRun();
        var noise = new byte[100_000];
        seed.random().nextBytes(noise);
        var whole = sound().file("package/x.json", noise).tgz().open().readAllBytes();
        for (int i = 0; i < 60; i++) {
            int cut = 2 + seed.random().nextInt(whole.length - 2) * i / 60;
            assertProblem(TarballProblem.TRUNCATED, Content.of(Arrays.copyOf(whole, cut)), DEFAULTS);
        }
        assertProblem(TarballProblem.TRUNCATED, Content.of(Arrays.copyOf(whole, whole.length - 1)), DEFAULTS);
    }

    @Test
    void refusesATarThatIsCutInsideWholeGzip() throws IOException {
        var tar = sound().file("package/x.json", new byte[5_000]).tar();
        for (int cut : new int[] {700, 1_024 + 100, 1_024 + 512, 1_024 + 512 + 3_000}) {
            assertProblem(TarballProblem.TRUNCATED, Content.of(TarballBuilder.gzip(Arrays.copyOf(tar, cut))), DEFAULTS);
        }
    }

    @Test
    void refusesWhatContradictsItsChecksums() throws IOException {
        var tgz = sound().tgz().open().readAllBytes();
        tgz[tgz.length - 8] ^= 1;
        assertProblem(TarballProblem.CORRUPT, Content.of(tgz), DEFAULTS);
        var tar = sound().file("package/x.json", "{}").tar();
        tar[1_024 + 3] ^= 1;
        assertProblem(TarballProblem.CORRUPT, Content.of(TarballBuilder.gzip(tar)), DEFAULTS);
    }

    @Test
    void everyFlippedBitIsRefusedOrReadButNeverThrown() throws IOException {
        var seed = Seed.ofThisRun();
        var random = seed.random();
        var tar = sound().file("package/x.json", "{}".repeat(300)).extended("package/" + "y".repeat(150), Map.of("a", "b")).tar();
        for (int i = 0; i < 3_000; i++) {
            var bad = tar.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(Tarball.inspect(Content.of(TarballBuilder.gzip(bad)), DEFAULTS)).as(seed.toString()).isNotNull();
        }
    }

    @Test
    void tellsApartWhatIsNotGzip() throws IOException {
        assertThat(notGzip(new byte[0])).contains("empty");
        assertThat(notGzip(new byte[] {0x1f})).contains("1f");
        assertThat(notGzip(sound().tar())).contains("never compressed");
        assertThat(notGzip("version https://git-lfs.github.com/spec/v1\n".getBytes(UTF_8))).contains("Git LFS");
        assertThat(notGzip("PK\3\4".getBytes(UTF_8))).contains("zip");
        assertThat(notGzip("hello world".getBytes(UTF_8))).contains("68 65 6c 6c", "npm pack");
    }

    @Test
    void refusesGzipWithoutATarInIt() throws IOException {
        assertProblem(TarballProblem.NOT_TAR, Content.of(TarballBuilder.gzip(new byte[0])), DEFAULTS);
        assertProblem(TarballProblem.NOT_TAR, Content.of(TarballBuilder.gzip("{}".getBytes(UTF_8))), DEFAULTS);
        assertProblem(TarballProblem.NOT_TAR, Content.of(TarballBuilder.gzip("{}".repeat(5_000).getBytes(UTF_8))), DEFAULTS);
        assertProblem(TarballProblem.NOT_TAR, Content.of(TarballBuilder.gzip(new byte[10_240])), DEFAULTS);
        assertProblem(TarballProblem.NOT_TAR, Content.of(TarballBuilder.gzip(sound().tgz().open().readAllBytes())), DEFAULTS);
    }

    @Test
    void refusesAPackageWithoutManifestAndSaysWhereOneWasSeen() throws IOException {
        assertProblem(TarballProblem.NO_MANIFEST, new TarballBuilder().file("package/x.json", "{}"));
        assertProblem(TarballProblem.NO_MANIFEST, new TarballBuilder().folder("package/package.json/"));
        assertThat(refused(new TarballBuilder().file("R4/package/package.json", "{}"), DEFAULTS))
                .isEqualTo(new TarballRefused(
                        TarballProblem.NO_MANIFEST,
                        "no package/package.json, but one at \"R4/package/package.json\": "
                                + "pack each package by itself, in a folder package/"));
        assertThat(refused(new TarballBuilder().file("package.json", "{}"), DEFAULTS).detail())
                .contains("one at \"package.json\"");
    }

    @Test
    void refusesToChooseBetweenRoots() throws IOException {
        var refused = refused(new TarballBuilder().file("a/package.json", "{}").file("b/package.json", "{}"), DEFAULTS);
        assertThat(refused.problem()).isEqualTo(TarballProblem.SEVERAL_ROOTS);
        assertThat(refused.detail()).contains("\"a\"", "\"b\"");
    }

    private static TarballBuilder sound() {
        return TarballBuilder.withManifest("{\"name\":\"a\"}");
    }

    private static void assertProblem(TarballProblem problem, TarballBuilder builder) throws IOException {
        assertProblem(problem, builder.tgz(), DEFAULTS);
    }

    private static void assertProblem(TarballProblem problem, Content content, Limits limits) throws IOException {
        assertThat(Tarball.inspect(content, limits))
                .isInstanceOfSatisfying(TarballRefused.class, refused -> {
                    assertThat(refused.problem()).as(refused.detail()).isEqualTo(problem);
                    assertThat(refused.detail()).doesNotContainPattern("\\p{Cntrl}");
                });
    }

    private static TarballRefused refused(TarballBuilder builder, Limits limits) throws IOException {
        return (TarballRefused) Tarball.inspect(builder.tgz(), limits);
    }

    private static String notGzip(byte[] bytes) throws IOException {
        var refused = (TarballRefused) Tarball.inspect(Content.of(bytes), DEFAULTS);
        assertThat(refused.problem()).isEqualTo(TarballProblem.NOT_GZIP);
        return refused.detail();
    }

    private static void assertLimit(Limit limit, long value, TarballProblem problem) throws IOException {
        var limits = DEFAULTS.with(limit, value);
        var refused = refused(sound().file("package/resource.json", "{\"url\":\"x\"}"), limits);
        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused.detail()).contains(limits.describe(limit));
    }
}

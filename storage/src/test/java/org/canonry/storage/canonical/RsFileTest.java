package org.canonry.storage.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;

class RsFileTest {
    private static final Limits LIMITS = Limits.defaults();

    /// What is left in it of one file must not get into the next.
    private final RsReader.Room room = new RsReader.Room();

    @Test
    void anyGzipReaderReadsWhatWasWritten() throws IOException {
        var file = write(List.of("{\"a\":1}", "{\"b\":\"ü\"}"), LIMITS);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"a\":1}\n{\"b\":\"ü\"}\n");
    }

    @Test
    void aFileWithoutLinesIsValidGzip() throws IOException {
        assertThat(read(write(List.of(), LIMITS), LIMITS)).isEmpty();
    }

    @Test
    void marksCarriageReturnsAndBlankLinesArePassedOver() throws IOException {
        var file = gzip("\uFEFF{\"a\":1}\r\n\r\n  \n{\"b\":2}  \r\n\uFEFF{\"c\":3}");
        assertThat(read(file, LIMITS)).extracting(Line::text).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
        assertThat(read(file, LIMITS)).extracting(Line::number).containsExactly(1L, 4L, 5L);
    }

    @Test
    void aLineBeyondTheLimitIsReportedAndTheNextOneRead() throws IOException {
        var limits = LIMITS.with(Limit.LINE_BYTES, 10);
        var file = gzip("{\"a\":1}\n" + "x".repeat(2_000_000) + "\n{\"b\":2}\n" + "y".repeat(11));
        var lines = read(file, limits);
        assertThat(lines).extracting(Line::tooLong).containsExactly(false, true, false, true);
        assertThat(lines.get(2).text()).isEqualTo("{\"b\":2}");
        assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aTruncatedFileGivesItsWholeLinesAndThenFails() throws IOException {
        var limits = LIMITS.with(Limit.RS_MEMBER_BYTES, 16);
        var file = write(List.of("{\"a\":1234567890}", "{\"b\":1234567890}"), limits);
        var cut = Arrays.copyOf(file, file.length - 12);
        try (var reader = new RsReader(new ByteArrayInputStream(cut), limits)) {
            assertThat(reader.next()).isTrue();
            assertThatThrownBy(reader::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void everyLineIsReadAgainFromItsLocationWhateverTheMembers() throws IOException {
        var seed = Long.getLong("canonry.seed", System.nanoTime());
        var random = new Random(seed);
        for (var round = 0; round < 60; round++) {
            var lines = randomLines(random);
            var file = random.nextBoolean()
                    ? write(lines, LIMITS.with(Limit.RS_MEMBER_BYTES, 1 + random.nextInt(5_000)))
                    : cutAnywhere(lines, random);
            var read = read(file, LIMITS);
            assertThat(read).as("seed %d", seed).extracting(Line::text).containsExactlyElementsOf(lines);
            for (var line : read) {
                var at = line.location();
                var end = (int) Math.min(file.length, at.memberOffset() + at.memberBytes());
                var range = Arrays.copyOfRange(file, (int) at.memberOffset(), end);
                assertThat(RsLines.extract(range, at)).as("seed %d", seed).asString(StandardCharsets.UTF_8).isEqualTo(line.text());
            }
        }
    }

    /// Members that begin and end in the middle of lines, as other programs may write them.
    private static byte[] cutAnywhere(List<String> lines, Random random) throws IOException {
        var text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        var file = new ByteArrayOutputStream();
        for (var from = 0; from < text.length; ) {
            var to = Math.min(text.length, from + 1 + random.nextInt(40_000));
            try (var gzip = new GZIPOutputStream(file)) {
                gzip.write(text, from, to - from);
            }
            from = to;
        }
        return file.toByteArray();
    }

    private static List<String> randomLines(Random random) {
        var lines = new ArrayList<String>();
        for (var i = random.nextInt(40); i >= 0; i--) {
            var filler = new StringBuilder();
            for (var n = random.nextInt(random.nextInt(20) == 0 ? 600_000 : 3_000); n > 0; n--) {
                filler.append((char) ('a' + random.nextInt(26)));
            }
            lines.add("{\"n\":" + i + ",\"x\":\"" + filler + "\"}");
        }
        return lines;
    }

    private static byte[] write(List<String> lines, Limits limits) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var writer = new RsWriter(file, limits)) {
            for (var line : lines) {
                writer.line(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(file)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file.toByteArray();
    }

    private List<Line> read(byte[] file, Limits limits) throws IOException {
        var lines = new ArrayList<Line>();
        try (var reader = new RsReader(new ByteArrayInputStream(file), limits, room)) {
            while (reader.next()) {
                var text = new String(reader.bytes(), reader.offset(), reader.tooLong() ? 0 : reader.length(), StandardCharsets.UTF_8);
                lines.add(new Line(reader.lineNumber(), text, reader.tooLong(), reader.location()));
            }
        }
        return lines;
    }

    private record Line(long number, String text, boolean tooLong, Location location) {}
}

package org.canonry.storage.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.canonry.storage.bucket.Content;

/// Builds tarballs for tests, also such as no honest program makes.
public final class TarballBuilder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());

    public TarballBuilder() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /// With this `package/package.json`, and nothing else yet.
    public static TarballBuilder withManifest(String json) {
        return new TarballBuilder().file("package/package.json", json);
    }

    /// Adds a file at just this path.
    public TarballBuilder file(String path, String text) {
        return file(path, text.getBytes(UTF_8));
    }

    /// Adds a file at just this path.
    public TarballBuilder file(String path, byte[] content) {
        var entry = new TarArchiveEntry(path, TarConstants.LF_NORMAL, true);
        entry.setSize(content.length);
        return add(entry, content);
    }

    /// Adds a folder.
    public TarballBuilder folder(String path) {
        return add(new TarArchiveEntry(path, TarConstants.LF_DIR, true), new byte[0]);
    }

    /// Adds an entry of another kind, which points to `target` where that means something.
    TarballBuilder special(String path, byte kind, String target) {
        var entry = new TarArchiveEntry(path, kind, true);
        entry.setLinkName(target);
        return add(entry, new byte[0]);
    }

    /// Adds an empty file after a header with these extended records, written as they are.
    TarballBuilder extended(String path, Map<String, String> records) {
        var header = new StringBuilder();
        records.forEach((key, value) -> header.append(record(key, value)));
        var content = header.toString().getBytes(UTF_8);
        var padded = Arrays.copyOf(content, (content.length + 511) / 512 * 512);
        return lying("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, content.length, padded)
                .lying(path, TarConstants.LF_NORMAL, 0, new byte[0]);
    }

    /// `<length of all of this, in decimal> key=value\n`: POSIX pax, "pax Extended Header".
    private static String record(String key, String value) {
        int rest = (" " + key + "=" + value + "\n").getBytes(UTF_8).length;
        int length = rest + 1;
        while (length != rest + Integer.toString(length).length()) {
            length++;
        }
        return "%d %s=%s\n".formatted(length, key, value);
    }

    /// Adds a header, and these bytes as they are, whatever the header says of their length.
    TarballBuilder lying(String path, byte kind, long saysSize, byte[] content) {
        try {
            var header = new byte[512];
            var entry = new TarArchiveEntry(path, kind, true);
            entry.setSize(saysSize);
            entry.writeEntryHeader(header);
            bytes.write(header);
            bytes.write(content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tar, with its end mark.
    byte[] tar() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tar so far, without its end mark.
    byte[] openTar() {
        return bytes.toByteArray();
    }

    /// The finished tarball.
    public Content tgz() {
        return Content.of(gzip(tar()));
    }

    static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private TarballBuilder add(TarArchiveEntry entry, byte[] content) {
        try {
            // A whole second: a fraction would add an extended header.
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

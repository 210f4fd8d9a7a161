package org.canonry.storage.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.canonry.storage.bucket.Content;

/// Small packages that this project wrote itself, about an invented apiary, so that there is something to ask about where no registry can be reached.
///
/// They are plain JSON files in this program's jar, in a folder for each package version, and are packed into tarballs when they are asked for.
public final class OwnPackages {
    private static final String FOLDER = "own/";
    private static final String FILES = FOLDER + "files.txt";

    private OwnPackages() {}

    /// The packages, as tarballs by file name, in the order in which they depend on one another.
    ///
    /// The same release of this program packs the same bytes each time.
    public static Map<String, Content> tarballs() {
        var files = new LinkedHashMap<String, List<String>>();
        text(FILES).lines().forEach(file -> files.computeIfAbsent(file.substring(0, file.indexOf('/')), stem -> new ArrayList<>()).add(file));
        var tarballs = new LinkedHashMap<String, Content>();
        files.forEach((stem, paths) -> tarballs.put(stem + ".tgz", Content.of(tarball(stem, paths))));
        return tarballs;
    }

    private static byte[] tarball(String stem, List<String> paths) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes);
                var tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name())) {
            for (var path : paths) {
                add(tar, "package" + path.substring(stem.length()), resource(FOLDER + path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing but memory is written to", e);
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setSize(content.length);
        // The time of packing would make other bytes each time, and these would be other content for a published version.
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static String text(String name) {
        return new String(resource(name), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Objects.requireNonNull(OwnPackages.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file %s cannot be read".formatted(name), e);
        }
    }
}

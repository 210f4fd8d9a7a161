package org.canonry.storage.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked once from the archive on the class path.
///
/// @param folder where `bin`, `lib` and `share` are
record PostgresBinaries(Path folder) {

    /// The binaries for this machine, unpacked into `cache` unless they are there already.
    ///
    /// Atomic: unpacked beside and renamed, so that a half-written folder is never taken for a whole one, and two
    /// processes that unpack at once end with one folder. The folder is named by platform and checksum of the archive:
    /// another version of the binaries is another folder.
    ///
    /// @throws IOException when the class path has no binaries for this machine, or the cache cannot be written
    static PostgresBinaries in(Path cache) throws IOException {
        var name = archiveName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        var archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new IOException(
                    "no PostgreSQL for this machine on the class path (%s): give the URL of a database instead".formatted(name));
        }
        var folder = Files.createDirectories(cache).toRealPath().resolve(folderName(name, archive));
        if (!Files.isDirectory(folder)) {
            unpack(archive, folder);
        }
        return new PostgresBinaries(folder);
    }

    /// The absolute path of one program, such as `initdb`.
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    static String archiveName(String os, String arch) {
        var system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : os.toLowerCase(Locale.ROOT);
        var processor =
                switch (arch) {
                    case "amd64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> arch;
                };
        return "postgres-%s-%s.txz".formatted(system, processor);
    }

    /// The checksum is the one that the jar's directory holds, so that naming the folder reads nothing.
    private static String folderName(String name, URL archive) throws IOException {
        var connection = archive.openConnection();
        var checksum = connection instanceof JarURLConnection jar ? jar.getJarEntry().getCrc() : connection.getContentLengthLong();
        return "%s-%08x".formatted(name.substring(0, name.lastIndexOf('.')), checksum);
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        var temporary = Files.createTempDirectory(
                folder.getParent(), ".unpacking-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, temporary);
            }
            rename(temporary, folder);
        } finally {
            delete(temporary);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the PostgreSQL archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(isProgram(entry) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static boolean isProgram(TarArchiveEntry entry) {
        return (entry.getMode() & 0100) != 0;
    }

    /// Somebody else may have been first: then theirs is as good.
    private static void rename(Path temporary, Path folder) throws IOException {
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /// Deletes a folder and all that is in it; nothing happens when it is not there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

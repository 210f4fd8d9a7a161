package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The tarballs that somebody named: files, or folders whose tarballs are meant.
final class PackageFiles {
    private PackageFiles() {}

    /// All tarballs, those of a folder in the order of their names.
    ///
    /// @throws IOException when a path is not there
    static List<Delivery> in(List<Path> named) throws IOException {
        var files = new ArrayList<Path>();
        for (var path : named) {
            if (Files.isDirectory(path)) {
                files.addAll(tarballs(path));
            } else if (Files.isRegularFile(path)) {
                files.add(path);
            } else {
                throw new NoSuchFileException(path + " is not there: name a folder of tarballs, or a tarball");
            }
        }
        return Delivery.of(files);
    }

    private static List<Path> tarballs(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(PackageFiles::isTarball).sorted().toList();
        }
    }

    private static boolean isTarball(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".tgz") || name.endsWith(".tar.gz");
    }
}

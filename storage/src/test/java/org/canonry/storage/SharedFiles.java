package org.canonry.storage;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Finds the real packages that stand beside the project.
///
/// They are read where they are and never copied into the project. Without them a test is aborted with a plain message;
/// where `CI` is set it fails, so that a green run there always saw them.
public final class SharedFiles {
    private SharedFiles() {}

    /// The repository's root: the nearest folder upwards that holds `.ci`.
    public static Path repository() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".ci"))) {
            folder = Optional.ofNullable(folder.getParent())
                    .orElseThrow(() -> new IllegalStateException("not inside the repository"));
        }
        return folder;
    }

    /// The 241 real packages.
    public static Path packages() {
        return folder("packages");
    }

    /// Tarballs that are broken or strange, with `NOTES.tsv`.
    public static Path odd() {
        return folder("odd");
    }

    /// One real package's tarball, by file name.
    public static Path tarball(String filename) {
        return packages().resolve(filename);
    }

    private static Path folder(String name) {
        var shared = Optional.ofNullable(System.getenv("CANONRY_SHARED"))
                .map(Path::of)
                .orElseGet(() -> repository().resolveSibling("shared"));
        var folder = shared.resolve(name);
        if (!Files.isDirectory(folder)) {
            absent("no real packages at %s: put them there or set CANONRY_SHARED".formatted(folder));
        }
        return folder;
    }

    private static void absent(String message) {
        if (System.getenv("CI") != null) {
            fail(message);
        }
        Assumptions.abort(message);
    }
}

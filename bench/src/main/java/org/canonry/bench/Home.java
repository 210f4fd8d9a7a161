package org.canonry.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folders of the working copy that this program was built in.
///
/// @param root of the working copy
public record Home(Path root) {

    /// Told from where this class came from: the classes or the jar below `bench/target`.
    ///
    /// @throws IOException when that is not in a working copy
    public static Home find() throws IOException {
        for (var folder = origin(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("schema.graphqls")) && Files.exists(folder.resolve("canonry"))) {
                return new Home(folder);
            }
        }
        throw new IOException("this program is not in a working copy of Canonry any more: start it by ./canonry bench");
    }

    private static Path origin() throws IOException {
        try {
            return Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /// What is kept between runs.
    public Path data() {
        return root.resolve("bench/target/data");
    }

    /// Where result files are.
    Path results() {
        return root.resolve("bench/results");
    }

    /// Where real packages are, where there are any.
    public Path sharedPackages() {
        return root.resolveSibling("shared").resolve("packages");
    }

    /// The jars of the program that asks HL7's library.
    public Path oracle() {
        return root.resolve("oracle/target/lib");
    }

    /// The launcher.
    Path launcher() {
        return root.resolve("canonry");
    }
}

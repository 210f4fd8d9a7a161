package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.canonry.storage.SharedFiles;

/// The clients of `clients/package.json`, in the versions of its lock file, installed once.
///
/// @param modules the folder `node_modules`
record NodeClients(Path modules) {
    /// Installs them with this machine's npm, unless they are there. Their install scripts are not run.
    static synchronized NodeClients installed() throws IOException, InterruptedException {
        var source = SharedFiles.repository().resolve("clients");
        var folder = Files.createDirectories(SharedFiles.repository().resolve("cli/target/clients"));
        var lock = Files.readString(source.resolve("package-lock.json"));
        var stamp = folder.resolve("installed");
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(lock)) {
            install(source, folder);
            Files.writeString(stamp, lock);
        }
        return new NodeClients(folder.resolve("node_modules"));
    }

    private static void install(Path source, Path folder) throws IOException, InterruptedException {
        for (var file : List.of("package.json", "package-lock.json")) {
            Files.copy(source.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").directory(folder.toFile());
        var finished = Finished.run(npm, folder);
        if (finished.exit() != 0) {
            throw new IOException("the clients of %s cannot be installed: %s".formatted(source, finished.err()));
        }
    }

    /// A file of one of them.
    String file(String path) {
        return modules.resolve(path).toString();
    }

    /// The folder of the Node.js that they run on: npm 12 needs a newer one than many machines have.
    Path node() throws IOException {
        return only(modules, "node-{linux,darwin}-*").resolve("bin");
    }

    /// The program of a client that is one for each kind of machine.
    Path program(String scope, String folder, String file) throws IOException {
        return only(modules.resolve(scope), folder).resolve(file);
    }

    private static Path only(Path folder, String pattern) throws IOException {
        try (var found = Files.newDirectoryStream(folder, pattern)) {
            var each = found.iterator();
            if (!each.hasNext()) {
                throw new IOException("%s has no %s: this client does not run on this kind of machine".formatted(folder, pattern));
            }
            return each.next();
        }
    }
}

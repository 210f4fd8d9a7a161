package org.canonry.api.graphql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.canonry.storage.SharedFiles;

/// The programs of `graphql-checks`, run by npm. What they need is installed as its lock file has it, when it was not yet.
final class NodeProgram {
    private static final Path FOLDER = SharedFiles.repository().resolve("graphql-checks");
    private static final Path LOCK = FOLDER.resolve("package-lock.json");
    private static final Path INSTALLED = FOLDER.resolve("node_modules/.package-lock.json");

    private NodeProgram() {}

    /// Runs a script of package.json. Prints what it says, and fails when it does.
    ///
    /// @param environment more than this process has
    static String run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        install();
        return npm(List.of("npm", "run", "--silent", script), environment);
    }

    private static synchronized void install() throws IOException, InterruptedException {
        if (!Files.exists(INSTALLED) || Files.getLastModifiedTime(INSTALLED).compareTo(Files.getLastModifiedTime(LOCK)) < 0) {
            npm(List.of("npm", "ci"), Map.of());
        }
    }

    private static String npm(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        var said = Files.createTempFile("npm", ".txt");
        try {
            var program = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
            program.environment().putAll(environment);
            var exit = start(program).waitFor();
            var words = Files.readString(said);
            System.out.print(words);
            if (exit != 0) {
                throw new AssertionError("`%s` failed:%n%s".formatted(String.join(" ", command), words));
            }
            return words;
        } finally {
            Files.delete(said);
        }
    }

    private static Process start(ProcessBuilder program) throws IOException {
        try {
            return program.start();
        } catch (IOException e) {
            throw new IOException("the checks of GraphQL need npm on the PATH: " + e.getMessage(), e);
        }
    }
}

package org.canonry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.canonry.storage.Eventually;

/// What a program that ran to its end left.
///
/// @param exit its exit code
/// @param out what it printed
/// @param err what it complained of
record Finished(int exit, String out, String err) {
    /// Runs a program and waits for its end.
    ///
    /// @throws IOException when there is no such program; the message says which
    static Finished run(ProcessBuilder program, Path scratch) throws IOException, InterruptedException {
        var out = Files.createTempFile(scratch, "out-", ".txt");
        var err = Files.createTempFile(scratch, "err-", ".txt");
        var process = program.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(Eventually.PATIENCE)) {
            process.destroyForcibly();
            throw new IOException("%s does not end".formatted(program.command()));
        }
        return new Finished(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

package org.canonry.storage.upstream;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What this machine's npm is set up for. Which registry that is, is its owner's decision, and is asked of npm each time.
final class NpmSettings {
    private static final int PATIENCE_SECONDS = 20;

    private NpmSettings() {}

    /// The registry that npm would ask. Empty when there is no npm, or it does not tell.
    static Optional<URI> registry() {
        try {
            return registry("npm");
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// @throws IOException when there is no such program
    static Optional<URI> registry(String program) throws IOException, InterruptedException {
        var process = new ProcessBuilder(program, "config", "get", "registry")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            return address(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } finally {
            process.destroyForcibly();
        }
    }

    /// npm prints `undefined` for what is not set.
    static Optional<URI> address(String printed) {
        try {
            return Optional.of(URI.create(printed)).filter(address -> address.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

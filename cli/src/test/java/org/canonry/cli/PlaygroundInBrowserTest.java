package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.canonry.storage.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The playground in a real headless Chromium, against the real packages. What it does there is told in `web-playground/test`: `browser.test.mjs` for
/// GraphiQL, `search.test.mjs` for the search page.
@ExtendWith(RealInstallation.Shared.class)
class PlaygroundInBrowserTest {
    @TempDir
    private Path scratch;

    private final RealInstallation real;

    PlaygroundInBrowserTest(RealInstallation real) {
        this.real = real;
    }

    @Test
    void opensRunsItsQueriesAndAsksNobodyElse() throws Exception {
        var chromium = Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
        assertThat(Files.isExecutable(chromium))
                .as("the browser tests need Chromium, and there is none at %s: install it, or set CHROMIUM to its path", chromium)
                .isTrue();
        var program = npm("test:browser");
        program.environment().put("CANONRY_URL", real.running().address().toString());
        program.environment().put("CHROMIUM", chromium.toString());
        succeeds(program);
    }

    @Test
    void itsExamplesAreWhatTheSchemaAllows() throws Exception {
        succeeds(npm("test"));
    }

    private static ProcessBuilder npm(String script) {
        return new ProcessBuilder("npm", "run", "--silent", script).directory(SharedFiles.repository().resolve("web-playground").toFile());
    }

    private void succeeds(ProcessBuilder program) throws Exception {
        try {
            var tests = Finished.run(program, scratch);
            assertThat(tests.exit()).as(tests.out() + tests.err()).isZero();
        } catch (IOException e) {
            throw new IOException("the tests of the playground need npm on the PATH: " + e.getMessage(), e);
        }
    }
}

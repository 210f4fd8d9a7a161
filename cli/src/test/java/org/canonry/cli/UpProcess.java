package org.canonry.cli;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.canonry.storage.Eventually;

/// `canonry up` as a process of its own, on a data folder.
final class UpProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("^Serving at (\\S+)$", Pattern.MULTILINE);
    private static final String LAST_LINE = "Ctrl-C stops it";

    private final Path data;
    private final Path out;
    private final Process process;

    private UpProcess(Path data, Path out, Process process) {
        this.data = data;
        this.out = out;
        this.process = process;
    }

    /// Starts it on any free port.
    static UpProcess start(Path data, List<Path> packages) throws IOException {
        var arguments = new ArrayList<>(List.of("up", "--port", "0", "--data", data.toString()));
        packages.forEach(path -> arguments.addAll(List.of("--packages", path.toString())));
        var out = Files.createTempFile(data.getParent(), "up-", ".txt");
        var program = JavaProgram.of(Canonry.class, List.of("-Xmx512m"), arguments).redirectErrorStream(true).redirectOutput(out.toFile());
        return new UpProcess(data, out, program.start());
    }

    /// What it printed so far.
    String screen() throws IOException {
        return Files.readString(out);
    }

    /// A client of it, once it serves.
    GraphClient serving() {
        Eventually.holds("`up` says where it serves", () -> hasEnded() || address().isPresent());
        return new GraphClient(address().orElseGet(() -> fail("`up` ended: " + screenOrNothing())));
    }

    /// Returns once its last line is on the screen.
    void awaitSummary() {
        awaitWords(LAST_LINE);
        if (hasEnded()) {
            fail("`up` ended: " + screenOrNothing());
        }
    }

    /// Returns once these words are on the screen, or it ended.
    void awaitWords(String words) {
        try {
            Eventually.holds("`up` says " + words, () -> hasEnded() || screen().contains(words));
        } catch (AssertionError e) {
            throw new AssertionError("%s, but %s".formatted(e.getMessage(), screenOrNothing()), e);
        }
    }

    /// Ctrl-C. Returns its exit code.
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -s INT " + process.pid()).start().waitFor();
        if (!process.waitFor(Eventually.PATIENCE)) {
            fail("not stopped within %d s: %s".formatted(Eventually.PATIENCE.toSeconds(), screen()));
        }
        return process.exitValue();
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// The PostgreSQL that runs on the data folder, if one does.
    Optional<ProcessHandle> postgres() throws IOException {
        var file = data.resolve("postgres/cluster/postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip())).filter(ProcessHandle::isAlive)
                : Optional.empty();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    private Optional<URI> address() {
        var serving = SERVING.matcher(screenOrNothing());
        return serving.find() ? Optional.of(URI.create(serving.group(1))) : Optional.empty();
    }

    private String screenOrNothing() {
        try {
            return screen();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(Eventually.PATIENCE)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

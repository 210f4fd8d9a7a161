package org.canonry.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.canonry.storage.Eventually;
import org.canonry.storage.SharedFiles;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// `canonry up` on the core definitions of R4 and on US Core 3.1.1, in a process of its own: its libraries and HAPI's do not meet. Started once for all
/// tests that ask for it.
final class StartedCanonry implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("^Serving at (\\S+)$", Pattern.MULTILINE);
    private static final String LAST_LINE = "Ctrl-C stops it";
    private static final List<String> PACKAGES = List.of("hl7.fhir.r4.core-4.0.1.tgz", "hl7.fhir.us.core-3.1.1.tgz");

    private final Path folder;
    private final Process process;

    private StartedCanonry(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    private static StartedCanonry start() {
        try {
            var folder = Files.createTempDirectory("canonry-client-");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m", "--enable-native-access=ALL-UNNAMED",
                    "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "org.canonry.cli.Canonry", "up", "--port", "0", "--data", folder.resolve("data").toString()));
            PACKAGES.forEach(name -> command.addAll(List.of("--packages", SharedFiles.tarball(name).toString())));
            var program = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("screen").toFile());
            program.environment().keySet().removeIf(name -> name.startsWith("CANONRY_"));
            var started = new StartedCanonry(folder, program.start());
            started.await();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() throws IOException {
        Eventually.holds("Canonry has started", () -> !process.isAlive() || screen().contains(LAST_LINE));
        if (!process.isAlive()) {
            throw new AssertionError("Canonry did not start: " + screen());
        }
    }

    private String screen() throws IOException {
        return Files.readString(folder.resolve("screen"));
    }

    /// Where it serves, without a slash at the end.
    URI address() {
        try {
            var serving = SERVING.matcher(screen());
            return Optional.of(serving).filter(matcher -> matcher.find()).map(matcher -> matcher.group(1).replaceAll("/$", "")).map(URI::create).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        if (process.onExit().completeOnTimeout(process, Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS).join().isAlive()) {
            process.destroyForcibly().onExit().join();
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// Hands the one process to every test class that asks for it; ended after the last of them.
    static final class Shared implements BeforeAllCallback, ParameterResolver {
        @Override
        public void beforeAll(ExtensionContext context) {
            SharedFiles.packages();
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == StartedCanonry.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var store = context.getRoot().getStore(Namespace.create(StartedCanonry.class));
            return store.computeIfAbsent(StartedCanonry.class, key -> start(), StartedCanonry.class);
        }
    }
}

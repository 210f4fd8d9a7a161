package org.canonry.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.LocalPostgres;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.LogEvent;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import picocli.CommandLine;

/// A whole Canonry in this process that has taken in every real package and every odd one, and serves them: what `canonry up` wires, with a
/// PostgreSQL that tests can stop. Started once for all tests.
final class RealInstallation implements AutoCloseable {
    private final Path folder;
    private final Installation.Running running;
    private final Intake intake;
    private LocalPostgres postgres;

    private RealInstallation(Path folder, LocalPostgres postgres, Installation.Running running, Intake intake) {
        this.folder = folder;
        this.postgres = postgres;
        this.running = running;
        this.intake = intake;
    }

    private static RealInstallation start() {
        try {
            var folder = Files.createTempDirectory("canonry-real-");
            var postgres = LocalPostgres.start(folder.resolve("postgres"), LocalPostgres.userCache());
            var places = CommandLine.populateCommand(new ServerPlaces(), "--data", folder.resolve("data").toString(), "--database", postgres.url());
            var running = Installation.start(places, 0, List.of("*"));
            var intake = Intake.of(PackageFiles.in(List.of(SharedFiles.packages(), SharedFiles.odd())), running.registry(), silent());
            running.registry().publishViews((written, total) -> {});
            running.builder().catchUp(BuildProgress.SILENT);
            running.server().refresh();
            return new RealInstallation(folder, postgres, running, intake);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Screen silent() {
        return new Screen(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
    }

    GraphClient client() {
        return new GraphClient(running.address());
    }

    Installation.Running running() {
        return running;
    }

    /// Where it keeps everything.
    Path data() {
        return folder.resolve("data");
    }

    Bucket bucket() {
        return running.bucket();
    }

    Database database() {
        return running.database();
    }

    Intake intake() {
        return intake;
    }

    /// A new folder of a test's own.
    Path scratch() throws IOException {
        return Files.createTempDirectory(folder, "scratch-");
    }

    /// Every event of the log.
    List<LogEvent.Loaded> events() throws IOException {
        return events(bucket());
    }

    /// Every event of a bucket's log.
    static List<LogEvent.Loaded> events(Bucket bucket) throws IOException {
        var events = new ArrayList<LogEvent.Loaded>();
        for (var next = LogEvent.read(bucket, 1, Limits.defaults());
                next.isPresent();
                next = LogEvent.read(bucket, events.size() + 1L, Limits.defaults())) {
            events.add((LogEvent.Loaded) next.get());
        }
        return events;
    }

    void stopPostgres() throws IOException {
        postgres.close();
    }

    /// Starts it again, where it was.
    void startPostgres() throws IOException {
        postgres = LocalPostgres.start(folder.resolve("postgres"), LocalPostgres.userCache());
    }

    @Override
    public void close() throws IOException {
        running.close();
        postgres.close();
        Folders.delete(folder);
    }

    /// Hands the one installation to every test class that asks for it; closed after the last of them.
    static final class Shared implements BeforeAllCallback, ParameterResolver {
        @Override
        public void beforeAll(ExtensionContext context) {
            SharedFiles.packages();
            SharedFiles.odd();
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RealInstallation.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var store = context.getRoot().getStore(Namespace.create(RealInstallation.class));
            return store.computeIfAbsent(RealInstallation.class, key -> start(), RealInstallation.class);
        }
    }
}

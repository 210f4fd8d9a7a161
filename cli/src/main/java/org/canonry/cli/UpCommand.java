package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `canonry up`: takes in packages, builds the index, and serves it until Ctrl-C.
@Command(
        name = "up",
        header = "Takes in packages, builds the index, and serves it.",
        description = "Takes in packages, builds the index, and serves it. Started again, it comes up from what is there.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--packages",
            paramLabel = "PATH",
            description = "A folder of tarballs, or a tarball; may be given several times. Without any, and with nothing taken in yet, a starter set is fetched.")
    private List<Path> packages = List.of();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:CANONRY_PORT:-8080}",
            description = "Where to serve (default: 8080; CANONRY_PORT).")
    private int port;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            split = ",",
            defaultValue = "${env:CANONRY_CORS:-*}",
            description = "Origins whose pages may call the service (default: any; CANONRY_CORS).")
    private List<String> corsOrigins = List.of();

    @Option(
            names = "--publish",
            defaultValue = "${env:CANONRY_PUBLISH:-false}",
            description = "Lets whoever has a token (canonry token create) publish, deprecate and withdraw (default: no; CANONRY_PUBLISH).")
    private boolean publish;

    @Mixin
    private GraphQlOptions graphQl = new GraphQlOptions();

    @Mixin
    private ServerPlaces places = new ServerPlaces();

    private final Screen screen = Screen.standard();

    @Override
    public Integer call() throws IOException {
        var deliveries = PackageFiles.in(packages);
        var stopped = new CountDownLatch(1);
        try (var running = Installation.start(places, port, corsOrigins, graphQl)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, stopped)));
            screen.line("Serving at %s", running.address());
            var intake = Intake.of(deliveries.isEmpty() ? starters(running) : deliveries, running.registry(), screen);
            publish(running);
            build(running);
            running.server().refresh();
            new Summary(running, intake).print(screen);
            running.follow(publish);
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static void stop(Installation.Running running, CountDownLatch stopped) {
        running.close();
        stopped.countDown();
    }

    /// Something to look at, where nobody named packages and there are none yet.
    private List<Delivery> starters(Installation.Running running) throws IOException {
        return running.registry().size() > 0 ? List.of() : Starters.fetch(places.folder("starters"), screen);
    }

    private void publish(Installation.Running running) throws IOException {
        try (var files = new LateMeter(screen, "Listing", "files")) {
            running.registry().publishViews((written, total) -> files.of(total).at(written));
        }
    }

    /// Shown in compressed kilobytes, which tell the time left better than packages of very different size.
    private void build(Installation.Running running) throws IOException {
        try (var kilobytes = new LateMeter(screen, "Indexing", "KiB")) {
            running.builder().catchUp(new BuildProgress() {
                @Override
                public void started(int packageVersions, long bytes) {
                    kilobytes.restart(bytes >> 10);
                }

                @Override
                public void read(PackageVersion version, long bytes) {
                    kilobytes.step(bytes >> 10);
                }
            });
        }
    }

    /// A meter for work whose size is told when it begins, if it begins at all.
    private static final class LateMeter implements AutoCloseable {
        private final Screen screen;
        private final String task;
        private final String unit;
        private Screen.@Nullable Meter meter;

        LateMeter(Screen screen, String task, String unit) {
            this.screen = screen;
            this.task = task;
            this.unit = unit;
        }

        Screen.Meter of(long total) {
            if (meter == null) {
                meter = screen.meter(task, total, unit);
            }
            return meter;
        }

        void restart(long total) {
            close();
            of(total);
        }

        void step(long done) {
            if (meter != null) {
                meter.step(done);
            }
        }

        @Override
        public void close() {
            if (meter != null) {
                meter.close();
                meter = null;
            }
        }
    }
}

package org.canonry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `canonry bench`: measures, prints ratios, and writes them down.
@Command(
        name = "bench",
        description = "Measures Canonry against plainer things that are timed in the same run, prints the ratios, and writes them to bench/results.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Bench implements Callable<Integer> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// What is asked of an index that is there.
    private static final Set<Row> ASKED = EnumSet.of(Row.RESOLVE, Row.HTTP, Row.REGISTRY, Row.CLOSURE, Row.SCOPE, Row.SEARCH, Row.MEANING, Row.FACADE);

    @Option(
            names = "--packages",
            paramLabel = "PATH",
            description = "A folder of tarballs, or a tarball; may be given several times (default: ../shared/packages beside the working copy).")
    private List<Path> packages = List.of();

    @Option(
            names = "--only",
            paramLabel = "ROW",
            split = ",",
            description = "Measure these alone: ${COMPLETION-CANDIDATES}, in small letters too. Several by commas.")
    private List<Row> only = List.of();

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "1g", description = "Heap of the build and of the server that is started (default: 1g).")
    private String heap = "1g";

    @Option(names = "--strict", description = "Exit with 1 when a figure misses its limit.")
    private boolean strict;

    private Bench() {}

    /// Measures, and ends the process: 0 when everything could be measured, 1 when something could not, or missed its limit under `--strict`.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Bench::explain)
                .execute(arguments));
    }

    /// What was asked for and is not there needs one line; anything else is told in full, since a measurement that fails is a fault to look for.
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult asked) {
        if (failure instanceof NoSuchFileException missing) {
            command.getErr().println("canonry: " + missing.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException {
        var home = Home.find();
        var tarballs = Tarballs.choose(packages, home.sharedPackages());
        System.err.printf("Measuring on %s; load average %.1f.%n", tarballs.name(), Machine.loadAverage());
        var run = new LinkedHashMap<String, Object>();
        run.put("at", Instant.now().toString());
        run.put("packages", tarballs.files().size());
        run.putAll(Machine.fields(home.root(), heap));
        var prepared = Prepared.of(tarballs, home);
        var report = new Report(measure(only.isEmpty() ? EnumSet.allOf(Row.class) : EnumSet.copyOf(only), prepared, home));
        System.out.println();
        System.out.print(report.table());
        System.out.println("\nWritten to " + home.root().relativize(write(report.json(run), run, home)));
        return strict && !report.allMet() ? 1 : 0;
    }

    private List<Measurement> measure(Set<Row> rows, Prepared prepared, Home home) throws IOException {
        var measurements = new ArrayList<Measurement>();
        if (rows.contains(Row.BUILD) || rows.contains(Row.MEMORY)) {
            announce(Row.BUILD);
            var found = new BuildRow(prepared, home, heap).run();
            addIf(rows.contains(Row.BUILD), measurements, List.of(BuildRow.speed(found)));
            addIf(rows.contains(Row.MEMORY), measurements, new MemoryRow(heap).ofBuild(found));
        }
        if (rows.stream().anyMatch(ASKED::contains)) {
            measurements.addAll(ask(rows, prepared, home));
        }
        if (rows.contains(Row.SIZE)) {
            measurements.addAll(new SizeRow(prepared).run());
        }
        if (rows.contains(Row.START) || rows.contains(Row.MEMORY)) {
            announce(Row.START);
            var found = new StartRow(prepared, home, heap).run();
            addIf(rows.contains(Row.START), measurements, List.of(found.speed()));
            addIf(rows.contains(Row.MEMORY), measurements, List.of(new MemoryRow(heap).ofServer(found.idleMebibytes())));
        }
        return measurements;
    }

    private static void addIf(boolean asked, List<Measurement> measurements, List<Measurement> more) {
        if (asked) {
            measurements.addAll(more);
        }
    }

    private static void announce(Row row) {
        System.err.printf("%s …%n", row.word());
    }

    private static List<Measurement> ask(Set<Row> rows, Prepared prepared, Home home) throws IOException {
        var folder = Files.createDirectories(home.data().resolve("asked"));
        var measurements = new ArrayList<Measurement>();
        try (var bucket = prepared.bucket();
                var snapshots = new Snapshots(bucket, Files.createDirectories(folder.resolve("snapshot")), Limits.defaults())) {
            snapshots.refresh();
            try (var borrowed = snapshots.borrow()) {
                measurements.addAll(ask(rows, borrowed.snapshot(), prepared, new HttpRow(bucket, folder.resolve("server"))));
                if (rows.contains(Row.REGISTRY)) {
                    announce(Row.REGISTRY);
                    measurements.addAll(new RegistryRow(bucket, Files.createDirectories(folder.resolve("registry"))).run(borrowed.snapshot()));
                }
            }
        } finally {
            Prepared.delete(folder);
        }
        return measurements;
    }

    private static List<Measurement> ask(Set<Row> rows, Snapshot snapshot, Prepared prepared, HttpRow http) throws IOException {
        var whole = References.of(snapshot);
        var scoped = ScopeRow.of(snapshot, ClosureRow.deepest(snapshot));
        var measurements = new ArrayList<>(inProcess(rows, new ResolveRow(snapshot, whole), new ClosureRow(prepared, snapshot), scoped));
        if (rows.contains(Row.SEARCH)) {
            announce(Row.SEARCH);
            measurements.addAll(new SearchRow(prepared, snapshot, Questions.of(snapshot)).run());
        }
        if (rows.contains(Row.MEANING)) {
            announce(Row.MEANING);
            var meaning = MeaningRow.of(snapshot);
            measurements.addAll(meaning.isPresent() ? meaning.get().run() : List.of());
        }
        var questions = overHttp(rows, whole, scoped);
        if (!questions.isEmpty()) {
            announce(Row.HTTP);
            measurements.addAll(http.run(questions));
        }
        if (rows.contains(Row.FACADE)) {
            announce(Row.FACADE);
            measurements.add(new FacadeRow(snapshot, whole, http).run());
        }
        return measurements;
    }

    private static List<Measurement> inProcess(Set<Row> rows, ResolveRow whole, ClosureRow closure, ScopeRow scoped) throws IOException {
        var measurements = new ArrayList<Measurement>();
        if (rows.contains(Row.RESOLVE)) {
            announce(Row.RESOLVE);
            measurements.addAll(whole.run());
        }
        if (rows.contains(Row.CLOSURE)) {
            announce(Row.CLOSURE);
            measurements.add(closure.run());
        }
        if (rows.contains(Row.SCOPE)) {
            announce(Row.SCOPE);
            measurements.addAll(scoped.run());
        }
        return measurements;
    }

    private static List<HttpQuestion> overHttp(Set<Row> rows, References whole, ScopeRow scoped) {
        var questions = new ArrayList<HttpQuestion>();
        if (rows.contains(Row.HTTP)) {
            questions.add(HttpRow.resolve(whole));
        }
        if (rows.contains(Row.SCOPE)) {
            questions.addAll(scoped.questions());
        }
        return questions;
    }

    private static Path write(byte[] json, Map<String, Object> run, Home home) throws IOException {
        var name = "%s-%s.json".formatted(STAMP.format(Instant.now()), run.get("commit"));
        return Files.write(Files.createDirectories(home.results()).resolve(name), json);
    }
}

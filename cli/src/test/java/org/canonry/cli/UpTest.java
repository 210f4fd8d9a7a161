package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.canonry.storage.Seed;
import org.canonry.storage.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line as a process, as people start and stop it.
class UpTest {
    private static final int INTERRUPTED = 130;
    private static final String INDEX = "{ index { lsn canonicals quarantined } feed(first: 100) { nodes { lsn packageVersion { name version } } } }";

    @TempDir
    private Path folder;

    @Test
    void comesUpServesStopsAtCtrlCAndComesUpAgainFromWhatIsThere() throws Exception {
        var packages = List.of(SharedFiles.tarball("hl7.fhir.r4.core-4.0.1.tgz"), SharedFiles.tarball("hl7.fhir.us.core-3.1.1.tgz"), SharedFiles.odd());
        try (var first = up(packages)) {
            var statuses = readinessUntilTheSummary(first);
            assertThat(statuses.getFirst()).isEqualTo(503);
            assertThat(readiness(first)).isEqualTo(200);
            assertThat(statuses).isSubsetOf(503, 200);
            assertThat(first.screen())
                    .contains("Taking in", "Indexing", "Canonry is up.", "7 new, 0 known, 8 refused", "NOT_GZIP", "playground", "/graphql", "/pkgs")
                    .doesNotContain("\u001B[", " INFO ", " WARN ");
            stops(first);
        }
        try (var again = up(packages)) {
            again.awaitSummary();
            assertThat(readiness(again)).isEqualTo(200);
            assertThat(again.screen()).contains("0 new, 7 known, 8 refused");
            assertThat(again.serving().ask("{ canonical(reference: \"http://hl7.org/fhir/StructureDefinition/Patient\") { version } }")
                    .at("/canonical/version").asString()).isEqualTo("4.0.1");
            stops(again);
        }
    }

    @Test
    void killedItLeavesNothingThatTheNextStartDoesNotFinish() throws Exception {
        var packages = List.of(SharedFiles.tarball("hl7.fhir.us.core-3.1.1.tgz"), SharedFiles.tarball("hl7.fhir.us.core-6.1.0.tgz"),
                SharedFiles.tarball("hl7.fhir.uv.ips-2.0.0.tgz"), SharedFiles.odd());
        var seed = Seed.ofThisRun();
        var random = seed.random();
        for (var moment : List.of("Serving at", "Taking in ")) {
            try (var killed = up(packages)) {
                killed.awaitWords(moment);
                Thread.sleep(random.nextInt(700));
                killed.kill();
                assertThat(killed.postgres()).as("PostgreSQL is left behind").isPresent();
            }
        }
        try (var next = up(packages)) {
            next.awaitSummary();
            var index = next.serving().ask(INDEX);
            assertThat(index.at("/index/lsn").asInt()).as("%s", seed).isEqualTo(8);
            assertThat(index.at("/feed/nodes").valueStream().map(entry -> entry.path("packageVersion").toString()).distinct()).hasSize(8);
            assertThat(index.at("/index/canonicals").asInt()).isEqualTo(canonicals(next));
            stops(next);
        }
    }

    @Test
    void saysWhenThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var port = Integer.toString(taken.getLocalPort());
            var ended = run("up", "--data", folder.resolve("data").toString(), "--port", port, "--packages", SharedFiles.tarball("hl7.fhir.core-4.0.1.tgz").toString());
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err()).contains("canonry: ", port, "in use").doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "up --bucket gs://some-bucket; 1; Google Cloud Storage",
        "up --packages /nowhere/at/all; 1; /nowhere/at/all is not there",
        "up --database mysql://localhost/x; 1; postgresql://",
        "up --port many; 2; is not an int",
        "up --nonsense; 2; Unknown option",
        "nonsense; 2; nonsense",
    })
    void saysInOneLineWhatIsWrong(String words, int exit, String message) throws Exception {
        var arguments = new ArrayList<>(List.of(words.split(" ")));
        if (arguments.getFirst().equals("up")) {
            arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        }
        var ended = run(arguments.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        assertThat(ended.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void theLauncherSaysWhenThereIsNoJdk() throws Exception {
        var launcher = Files.readString(SharedFiles.repository().resolve("canonry")).replaceFirst("(?m)^least_java=.*$", "least_java=999");
        var copy = Files.writeString(folder.resolve("canonry"), launcher);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        var ended = Finished.run(new ProcessBuilder(copy.toString(), "up"), folder);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).isEqualToIgnoringNewLines(
                "canonry: no JDK 999 or newer found. Install one (Eclipse Temurin 999, for example) and set JAVA_HOME to its folder.");
        assertThat(Finished.run(new ProcessBuilder(copy.toString(), "doctor"), folder).exit()).as("1 is for what was found").isEqualTo(2);
    }

    private UpProcess up(List<Path> packages) throws IOException {
        return UpProcess.start(folder.resolve("data"), packages);
    }

    private Finished run(String... arguments) throws Exception {
        return Finished.run(JavaProgram.of(Canonry.class, List.of("-Xmx256m"), List.of(arguments)), folder);
    }

    private static void stops(UpProcess up) throws Exception {
        var postgres = up.postgres().orElseThrow();
        assertThat(up.interrupt()).isEqualTo(INTERRUPTED);
        assertThat(postgres.isAlive()).isFalse();
        assertThat(up.postgres()).isEmpty();
        assertThat(up.screen()).doesNotContain("while stopping", "Exception");
    }

    private static List<Integer> readinessUntilTheSummary(UpProcess up) throws Exception {
        up.serving();
        var statuses = new ArrayList<Integer>();
        do {
            statuses.add(readiness(up));
            Thread.sleep(50);
        } while (!up.hasEnded() && !up.screen().contains("Ctrl-C"));
        up.awaitSummary();
        return statuses;
    }

    private static int readiness(UpProcess up) throws Exception {
        return up.serving().get("actuator/health/readiness").statusCode();
    }

    /// All that the three packages with a url hold, and what is in those of the odd tarballs that are packages.
    private static int canonicals(UpProcess up) throws Exception {
        return (int) up.serving().all(
                        """
                        query ($first: Int, $after: String) { canonicals(collapse: NONE, sort: URL, first: $first, after: $after) {
                          nodes { url filename packageVersion { name version } } pageInfo { hasNextPage endCursor } } }""",
                        "/canonicals", 100)
                .stream().distinct().count();
    }
}

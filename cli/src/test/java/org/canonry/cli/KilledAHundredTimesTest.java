package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.canonry.cli.TakesInAndBuilds.Phase;
import org.canonry.storage.Seed;
import org.canonry.storage.SharedFiles;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.LocalPostgres;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL at random moments of taking in and building. Whoever comes next finishes: nothing is lost, and nothing is there twice.
class KilledAHundredTimesTest {
    private static final int LANES = 2;
    private static final int KILLS_OF_A_LANE = 50;
    private static final long WHOLE_RUN_MILLIS = 300_000;

    private static final List<String> TARBALLS = List.of(
            "packages/medcom.fhir.dk.terminology-1.0.0.tgz",
            "packages/medcom.fhir.dk.terminology-1.1.0.tgz",
            "packages/medcom.fhir.dk.terminology.r4-1.1.0.tgz",
            "packages/hl7.fhir.uv.bulkdata-1.0.1.tgz",
            "packages/nictiz.fhir.nl.stu3.questionnaires-1.0.2.tgz",
            "packages/hl7.fhir.template-1.0.0.tgz",
            "odd/test.circular.snapshot-0.0.1.tgz",
            "odd/no-version-1.tgz",
            "odd/path-traversal-evil.tgz");

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void nothingIsLostAndNothingIsDoubled() throws Exception {
        var seed = Seed.ofThisRun();
        System.out.println("Killing at random moments: " + seed);
        var tarballs = copyTarballs();
        var classPath = Jars.of(JavaProgram.classPath(), Files.createDirectories(folder.resolve("jars")));
        try (var postgres = LocalPostgres.startTemporary();
                var threads = Executors.newFixedThreadPool(LANES)) {
            var lanes = new ArrayList<Callable<Map<Phase, Integer>>>();
            for (var number = 0; number < LANES; number++) {
                var installation = new KilledInstallation(folder.resolve("lane" + number), tarballs, classPath, databaseOf(postgres, number));
                lanes.add(lane(installation, new Random(seed.value() + number), seed));
            }
            var killed = new EnumMap<Phase, Integer>(Phase.class);
            for (var lane : threads.invokeAll(lanes)) {
                lane.get().forEach((phase, times) -> killed.merge(phase, times, Integer::sum));
            }
            System.out.println("Killed while: " + killed);
            assertThat(killed.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(LANES * KILLS_OF_A_LANE);
            assertThat(killed).as("%s", seed).containsKeys(Phase.TAKING_IN, Phase.BUILDING);
        }
    }

    private Path copyTarballs() throws IOException {
        var copies = Files.createDirectories(folder.resolve("tarballs"));
        for (var tarball : TARBALLS) {
            var source = SharedFiles.packages().resolveSibling(tarball);
            Files.copy(source, copies.resolve(source.getFileName().toString()));
        }
        return copies;
    }

    /// Each lane has a database of its own.
    private static String databaseOf(LocalPostgres postgres, int lane) throws IOException {
        try (var database = Database.open(postgres.url(), Limits.defaults())) {
            database.read(sql -> sql.execute("create database lane" + lane));
        }
        return postgres.url().replaceFirst("/postgres$", "/lane" + lane);
    }

    private static Callable<Map<Phase, Integer>> lane(KilledInstallation installation, Random random, Seed seed) {
        return () -> {
            try (installation) {
                return killAgainAndAgain(installation, random, seed.toString());
            }
        };
    }

    /// Whenever one came to its end, it is compared, and the next begins with nothing.
    private static Map<Phase, Integer> killAgainAndAgain(KilledInstallation installation, Random random, String seed) throws Exception {
        var killed = new EnumMap<Phase, Integer>(Phase.class);
        // The first one also leaves what makes starting the others quick.
        millisOfAWholeRun(installation, seed);
        var needed = millisOfAWholeRun(installation, seed);
        for (var kills = 0; kills < KILLS_OF_A_LANE; ) {
            var run = installation.runFor(random.nextLong(needed));
            if (run.phase() == Phase.DONE) {
                installation.verifyAndEmpty("after %d kills, %s".formatted(kills, seed));
            } else {
                killed.merge(run.phase(), 1, Integer::sum);
                kills++;
            }
        }
        millisOfAWholeRun(installation, seed);
        return killed;
    }

    /// One run that nobody kills, from wherever the installation is to its end.
    private static long millisOfAWholeRun(KilledInstallation installation, String seed) throws Exception {
        var run = installation.runFor(WHOLE_RUN_MILLIS);
        assertThat(run.phase()).isEqualTo(Phase.DONE);
        installation.verifyAndEmpty("undisturbed, " + seed);
        return run.millis();
    }
}

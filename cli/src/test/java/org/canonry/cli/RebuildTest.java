package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import org.canonry.indexbuilder.build.Batch;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.indexbuilder.follow.IndexBuilder;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.Seed;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Index and tables are views of the bucket: dropped, they are built again, equal.
@ExtendWith(RealInstallation.Shared.class)
class RebuildTest {
    private static final int SMALLEST_BATCH_BYTES = 6 << 20;
    private static final int MORE_BATCH_BYTES = 20 << 20;

    private final RealInstallation real;

    RebuildTest(RealInstallation real) {
        this.real = real;
    }

    @Test
    void buildingAgainGivesTheSameWhileTheOldSnapshotGoesOnAnswering() throws Exception {
        var before = fingerprint();
        drop();
        var lsn = real.client().ask("{ index { lsn } packages { totalCount } }").at("/index/lsn").asLong();
        assertThat(lsn).isEqualTo(real.events().size());
        new IndexBuilder(real.database(), tools(Limits.defaults(), real.scratch())).catchUp(BuildProgress.SILENT);
        assertThat(fingerprint()).isEqualTo(before);
        assertThatTheServerFollows();
    }

    @Test
    void buildingInBatchesOfRandomSizeEachOnFromTheSnapshotBeforeGivesTheSame() throws Exception {
        var before = fingerprint();
        drop();
        var seed = Seed.ofThisRun();
        var steps = buildInSteps(seed.random());
        assertThat(steps).as("%s", seed).isGreaterThan(2);
        assertThat(fingerprint()).as("%s, %d steps", seed, steps).isEqualTo(before);
        assertThatTheServerFollows();
    }

    private void assertThatTheServerFollows() throws Exception {
        real.running().server().refresh();
        var ready = new String(real.client().get("actuator/health/readiness").body(), StandardCharsets.UTF_8);
        assertThat(ready).contains("UP").doesNotContain("trouble");
        var builtAt = Publication.find(real.bucket(), Limits.defaults()).manifest().orElseThrow().builtAt();
        assertThat(real.client().ask("{ index { builtAt } }").at("/index/builtAt").asString()).isEqualTo(builtAt.toString());
    }

    private void drop() throws IOException {
        Views.dropIndex(real.bucket());
        Views.dropTables(real.database());
    }

    /// Each step is a builder of its own, with a folder of its own, that stops once its first batch is published. Returns how many there were.
    private int buildInSteps(Random random) throws IOException {
        for (var step = 1; ; step++) {
            var limits = Limits.defaults().with(Limit.BUILD_BATCH_BYTES, SMALLEST_BATCH_BYTES + random.nextInt(MORE_BATCH_BYTES));
            try {
                new IndexBuilder(real.database(), tools(limits, real.scratch())).catchUp(new StopsAfterOneBatch());
                return step;
            } catch (Published e) {
                assertThat(e).hasMessage("published");
            }
        }
    }

    private Batch.Tools tools(Limits limits, Path folder) {
        return new Batch.Tools(real.bucket(), folder, Runtime.getRuntime().availableProcessors(), limits, Clock.systemUTC());
    }

    private Fingerprint fingerprint() throws IOException {
        return Fingerprint.of(real.bucket(), real.database(), real.scratch());
    }

    private static final class StopsAfterOneBatch implements BuildProgress {
        @Override
        public void published(SnapshotManifest snapshot) {
            throw new Published();
        }
    }

    private static final class Published extends RuntimeException {
        Published() {
            super("published");
        }
    }
}

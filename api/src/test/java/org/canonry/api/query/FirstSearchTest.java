package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.Eventually;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstSearchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private SmallIndex index;

    @BeforeEach
    void open() throws IOException {
        index = SmallIndex.in(folder);
        index.with(SmallPackage.ofJson("{'name': 'x.y', 'version': '1.0.0', 'fhirVersions': ['4.0.1']}").holding(new String[] {
                "{'resourceType': 'ValueSet', 'url': 'http://x.org/a', 'name': 'A', 'status': 'active', '_filename': 'a.json'}"}));
        index.publish();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void eachSnapshotHasWhatSearchesNeedBeforeAnybodyAsks() throws Exception {
        try (var snapshots = new Snapshots(index.bucket(), folder.resolve("ahead"), Limits.defaults());
                var ahead = new FirstSearch(snapshots, Limits.defaults())) {
            snapshots.refresh();
            awaitPrepared(snapshots);
            index.with(SmallPackage.ofJson("{'name': 'x.y', 'version': '2.0.0', 'fhirVersions': ['4.0.1']}").holding(new String[] {
                    "{'resourceType': 'ValueSet', 'url': 'http://x.org/b', 'name': 'B', 'status': 'active', '_filename': 'b.json'}"}));
            index.publish();
            assertThat(snapshots.refresh()).isTrue();
            awaitPrepared(snapshots);
            assertThat(ahead).isNotNull();
        }
    }

    private static void awaitPrepared(Snapshots snapshots) {
        Eventually.holds("it is worked out ahead", () -> isPrepared(snapshots));
    }

    /// Tells so without working anything out: the last thing that a first search needs is there, or refuses to be made.
    private static boolean isPrepared(Snapshots snapshots) throws IOException {
        try (var borrowed = snapshots.borrow()) {
            borrowed.snapshot().derived(Completions.class, absent -> {
                throw new IllegalStateException("not there yet");
            });
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}

package org.canonry.storage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.TreeMap;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.LogEvent;
import org.canonry.storage.registry.Registry;
import org.canonry.storage.registry.TakenIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPackagesTest {
    @TempDir
    Path folder;

    @Test
    void areTakenInWholeByTheRegistry() throws IOException {
        var files = new TreeMap<String, LogEvent.Files>();
        try (var bucket = LocalBucket.open(folder)) {
            var registry = Registry.open(bucket, URI.create("http://localhost/pkgs"), Limits.defaults(), Clock.systemUTC());
            for (var tarball : OwnPackages.tarballs().entrySet()) {
                var event = ((TakenIn.Loaded) registry.take(tarball.getKey(), tarball.getValue())).event();
                assertThat(tarball.getKey()).isEqualTo(event.id().stem() + ".tgz");
                files.put(event.id().toString(), event.files());
            }
        }
        assertThat(files).hasSize(4)
                .containsEntry("canonry.example.terms@1.0.0", new LogEvent.Files(6, 1, 0, 0))
                .containsEntry("canonry.example.terms@1.1.0", new LogEvent.Files(6, 1, 0, 0))
                .containsEntry("canonry.example.apiary@1.0.0", new LogEvent.Files(3, 2, 0, 0))
                .containsEntry("canonry.example.season@0.1.0", new LogEvent.Files(3, 1, 0, 0));
    }

    @Test
    void arePackedTheSameEachTime() throws IOException {
        var first = OwnPackages.tarballs();
        for (var again : OwnPackages.tarballs().entrySet()) {
            assertThat(again.getValue().open().readAllBytes())
                    .isEqualTo(java.util.Objects.requireNonNull(first.get(again.getKey())).open().readAllBytes());
        }
    }
}

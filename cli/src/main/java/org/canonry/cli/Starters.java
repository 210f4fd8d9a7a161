package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.upstream.Fetch;
import org.canonry.storage.upstream.OwnPackages;
import org.canonry.storage.upstream.StarterSet;
import org.canonry.storage.upstream.Upstream;

/// What a new installation starts on where nobody named packages: real ones from upstream, or the project's own where none can be reached.
final class Starters {
    private Starters() {}

    /// Fetches the starter set into a folder, and tells what comes from where.
    static List<Delivery> fetch(Path folder, Screen screen) throws IOException {
        screen.line("No packages were named, and none are there yet: fetching a starter set (--packages PATH brings your own).");
        var upstreams = StarterSet.usualUpstreams(Limits.defaults());
        try {
            var set = new StarterSet(upstreams);
            var files = set.fetch(StarterSet.PACKAGES, folder, (id, attempts) -> tell(id, attempts, screen));
            set.unreachable().forEach(upstream -> screen.line("  %s could not be reached", upstream));
            return files.isEmpty() ? own(screen) : Delivery.of(files);
        } finally {
            upstreams.forEach(Upstream::close);
        }
    }

    private static void tell(PackageId id, Map<Upstream, Fetch> attempts, Screen screen) {
        for (var attempt : attempts.entrySet()) {
            if (attempt.getValue() instanceof Fetch.Fetched) {
                screen.line("  %-44s from %s", id, attempt.getKey());
                return;
            }
        }
        screen.line("  %-44s nowhere to be had, left out", id);
    }

    private static List<Delivery> own(Screen screen) {
        screen.line("No upstream could be reached: starting on a few small packages of Canonry's own.");
        return OwnPackages.tarballs().entrySet().stream()
                .map(entry -> new Delivery(entry.getKey(), entry.getValue()))
                .toList();
    }
}

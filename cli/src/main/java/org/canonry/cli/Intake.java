package org.canonry.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.canonry.storage.registry.Prepared;
import org.canonry.storage.registry.Quarantined;
import org.canonry.storage.registry.Registry;
import org.canonry.storage.registry.TakenIn;

/// Takes tarballs into the registry, several at once, and counts what became of them.
///
/// @param loaded tarballs that are in the log now
/// @param known tarballs that were there already
/// @param refused tarballs that were refused, now or before
record Intake(int loaded, int known, List<Quarantined> refused) {

    /// Takes in all of them, in their order, so that the same packages always give the same log; a refused one costs itself.
    ///
    /// @throws IOException when the bucket, or a file, cannot be read or written
    static Intake of(List<Delivery> deliveries, Registry registry, Screen screen) throws IOException {
        try (var meter = screen.meter("Taking in", deliveries.size(), "packages");
                var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var preparing = deliveries.stream().map(one -> threads.submit(() -> registry.prepare(one.source(), one.content()))).toList();
            try {
                return commit(preparing, registry, meter);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static Intake commit(List<Future<Prepared>> preparing, Registry registry, Screen.Meter meter) throws IOException {
        var loaded = 0;
        var known = 0;
        var refused = new ArrayList<Quarantined>();
        for (var future : preparing) {
            try (var prepared = result(future)) {
                switch (registry.commit(prepared)) {
                    case TakenIn.Loaded one -> loaded++;
                    case TakenIn.AlreadyThere one -> known++;
                    case TakenIn.Refused(var quarantined) -> refused.add(quarantined);
                }
            }
            meter.step(1);
        }
        return new Intake(loaded, known, List.copyOf(refused));
    }

    private static Prepared result(Future<Prepared> prepared) throws IOException {
        try {
            return prepared.get();
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("taking in was interrupted: start again, and it goes on", e);
        }
    }
}

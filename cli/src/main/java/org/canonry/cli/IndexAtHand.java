package org.canonry.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.limits.Limits;

/// The index of a data folder or a bucket, opened in this process as one snapshot: for commands that answer one question and go.
///
/// Needs no server and no PostgreSQL, and disturbs neither where they run on the same folder.
final class IndexAtHand implements AutoCloseable {
    /// Not the server's folder: one process may sweep out what another has just fetched.
    private static final String FOLDER = "at-hand";

    private static final String LOCK = "at-hand.lock";

    /// Lucene advises its readers on JVM settings, which is no news for who asked another question. Kept here, since a logger that nobody holds may
    /// forget its level.
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    static {
        LUCENE.setLevel(Level.SEVERE);
    }

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Snapshot snapshot;

    private IndexAtHand(Places places, Optional<Embedding> embedding, Limits limits) throws IOException {
        try {
            var bucket = keep(places.openBucket());
            var snapshots = keep(new Snapshots(bucket, places.folder(FOLDER), embedding, limits));
            refreshAlone(snapshots, places.data().resolve(LOCK));
            if (snapshots.lsn().isEmpty()) {
                throw noIndex(places);
            }
            this.snapshot = keep(snapshots.borrow()).snapshot();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Opens what the bucket's pointer says.
    ///
    /// @throws IOException when there is no index yet, or it cannot be read; the message says what to do
    static IndexAtHand open(Places places, Limits limits) throws IOException {
        return open(places, Optional.empty(), limits);
    }

    /// Opens what the bucket's pointer says, with what its texts mean.
    ///
    /// @throws IOException when there is no index yet, or it cannot be read; the message says what to do
    static IndexAtHand open(Places places, Optional<Embedding> embedding, Limits limits) throws IOException {
        if (!places.hasBucket()) {
            throw noIndex(places);
        }
        return new IndexAtHand(places, embedding, limits);
    }

    private static IOException noIndex(Places places) {
        return new IOException("there is no index yet in %s: run ./canonry up --packages PATH first (--data or --bucket name another place)"
                .formatted(places.location()));
    }

    /// Several commands may fetch the same files at once, into the same folder. What one has opened stays readable when another replaces it.
    private static void refreshAlone(Snapshots snapshots, Path lock) throws IOException {
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            snapshots.refresh();
        }
    }

    /// What answers, until this is closed.
    Snapshot snapshot() {
        return snapshot;
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable resource) throws IOException {
        try {
            resource.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}

package org.canonry.api.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Generation;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.index.IndexFile;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.index.TextVectors;
import org.canonry.storage.index.UnreadableSnapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Catalogue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the snapshot that the bucket points to, and lends it.
///
/// [#refresh] is for one thread at a time; everything else is thread-safe. What a borrower holds stays valid until it gives it back, however often
/// the snapshot is replaced meanwhile.
public final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    /// How Lucene calls the files with the metadata of a segment.
    private static final String SEGMENT = ".si";

    private final Bucket bucket;
    private final IndexFolder folder;
    private final Directory directory;
    private final IndexFolder vectors;
    private final Optional<Embedding> embedding;
    private final Limits limits;
    private final AtomicReference<@Nullable Snapshot> current = new AtomicReference<>();
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Generation seen;

    /// @param folder where the files of the snapshot are kept; nothing in it is needed again
    public Snapshots(Bucket bucket, Path folder, Limits limits) throws IOException {
        this(bucket, folder, Optional.empty(), limits);
    }

    /// @param folder where the files of the snapshot are kept, and beside it those of its vectors; nothing in them is needed again
    /// @param embedding makes vectors of what is searched for; empty for snapshots that know words alone
    public Snapshots(Bucket bucket, Path folder, Optional<Embedding> embedding, Limits limits) throws IOException {
        this.bucket = bucket;
        this.folder = new IndexFolder(folder);
        this.directory = FSDirectory.open(folder);
        this.vectors = new IndexFolder(folder.resolveSibling(folder.getFileName() + "-vectors"));
        this.embedding = embedding.map(model -> new RememberedEmbedding(model, limits));
        this.limits = limits;
    }

    /// Looks whether the bucket points to another snapshot, and opens it. True when it did.
    ///
    /// @throws IOException when it cannot be opened; the one before goes on answering
    public synchronized boolean refresh() throws IOException {
        var pointer = bucket.stat(SnapshotManifest.POINTER);
        if (pointer.isEmpty() || pointer.get().generation().equals(seen)) {
            return false;
        }
        var manifest = SnapshotManifest.find(bucket, limits);
        if (manifest.isEmpty()) {
            return false;
        }
        replace(open(manifest.get()));
        seen = pointer.get().generation();
        listeners.forEach(listener -> listener.accept(manifest.get().lsn()));
        return true;
    }

    /// Tells a listener the lsn of every snapshot that answers from now on. It is called by whoever refreshes, and must not keep that waiting.
    public void whenReplaced(LongConsumer listener) {
        listeners.add(listener);
    }

    private Snapshot open(SnapshotManifest manifest) throws IOException {
        folder.sync(bucket, manifest.lucene());
        var versions = Catalogue.versions(bucket, manifest.catalogue().key(), limits);
        var reader = reader(manifest);
        return new Snapshot(manifest, reader, new Packages(versions), meaning(manifest, reader), bucket);
    }

    /// Vectors that another model made, or that cannot be read, are as none: words answer without them.
    private Optional<Meaning> meaning(SnapshotManifest manifest, DirectoryReader reader) throws IOException {
        var given = manifest.vectors();
        if (given == null || embedding.filter(given::areOf).isEmpty()) {
            return Optional.empty();
        }
        try {
            vectors.sync(bucket, given.lucene());
        } catch (UnreadableSnapshot e) {
            LOG.warn("Searching by words alone: {}", e.getMessage());
            return Optional.empty();
        }
        return Meaning.of(reader, TextVectors.read(vectors.path()), embedding.get());
    }

    /// Segments that the snapshot before has too are not opened again.
    private DirectoryReader reader(SnapshotManifest next) throws IOException {
        var before = current.get();
        if (before == null || !goesOnFrom(before.manifest(), next)) {
            return DirectoryReader.open(directory);
        }
        var changed = DirectoryReader.openIfChanged(before.reader());
        if (changed == null) {
            before.reader().incRef();
            return before.reader();
        }
        return changed;
    }

    /// Whether an index is the continuation of another. One that was dropped and built again uses the names of segments again, for others: Lucene
    /// would refuse it, or take it for the same where it has the same version. Each segment's metadata carries a random id, so equal bytes tell.
    private static boolean goesOnFrom(SnapshotManifest before, SnapshotManifest next) {
        var segments = segments(before).collect(Collectors.toSet());
        return segments(next).anyMatch(segments::contains);
    }

    private static Stream<IndexFile> segments(SnapshotManifest manifest) {
        return manifest.lucene().stream().filter(file -> file.name().endsWith(SEGMENT));
    }

    private void replace(Snapshot next) throws IOException {
        var before = current.getAndSet(next);
        if (before != null) {
            before.reader().decRef();
        }
    }

    /// The lsn of the snapshot that answers; empty when none does.
    public Optional<Long> lsn() {
        return manifest().map(SnapshotManifest::lsn);
    }

    /// What the snapshot is that answers; empty when none does.
    public Optional<SnapshotManifest> manifest() {
        return Optional.ofNullable(current.get()).map(Snapshot::manifest);
    }

    /// Lends the snapshot that answers now. To be given back by closing.
    ///
    /// @throws NoSnapshot when there is none yet
    public Borrowed borrow() {
        while (true) {
            var snapshot = current.get();
            if (snapshot == null) {
                throw new NoSnapshot("no index is built yet: packages are being taken in, or none were; try again when `canonry up` says that it is up");
            }
            // Fails only when the snapshot was replaced and given back by all since it was read.
            if (snapshot.reader().tryIncRef()) {
                return new Borrowed(snapshot);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        var last = current.getAndSet(null);
        if (last != null) {
            last.reader().decRef();
        }
        directory.close();
    }

    /// A snapshot on loan.
    ///
    /// @param snapshot valid until this is closed
    public record Borrowed(Snapshot snapshot) implements AutoCloseable {
        @Override
        public void close() {
            try {
                snapshot.reader().decRef();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}

package org.canonry.indexbuilder.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Generation;
import org.canonry.storage.bucket.ObjectInfo;
import org.canonry.storage.index.IndexFile;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.index.UnreadableSnapshot;
import org.canonry.storage.index.VectorFiles;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// The snapshot that counts, as the builder found it, and its replacement by the next one.
///
/// Moving the pointer is a conditional put: of two builders that started from the same snapshot one succeeds, the other begins again.
///
/// @param manifest what is published; empty when nothing is, or when it must be built again
/// @param vectors of its texts, which are good even where the index must be built again
/// @param pointer the pointer's generation; empty when there is no pointer
public record Publication(Optional<SnapshotManifest> manifest, Optional<VectorFiles> vectors, Optional<Generation> pointer) {
    /// How long files that no snapshot needs are kept for readers that have not moved on.
    private static final Duration GRACE = Duration.ofHours(1);

    /// Looks at what is published.
    public static Publication find(Bucket bucket, Limits limits) throws IOException {
        var generation = bucket.stat(SnapshotManifest.POINTER).map(ObjectInfo::generation);
        var vectors = SnapshotManifest.findVectors(bucket, limits);
        try {
            return new Publication(generation.isEmpty() ? Optional.empty() : SnapshotManifest.find(bucket, limits), vectors, generation);
        } catch (UnreadableSnapshot e) {
            // Of another format, or damaged: built anew from the bucket, in its place.
            return new Publication(Optional.empty(), vectors, generation);
        }
    }

    /// Up to which lsn the published snapshot is complete; -1 when there is none.
    public long lsn() {
        return manifest.map(SnapshotManifest::lsn).orElse(-1L);
    }

    /// Uploads files of a folder, several at once, since a bucket takes its time for each. In the order of their names.
    ///
    /// @throws IOException when one cannot be uploaded; the others are given up
    public static List<IndexFile> upload(Bucket bucket, Path folder, Collection<String> names, Limits limits) throws IOException {
        try (var threads = Executors.newFixedThreadPool(limits.intOf(Limit.UPLOADS_AT_ONCE))) {
            var uploads = names.stream().sorted().map(name -> threads.submit(() -> upload(bucket, folder.resolve(name)))).toList();
            try {
                var uploaded = new ArrayList<IndexFile>(uploads.size());
                for (var upload : uploads) {
                    uploaded.add(Outcome.of(upload));
                }
                return uploaded;
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /// Uploads a file under the name of its content, and makes sure that it is there, whole.
    public static IndexFile upload(Bucket bucket, Path path) throws IOException {
        var file = IndexFolder.describe(path);
        bucket.putIfAbsent(file.key(), Content.of(path));
        var there = bucket.stat(file.key());
        if (there.isEmpty() || there.get().sizeBytes() != file.sizeBytes()) {
            throw new IOException("%s was uploaded, but the bucket does not hold it whole".formatted(file.key()));
        }
        return file;
    }

    /// Makes `next` the snapshot that counts. False, and nothing is changed, when another builder was faster.
    public boolean move(Bucket bucket, SnapshotManifest next, Limits limits) throws IOException {
        if (put(bucket, next)) {
            return true;
        }
        // Who only gave texts their vectors meanwhile built nothing that this would undo.
        var now = find(bucket, limits);
        return now.hasTheWordsOf(this) && now.put(bucket, next.with(now.vectors.orElse(null)));
    }

    /// Adds vectors to the snapshot that counts. False, and nothing is changed, when another builder did.
    public boolean attach(Bucket bucket, VectorFiles added, Limits limits) throws IOException {
        var now = find(bucket, limits);
        return now.vectors.equals(vectors) && now.manifest.isPresent() && now.put(bucket, now.manifest.get().with(added));
    }

    private boolean hasTheWordsOf(Publication other) {
        return manifest.map(words -> words.with(null)).equals(other.manifest.map(words -> words.with(null)));
    }

    private boolean put(Bucket bucket, SnapshotManifest next) throws IOException {
        var content = Content.of(next.toJson());
        var moved = pointer.isEmpty()
                ? bucket.putIfAbsent(SnapshotManifest.POINTER, content)
                : bucket.putIfUnchanged(SnapshotManifest.POINTER, content, pointer.get());
        return moved.isPresent();
    }

    /// Deletes files that neither this snapshot nor `next` needs and that are old enough that no reader is fetching them.
    public void sweep(Bucket bucket, SnapshotManifest next, Instant now) throws IOException {
        var needed = needed(next);
        try (var files = bucket.list(IndexFile.FOLDER)) {
            var unneeded = files.filter(file -> !needed.contains(file.key().toString()))
                    .filter(file -> file.lastModified().isBefore(now.minus(GRACE)))
                    .toList();
            for (var file : unneeded) {
                bucket.delete(file.key());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Set<String> needed(SnapshotManifest next) {
        return Stream.concat(Stream.of(next), manifest.stream())
                .flatMap(SnapshotManifest::files)
                .map(file -> file.key().toString())
                .collect(Collectors.toSet());
    }
}

package org.canonry.indexbuilder.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.canonry.indexbuilder.publish.Outcome;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.canonical.RsWriter;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.RecordWriter;
import org.canonry.storage.index.IndexFile;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Quarantined;

/// One step of the builder: package versions that become part of the index, of the tables, or of both.
///
/// Index and tables are views of the bucket that may be behind it by different lengths, for one of them may have been dropped.
///
/// @param before what is published
/// @param known the package versions of the published snapshot, in the order of their lsn, with what happened to them until `lsn`
/// @param rowsLsn up to which lsn the tables are complete; what they hold beyond the published snapshot does not count and is written again
/// @param lsn the last event that the batch is of: the tables are complete up to it, and the index if it was not further before
/// @param versions what the batch brings, in the order of their lsn
/// @param bytes lengths of their rs files, in the same order
/// @param quarantined what the bucket lists as refused and what its lists hold that is no package version
public record Batch(
        Publication before,
        List<PackageVersion> known,
        long rowsLsn,
        long lsn,
        List<PackageVersion> versions,
        List<Long> bytes,
        List<Quarantined> quarantined) {

    /// What the batch works with.
    ///
    /// @param folder the builder's own folder
    /// @param threads how many package versions are read and indexed at once
    public record Tools(Bucket bucket, Path folder, int threads, Limits limits, Clock clock) {
        Path index() {
            return folder.resolve("lucene");
        }

        Path vectors() {
            return folder.resolve("vectors");
        }
    }

    /// Commits the rows, commits the index beside them, and uploads it. The returned snapshot counts once the pointer is moved.
    ///
    /// @throws IOException when one of them cannot be written: rows that are committed already are then ahead, as they may be
    public SnapshotManifest write(Tools tools, Database database, BuildProgress progress) throws IOException {
        var folder = new IndexFolder(tools.index());
        folder.sync(tools.bucket, before.manifest().map(SnapshotManifest::lucene).orElse(List.of()));
        try (var build = IndexBuild.start(folder.path(), before.lsn(), tools.threads)) {
            var inQuarantine = database.record(record -> rows(tools, build, record, progress));
            var committed = build.commit(indexedLsn(), before.manifest().map(SnapshotManifest::digest).orElse(null));
            var files = Publication.upload(tools.bucket, tools.index(), committed.files(), tools.limits);
            return publishable(tools, committed, files, inQuarantine);
        }
    }

    /// Reads all that the batch brings, and returns with the rows complete while the index is still being written out.
    private int rows(Tools tools, IndexBuild build, RecordWriter record, BuildProgress progress) throws IOException {
        record.rewind(rowsLsn);
        read(tools, build, record, progress);
        build.flush();
        all().forEach(version -> turns(version, record));
        record.quarantine(quarantined);
        return record.complete(lsn, tools.clock.instant());
    }

    /// The lsn up to which everything is in once the batch is. The tables may be far behind.
    private long indexedLsn() {
        return Math.max(before.lsn(), lsn);
    }

    private List<PackageVersion> all() {
        return Stream.concat(known.stream(), versions.stream().filter(version -> version.lsn() > before.lsn())).toList();
    }

    private void turns(PackageVersion version, RecordWriter record) {
        version.standing().turns().stream()
                .filter(turn -> turn.lsn() > rowsLsn && turn.lsn() <= lsn)
                .forEach(turn -> record.add(version.id(), turn));
    }

    private void read(Tools tools, IndexBuild build, RecordWriter record, BuildProgress progress) throws IOException {
        var readers = ThreadLocal.withInitial(() -> new PackageReader(tools.bucket, tools.limits));
        var ahead = new ArrayDeque<Future<PackageLines>>();
        var next = versions.iterator();
        for (var i = 0; i < versions.size(); i++) {
            while (next.hasNext() && ahead.size() < tools.limits.of(Limit.BUILD_AHEAD_PACKAGES)) {
                var version = next.next();
                ahead.addLast(build.run(() -> readers.get().read(version)));
            }
            var built = build.add(Outcome.of(ahead.removeFirst()));
            if (built.version().lsn() > rowsLsn) {
                record.add(built);
            }
            progress.read(built.version(), bytes.get(i));
        }
    }

    private SnapshotManifest publishable(Tools tools, IndexBuild.Committed committed, List<IndexFile> lucene, int inQuarantine)
            throws IOException {
        var all = all();
        return new SnapshotManifest(
                SnapshotManifest.FORMAT,
                indexedLsn(),
                tools.clock.instant(),
                (int) all.stream().map(version -> version.id().name()).distinct().count(),
                all.size(),
                committed.documents(),
                committed.distinctUrls(),
                inQuarantine,
                committed.digest(),
                lucene,
                catalogue(tools, all),
                before.vectors().orElse(null));
    }

    private static IndexFile catalogue(Tools tools, List<PackageVersion> versions) throws IOException {
        var file = tools.folder.resolve("catalogue.ndjson.gz");
        try (var lines = new RsWriter(Files.newOutputStream(file), tools.limits)) {
            for (var version : versions) {
                lines.line(version.toJson());
            }
        }
        return Publication.upload(tools.bucket, file);
    }
}

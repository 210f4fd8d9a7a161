package org.canonry.indexbuilder.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.canonry.indexbuilder.build.Batch;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.ObjectInfo;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.RecordReader;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Standing.Turn;
import org.canonry.storage.registry.Catalogue;
import org.canonry.storage.registry.Layout;
import org.canonry.storage.registry.Quarantined;
import org.jspecify.annotations.Nullable;

/// Brings index and tables up to what the bucket holds.
///
/// Killed at any point, the next run finishes: what was not published is done again, what was is not touched. For one thread; of several processes
/// that build at once one wins each batch, and the others begin again from there.
public final class IndexBuilder {

    private final Database database;
    private final RecordReader record;
    private final Batch.Tools tools;

    /// Builds from the bucket of `tools` into its folder and into `database`, whose tables must be there.
    public IndexBuilder(Database database, Batch.Tools tools) {
        this.database = database;
        this.record = new RecordReader(database);
        this.tools = tools;
    }

    /// Builds, batch by batch, until nothing is new. Returns the snapshot that then counts.
    ///
    /// @throws IOException when bucket or database cannot be reached, or what was built is not what was meant; nothing of the batch is visible then
    public SnapshotManifest catchUp(BuildProgress progress) throws IOException {
        while (true) {
            var publication = Publication.find(bucket(), tools.limits());
            var batch = nextBatch(publication);
            if (batch.isEmpty()) {
                return publication.manifest().orElseThrow();
            }
            build(batch.get(), progress);
        }
    }

    private void build(Batch batch, BuildProgress progress) throws IOException {
        progress.started(batch.versions().size(), batch.bytes().stream().mapToLong(Long::longValue).sum());
        var next = batch.write(tools, database, progress);
        if (batch.before().move(bucket(), next, tools.limits())) {
            batch.before().sweep(bucket(), next, tools.clock().instant());
            progress.published(next);
        }
    }

    /// Empty when index and tables hold all that the bucket does.
    private Optional<Batch> nextBatch(Publication publication) throws IOException {
        var known = known(publication);
        var changes = Changes.since(
                publication.lsn(), known.stream().collect(Collectors.toMap(PackageVersion::id, version -> version)), bucket(), tools.limits());
        var rowsLsn = record.lsn();
        var unrecorded = known.stream().filter(version -> version.lsn() > rowsLsn);
        var versions = Stream.concat(unrecorded, changes.versions().stream()).toList();
        var quarantined = new ArrayList<>(changes.quarantined());
        quarantined.addAll(refusedTarballs());
        var upToDate = versions.isEmpty()
                && changes.turns().isEmpty()
                && rowsLsn == publication.lsn()
                && publication.manifest().isPresent()
                && record.holds(quarantined);
        return upToDate ? Optional.empty() : Optional.of(batch(publication, known, Math.min(rowsLsn, publication.lsn()), versions, changes, quarantined));
    }

    private List<PackageVersion> known(Publication publication) throws IOException {
        return publication.manifest().isEmpty()
                ? List.of()
                : Catalogue.versions(bucket(), publication.manifest().get().catalogue().key(), tools.limits());
    }

    /// As many of the versions, from the first on, as the limit `build_batch_bytes` allows, and one at least; with what happened until the last of them
    /// came, or with all that happened when it is the last of all.
    private Batch batch(
            Publication publication,
            List<PackageVersion> known,
            long rowsLsn,
            List<PackageVersion> versions,
            Changes changes,
            List<Quarantined> quarantined)
            throws IOException {
        var sizes = sizes(versions);
        var isAll = sizes.size() == versions.size();
        var lsn = isAll ? changes.lsn(publication.lsn()) : versions.get(sizes.size() - 1).lsn();
        var turned = known.stream()
                .map(version -> version.withStanding(version.standing().and(until(lsn, changes.turns().get(version.id())))))
                .toList();
        var bringing = versions.subList(0, sizes.size()).stream()
                .map(version -> version.lsn() > publication.lsn() ? version.withStanding(version.standing().until(lsn)) : version)
                .toList();
        return new Batch(publication, turned, rowsLsn, lsn, bringing, sizes, quarantined);
    }

    private static List<Turn> until(long lsn, @Nullable List<Turn> turns) {
        return turns == null ? List.of() : turns.stream().filter(turn -> turn.lsn() <= lsn).toList();
    }

    private List<Long> sizes(List<PackageVersion> versions) throws IOException {
        var sizes = new ArrayList<Long>();
        var left = tools.limits().of(Limit.BUILD_BATCH_BYTES);
        for (var version : versions) {
            var size = bucket().stat(Key.of(version.tarball().rsKey())).map(ObjectInfo::sizeBytes).orElse(0L);
            left -= size;
            if (left < 0 && !sizes.isEmpty()) {
                break;
            }
            sizes.add(size);
        }
        return sizes;
    }

    private List<Quarantined> refusedTarballs() throws IOException {
        var refused = new ArrayList<Quarantined>();
        try (var objects = bucket().list(Layout.QUARANTINE)) {
            for (var object : objects.toList()) {
                bucket().readAll(object.key(), tools.limits().intOf(Limit.REFUSAL_BYTES)).map(Quarantined::read).ifPresent(refused::add);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return refused;
    }

    private Bucket bucket() {
        return tools.bucket();
    }
}

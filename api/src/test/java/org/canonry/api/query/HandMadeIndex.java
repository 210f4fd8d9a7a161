package org.canonry.api.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.CanonicalParser;
import org.canonry.storage.canonical.Location;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.canonical.RsWriter;
import org.canonry.storage.index.CanonicalDocument;
import org.canonry.storage.index.IndexFile;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.IndexFormat;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageVersion;

/// An index of packages written down in a test. Each package becomes a segment of its own, so that every test runs over several.
final class HandMadeIndex implements AutoCloseable {
    private final Path folder;
    private final Bucket bucket;
    private final Directory directory;
    private final IndexWriter writer;
    private final Snapshots snapshots;
    private final List<PackageVersion> versions = new ArrayList<>();
    private int documents;

    HandMadeIndex(Path folder) throws IOException {
        this.folder = folder;
        this.bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
        this.directory = FSDirectory.open(Files.createDirectories(folder.resolve("written")));
        this.writer = new IndexWriter(directory, IndexFormat.writerConfig().setMergePolicy(NoMergePolicy.INSTANCE));
        this.snapshots = new Snapshots(bucket, Files.createDirectories(folder.resolve("read")), Limits.defaults());
    }

    /// Adds a package version.
    ///
    /// @param manifest its package.json; quotes may be single
    /// @param resources one JSON resource each, with `_filename`; quotes may be single
    HandMadeIndex add(String manifest, String... resources) throws IOException {
        var version = version(manifest.replace('\'', '"'));
        versions.add(version);
        var releases = version.fhirVersions().stream().flatMap(number -> FhirRelease.of(number).stream()).toList();
        var parser = new CanonicalParser(Limits.defaults());
        for (var resource : resources) {
            var line = resource.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            if (parser.parse(line, 0, line.length, releases) instanceof Canonical canonical) {
                writer.addDocument(CanonicalDocument.of(canonical, version, Membership.INTRODUCED, new Location(0, 0, 0, line.length)));
                documents++;
            } else {
                throw new IllegalArgumentException("no canonical: " + resource);
            }
        }
        writer.flush();
        return this;
    }

    private PackageVersion version(String manifest) {
        var line = manifest.replaceFirst("}\\s*$", ", \"tgz\": \"-/x-%d.tgz\"}".formatted(versions.size()));
        return switch (PackageVersion.read(line.getBytes(StandardCharsets.UTF_8), versions.size())) {
            case PackageVersion.Line.Read(var version) -> version;
            case PackageVersion.Line.Rejected(var refused) -> throw new IllegalArgumentException(refused.toString());
        };
    }

    /// The snapshot of all that was added so far. Those before stay valid, since they are never given back.
    Snapshot publish() throws IOException {
        writer.setLiveCommitData(Map.of("documents", Integer.toString(documents)).entrySet());
        writer.commit();
        var lucene = new ArrayList<IndexFile>();
        try (var reader = DirectoryReader.open(directory)) {
            for (var name : reader.getIndexCommit().getFileNames()) {
                lucene.add(upload(folder.resolve("written").resolve(name)));
            }
        }
        var manifest = new SnapshotManifest(
                SnapshotManifest.FORMAT, versions.size(), Instant.EPOCH, 0, versions.size(), documents, 0, 0, "digest of " + documents, lucene, catalogue());
        bucket.put(SnapshotManifest.POINTER, Content.of(manifest.toJson()));
        snapshots.refresh();
        return snapshots.borrow().snapshot();
    }

    private IndexFile catalogue() throws IOException {
        var file = folder.resolve("catalogue.ndjson.gz");
        try (var lines = new RsWriter(Files.newOutputStream(file), Limits.defaults())) {
            for (var version : versions) {
                lines.line(version.toJson());
            }
        }
        return upload(file);
    }

    private IndexFile upload(Path path) throws IOException {
        var file = IndexFolder.describe(path);
        bucket.put(file.key(), Content.of(path));
        return file;
    }

    @Override
    public void close() throws IOException {
        snapshots.close();
        writer.rollback();
        directory.close();
    }
}

package org.canonry.api.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.CanonicalParser;
import org.canonry.storage.canonical.ContentHash;
import org.canonry.storage.canonical.LineRejected;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.canonical.RsReader;
import org.canonry.storage.canonical.RsWriter;
import org.canonry.storage.index.CanonicalDocument;
import org.canonry.storage.index.CanonicalDocument.Carrier;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.index.IndexFile;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.IndexFormat;
import org.canonry.storage.index.KnownTerms;
import org.canonry.storage.index.MeantText;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.index.VectorDocument;
import org.canonry.storage.index.VectorFiles;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Standing;
import org.jspecify.annotations.Nullable;

/// A whole index of a few packages, in a bucket on disk, published and opened as a real one is.
///
/// ```java
/// try (var index = SmallIndex.in(folder)
///         .with(SmallPackage.of("a.fhir", "1.0.0").dependsOn("b.fhir", "1.0.x").holding("ValueSet", "http://a/vs", "1.0"))
///         .publish()) {
///     index.snapshot()…
/// }
/// ```
///
/// Packages get their lsn in the order in which they are added, from 1. `publish` may be called again after adding more.
public final class SmallIndex implements AutoCloseable {
    private final Path folder;
    private final Bucket bucket;
    private final Snapshots snapshots;
    private final List<PackageVersion> versions = new ArrayList<>();
    private final Map<String, ContentHash> introduced = new HashMap<>();
    private final HashSet<String> urls = new HashSet<>();
    private final Directory lucene;
    private final KnownTerms terms = new KnownTerms();
    private long lsn;
    private final IndexWriter writer;

    private final Set<String> texts = new TreeSet<>();
    private @Nullable Embedding made;
    private @Nullable VectorFiles kept;

    private SmallIndex(Path folder, Optional<Embedding> embedding) throws IOException {
        this.folder = folder;
        this.bucket = LocalBucket.open(Files.createDirectories(folder.resolve("bucket")));
        this.snapshots = new Snapshots(bucket, folder.resolve("reader"), embedding, Limits.defaults());
        this.lucene = FSDirectory.open(folder.resolve("writer"));
        // Each file of a segment would be written, uploaded and fetched durably on its own, which is most of a test's time.
        this.writer = new IndexWriter(lucene, IndexFormat.writerConfig().setUseCompoundFile(true));
    }

    /// An index of nothing yet.
    public static SmallIndex in(Path folder) throws IOException {
        return new SmallIndex(folder, Optional.empty());
    }

    /// An index of nothing yet, which is searched by meaning as well once it has vectors.
    public static SmallIndex in(Path folder, Embedding embedding) throws IOException {
        return new SmallIndex(folder, Optional.of(embedding));
    }

    /// From the next `publish` on every text has a vector.
    public SmallIndex vectors(Embedding embedding) {
        this.made = embedding;
        return this;
    }

    /// Takes in a package version: its lines into the bucket, its documents into the index.
    public SmallIndex with(SmallPackage given) throws IOException {
        var version = given.version(++lsn);
        versions.add(version);
        var rs = rs(given.lines());
        bucket.put(Key.of(version.tarball().rsKey()), Content.of(rs));
        var releases = version.fhirVersions().stream().flatMap(number -> FhirRelease.of(number).stream()).toList();
        var parser = new CanonicalParser(Limits.defaults());
        try (var lines = new RsReader(Content.of(rs).open(), Limits.defaults())) {
            while (lines.next()) {
                switch (parser.parse(lines.bytes(), lines.offset(), lines.length(), releases)) {
                    case Canonical canonical -> {
                        writer.addDocument(CanonicalDocument.of(canonical, Carrier.of(version), membership(canonical), lines.location(), terms));
                        MeantText.of(canonical.title(), canonical.name(), canonical.description()).ifPresent(texts::add);
                    }
                    case LineRejected(var problem, var detail) -> throw new IllegalArgumentException(problem + ": " + detail);
                }
            }
        }
        return this;
    }

    /// Something happens to a package version, as the next event.
    public SmallIndex turned(String id, Standing.Kind kind, String message) {
        var turn = new Standing.Turn(++lsn, kind, Instant.parse("2026-01-01T00:00:00Z"), message);
        versions.replaceAll(version ->
                version.id().toString().equals(id) ? version.withStanding(version.standing().and(List.of(turn))) : version);
        return this;
    }

    /// Ends a segment, so that what follows is in another.
    public SmallIndex flush() throws IOException {
        writer.flush();
        return this;
    }

    private static byte[] rs(List<String> lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var rs = new RsWriter(bytes, Limits.defaults())) {
            for (var line : lines) {
                rs.line(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private Membership membership(Canonical canonical) {
        urls.add(canonical.url());
        var first = introduced.putIfAbsent(canonical.identity(), canonical.contentHash());
        if (first == null) {
            return Membership.INTRODUCED;
        }
        return first.equals(canonical.contentHash()) ? Membership.REPEATED : Membership.DIVERGED;
    }

    /// Makes everything that was added the snapshot that answers.
    public SmallIndex publish() throws IOException {
        writer.commit();
        try (var reader = DirectoryReader.open(lucene)) {
            var files = new ArrayList<IndexFile>();
            for (var name : reader.getIndexCommit().getFileNames()) {
                files.add(upload(folder.resolve("writer").resolve(name)));
            }
            bucket.put(SnapshotManifest.POINTER, Content.of(manifest(files, reader.numDocs()).toJson()));
        }
        snapshots.refresh();
        return this;
    }

    private SnapshotManifest manifest(List<IndexFile> files, int documents) throws IOException {
        var catalogue = Files.write(
                folder.resolve("catalogue"),
                rs(versions.stream().map(version -> new String(version.toJson(), StandardCharsets.UTF_8)).toList()));
        var names = versions.stream().map(version -> version.id().name()).collect(Collectors.toSet());
        return new SnapshotManifest(
                SnapshotManifest.FORMAT, lsn, Instant.parse("2026-01-01T00:00:00Z"), names.size(), versions.size(), documents,
                urls.size(), 0, "digest of %d documents".formatted(documents), files, upload(catalogue), vectors());
    }

    /// From the next `publish` on only the texts that have vectors have any, as where a builder has not come to the others.
    public SmallIndex keepVectors() {
        this.kept = snapshot().manifest().vectors();
        return this;
    }

    private @Nullable VectorFiles vectors() throws IOException {
        if (made == null || kept != null) {
            return kept;
        }
        var vectors = Files.createTempDirectory(folder, "vectors");
        try (var directory = FSDirectory.open(vectors);
                var vectorWriter = new IndexWriter(directory, VectorDocument.writerConfig())) {
            for (var text : texts) {
                vectorWriter.addDocument(VectorDocument.of(MeantText.hash(text), made.vector(text)));
            }
            vectorWriter.commit();
            var files = new ArrayList<IndexFile>();
            for (var name : SegmentInfos.readLatestCommit(directory).files(true)) {
                files.add(upload(vectors.resolve(name)));
            }
            return new VectorFiles(VectorFiles.FORMAT, made.model(), texts.size(), files);
        }
    }

    private IndexFile upload(Path path) throws IOException {
        var file = IndexFolder.describe(path);
        bucket.putIfAbsent(file.key(), Content.of(path));
        return file;
    }

    /// The snapshot that answers, valid until the next one is published or the index closed.
    public Snapshot snapshot() {
        try (var borrowed = snapshots.borrow()) {
            return borrowed.snapshot();
        }
    }

    /// What follows and lends snapshots of this index.
    public Snapshots snapshots() {
        return snapshots;
    }

    /// What the index is built from.
    public Bucket bucket() {
        return bucket;
    }

    /// `name@version` as the snapshot has it.
    public PackageVersion version(String id) {
        return versions.stream().filter(version -> version.id().toString().equals(id)).findFirst().orElseThrow();
    }

    /// The resource in a file of a package version.
    public CanonicalResource resource(String id, String filename) throws IOException {
        return snapshot().resource(CanonicalDocument.key(id, filename)).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        snapshots.close();
        writer.close();
        lucene.close();
        bucket.close();
    }
}

package org.canonry.storage.index;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a snapshot consists of: the commit point of the index. Moving it, by conditional put, makes a build visible.
///
/// @param format version of the index format
/// @param lsn every package version up to this log sequence number is in; -1 for a snapshot of nothing
/// @param builtAt when the build was committed
/// @param packages number of packages
/// @param packageVersions number of package versions
/// @param canonicals number of documents
/// @param distinctUrls number of different urls
/// @param quarantined number of lines, files and tarballs that were refused
/// @param digest digest over the sorted keys and contents of everything in the snapshot: equal for every way of building it
/// @param lucene Lucene's files
/// @param catalogue all package versions, as gzipped NDJSON
/// @param vectors of texts, by which they are found by their meaning; null when there are none
public record SnapshotManifest(
        int format,
        long lsn,
        Instant builtAt,
        int packages,
        int packageVersions,
        int canonicals,
        int distinctUrls,
        int quarantined,
        String digest,
        List<IndexFile> lucene,
        IndexFile catalogue,
        @Nullable VectorFiles vectors) {

    /// The index format that this program writes and reads. History: 1, the first; 2, more references, and with the versions that stand
    /// beside them, and the algorithm by which the versions of a resource are ordered; 3, with stems, and with terms of what is inside resources; 4, with hashes of texts.
    public static final int FORMAT = 4;

    /// Where the bucket holds the manifest of the snapshot that counts.
    public static final Key POINTER = Key.of("index/snapshot.json");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The manifest as JSON.
    public byte[] toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /// The manifest of the snapshot that counts; empty when the bucket has none.
    ///
    /// @throws UnreadableSnapshot when it is damaged, or of another format: the index must be built again
    public static Optional<SnapshotManifest> find(Bucket bucket, Limits limits) throws IOException {
        var json = bucket.readAll(POINTER, limits.intOf(Limit.SNAPSHOT_POINTER_BYTES));
        return json.isEmpty() ? Optional.empty() : Optional.of(read(json.get()));
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws UnreadableSnapshot when it is no manifest, or one of another format: the index must be built again
    public static SnapshotManifest read(byte[] json) throws UnreadableSnapshot {
        try {
            var format = JSON.readTree(json).path("format").asInt(-1);
            if (format != FORMAT) {
                throw new UnreadableSnapshot("the snapshot has format %d, this program reads %d: build the index again"
                        .formatted(format, FORMAT));
            }
            return JSON.readValue(json, SnapshotManifest.class);
        } catch (JacksonException e) {
            throw new UnreadableSnapshot("the snapshot's manifest is damaged (" + e.getOriginalMessage() + "): build the index again");
        }
    }

    /// The vectors of the snapshot that counts, whatever format its index has: empty when there are none, or none that can be read.
    public static Optional<VectorFiles> findVectors(Bucket bucket, Limits limits) throws IOException {
        var json = bucket.readAll(POINTER, limits.intOf(Limit.SNAPSHOT_POINTER_BYTES));
        try {
            return json.map(bytes -> JSON.readTree(bytes).path("vectors"))
                    .filter(JsonNode::isObject)
                    .map(vectors -> JSON.treeToValue(vectors, VectorFiles.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// The same snapshot with other vectors.
    public SnapshotManifest with(@Nullable VectorFiles others) {
        return new SnapshotManifest(
                format, lsn, builtAt, packages, packageVersions, canonicals, distinctUrls, quarantined, digest, lucene, catalogue, others);
    }

    /// Tells one order of hits from another: the digest, and the vectors that have a share in scores.
    public String edition() {
        return vectors == null ? digest : "%s+%d/%s".formatted(digest, vectors.texts(), vectors.model());
    }

    /// All files of the snapshot.
    public Stream<IndexFile> files() {
        var words = Stream.concat(lucene.stream(), Stream.of(catalogue));
        return vectors == null ? words : Stream.concat(words, vectors.lucene().stream());
    }
}

package org.canonry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.ObjectInfo;
import org.canonry.storage.index.IndexFile;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limits;

/// How long the index is, against what it is an index of.
record SizeRow(Prepared prepared) {
    private static final double RATIO = 0.6;
    private static final double MEGABYTE = 1e6;

    Measurement run() throws IOException {
        try (var bucket = prepared.bucket()) {
            var manifest = SnapshotManifest.find(bucket, Limits.defaults()).orElseThrow();
            var lucene = manifest.lucene().stream().mapToLong(IndexFile::sizeBytes).sum();
            return new Measurement(
                    Row.SIZE, "the index's files", "MB", Samples.of(lucene / MEGABYTE), "the rs files, gzipped",
                    Samples.of(packed(bucket) / MEGABYTE), Target.ratioAtMost(RATIO),
                    "words and their positions, for search in text, and a column of texts for each thing that is shown")
                    .with(fields(bucket, manifest));
        }
    }

    /// Bytes of each field.
    private static Map<String, Double> fields(Bucket bucket, SnapshotManifest manifest) throws IOException {
        var folder = Files.createTempDirectory("canonry-fields-");
        try {
            new IndexFolder(folder).sync(bucket, manifest.lucene());
            var fields = new LinkedHashMap<String, Double>();
            FieldSizes.of(folder).forEach((field, bytes) -> fields.put(field + " bytes", bytes.doubleValue()));
            return fields;
        } finally {
            Prepared.delete(folder);
        }
    }

    private static double packed(Bucket bucket) throws IOException {
        try (var files = bucket.list("rs/")) {
            return files.mapToLong(ObjectInfo::sizeBytes).sum();
        }
    }
}

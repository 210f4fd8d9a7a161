package org.canonry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.ObjectInfo;
import org.canonry.storage.index.IndexFile;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// How long the index is, against what it is an index of.
record SizeRow(Prepared prepared) {
    private static final double RATIO = 0.6;
    private static final double MEGABYTE = 1e6;
    private static final String BOUND = "words and their positions, for search in text, and a column of texts for each thing that is shown";

    /// The whole, then each layer, which a layer's fields alone would be long.
    List<Measurement> run() throws IOException {
        try (var bucket = prepared.bucket()) {
            var manifest = SnapshotManifest.find(bucket, Limits.defaults()).orElseThrow();
            var lucene = manifest.lucene().stream().mapToLong(IndexFile::sizeBytes).sum();
            var packed = packed(bucket);
            var fields = fields(bucket, manifest);
            var measurements = new ArrayList<Measurement>();
            measurements.add(measurement("the index's files", lucene, packed, Target.ratioAtMost(RATIO), BOUND).with(fields));
            layers(fields).forEach((layer, bytes) -> measurements.add(measurement(layer.words(), bytes, packed, null, "its fields, below")));
            return measurements;
        }
    }

    private static Measurement measurement(String what, double bytes, double packed, @Nullable Target target, String bound) {
        return new Measurement(
                Row.SIZE, what, "MB", Samples.of(bytes / MEGABYTE), "the rs files, gzipped", Samples.of(packed / MEGABYTE), target, bound);
    }

    private static Map<Layer, Double> layers(Map<String, Double> fields) {
        var layers = new EnumMap<Layer, Double>(Layer.class);
        fields.forEach((field, bytes) -> layers.merge(Layer.of(field), bytes, Double::sum));
        return layers;
    }

    /// Bytes of each field.
    private static Map<String, Double> fields(Bucket bucket, SnapshotManifest manifest) throws IOException {
        var folder = Files.createTempDirectory("canonry-fields-");
        try {
            new IndexFolder(folder).sync(bucket, manifest.lucene());
            var fields = new LinkedHashMap<String, Double>();
            FieldSizes.of(folder).forEach((field, bytes) -> fields.put(field, bytes.doubleValue()));
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

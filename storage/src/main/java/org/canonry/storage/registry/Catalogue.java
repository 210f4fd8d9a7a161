package org.canonry.storage.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.canonical.RsReader;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;

/// Reads the gzipped NDJSON files that list package versions: feed and catalogue.
public final class Catalogue {
    private Catalogue() {}

    /// Hands over each line's bytes, in order. False when the bucket has no such file.
    public static boolean read(Bucket bucket, Key key, Limits limits, Consumer<byte[]> line) throws IOException {
        var object = bucket.read(key);
        if (object.isEmpty()) {
            return false;
        }
        try (var open = object.get();
                var lines = new RsReader(open.stream(), limits)) {
            while (lines.next()) {
                line.accept(Arrays.copyOfRange(lines.bytes(), lines.offset(), lines.offset() + lines.length()));
            }
        }
        return true;
    }

    /// The package versions of a catalogue of our own, of which every line is one.
    ///
    /// @throws IOException when it is not there, or a line is none: what needs it must be built again
    public static List<PackageVersion> versions(Bucket bucket, Key key, Limits limits) throws IOException {
        var versions = new ArrayList<PackageVersion>();
        var damaged = new ArrayList<String>();
        var there = read(bucket, key, limits, line -> {
            switch (PackageVersion.read(line, 0)) {
                case PackageVersion.Line.Read(var version) -> versions.add(version);
                case PackageVersion.Line.Rejected(var refused) -> damaged.add(refused.detail());
            }
        });
        if (!there || !damaged.isEmpty()) {
            throw new IOException("the catalogue %s is %s: build the index again".formatted(key, there ? "damaged, " + damaged.getFirst() : "not there"));
        }
        return versions;
    }
}

package org.canonry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.bucket.ObjectInfo;

/// The whole way from the bucket to a committed snapshot, against unpacking the same files and nothing else.
record BuildRow(Prepared prepared, Home home, String heap) {
    private static final int WARM_UPS = 8;
    private static final int ROUNDS = 5;
    private static final double RATIO = 0.15;
    private static final double MEGABYTE = 1e6;

    /// Builds in a process of its own, several times.
    BuildTrial.Found run() throws IOException {
        var folder = home.data().resolve("trial");
        Prepared.delete(folder);
        copyBucket(Files.createDirectories(folder.resolve("bucket")));
        var result = folder.resolve("found.json");
        try {
            Child.run(Child.java(heap, BuildTrial.class, folder.resolve("bucket").toString(), folder.toString(), Integer.toString(WARM_UPS),
                    Integer.toString(ROUNDS), result.toString()));
            return BuildTrial.read(result);
        } finally {
            Prepared.delete(folder);
        }
    }

    /// A builder reads the feed, the catalogue, rs files and refusals; it must not find an index.
    private void copyBucket(Path target) throws IOException {
        try (var from = prepared.bucket();
                var to = LocalBucket.open(target)) {
            for (var prefix : List.of("rs/", "quarantine/", "feed.ndjson.gz", "pkgs.ndjson.gz")) {
                copy(from, to, prefix);
            }
        }
    }

    private static void copy(Bucket from, Bucket to, String prefix) throws IOException {
        try (var objects = from.list(prefix)) {
            for (var key : objects.map(ObjectInfo::key).toList()) {
                to.put(key, Content.of(whole(from, key)));
            }
        }
    }

    private static byte[] whole(Bucket from, Key key) throws IOException {
        return from.readAll(key, Integer.MAX_VALUE).orElseThrow();
    }

    static Measurement speed(BuildTrial.Found found) {
        var megabytes = found.bytes() / MEGABYTE;
        return new Measurement(
                Row.BUILD, "full build, 2 threads, gunzip to committed", "MB/s", rate(megabytes, found.buildSeconds()),
                "gunzip alone, 1 thread", rate(megabytes, found.gunzipSeconds()), Target.ratioAtLeast(RATIO),
                "both cores: Lucene, which inverts and flushes (a third), unpacking and parsing (a third), making documents, PostgreSQL's rows (a sixth each)")
                .with(details(found, megabytes));
    }

    private static Samples rate(double megabytes, List<Double> seconds) {
        var rates = new ArrayList<Double>(seconds.size());
        seconds.forEach(one -> rates.add(megabytes / one));
        return new Samples(rates);
    }

    private static Map<String, Double> details(BuildTrial.Found found, double megabytes) {
        var details = new LinkedHashMap<String, Double>();
        details.put("MB unpacked", megabytes);
        details.put("MB packed", found.packedBytes() / MEGABYTE);
        details.put("best MB/s", megabytes / new Samples(found.buildSeconds()).least());
        details.put("seconds", new Samples(found.buildSeconds()).median());
        details.put("core seconds", found.buildWork());
        details.put("core seconds of gunzip", found.gunzipWork());
        return details;
    }
}

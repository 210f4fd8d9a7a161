package org.canonry.indexbuilder.follow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.canonical.RsWriter;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// A bucket whose files a test writes line by line, the way this program does or the way another one does.
final class WrittenBucket {
    private static final String AT = "2024-05-06T07:08:09Z";

    private final Bucket bucket;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, List<String>> turns = new HashMap<>();

    WrittenBucket(Bucket bucket) {
        this.bucket = bucket;
    }

    /// Adds a package version with its resources, as the next event of the log.
    WrittenBucket with(String name, String version, String... resources) {
        return with(name, version, "{}", resources);
    }

    /// The same with dependencies, as a JSON object.
    WrittenBucket with(String name, String version, String dependencies, List<String> resources) {
        return with(name, version, dependencies, resources.toArray(String[]::new));
    }

    private WrittenBucket with(String name, String version, String dependencies, String[] resources) {
        var stem = name + "-" + version;
        lines.add("""
                {"name":"%s","version":"%s","fhirVersions":["4.0.1"],"dependencies":%s,"lsn":%d,"tgz":"-/%s.tgz"}"""
                .formatted(name, version, dependencies, lines.size() + 1, stem));
        put("rs/" + stem + ".ndjson.gz", members(List.of(resources)));
        return this;
    }

    /// Something happens to a package version, as the next event of the log.
    WrittenBucket turned(String name, String version, String event) {
        var its = "{\"name\":\"%s\",\"version\":\"%s\"".formatted(name, version);
        turns.computeIfAbsent(its, absent -> new ArrayList<>())
                .add("{\"lsn\":%d,\"event\":\"%s\",\"at\":\"%s\",\"message\":\"why\"}".formatted(lines.size() + 1, event, AT));
        lines.add("%s,\"fhirVersions\":[\"4.0.1\"],\"lsn\":%d,\"timestamp\":\"%s\",\"event\":\"%s\",\"message\":\"why\"}"
                .formatted(its, lines.size() + 1, AT, event));
        return this;
    }

    /// Writes feed and catalogue as this program does.
    WrittenBucket listed() {
        put("feed.ndjson.gz", members(lines));
        put("pkgs.ndjson.gz", members(catalogue()));
        return this;
    }

    private List<String> catalogue() {
        return lines.stream().filter(line -> !line.contains("\"event\":")).map(this::withStanding).toList();
    }

    private String withStanding(String line) {
        return turns.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> line.substring(0, line.length() - 1) + ",\"standing\":" + entry.getValue() + "}")
                .orElse(line);
    }

    /// Writes the feed without its first lines.
    WrittenBucket withFeedFrom(int line) {
        put("feed.ndjson.gz", members(lines.subList(line, lines.size())));
        return this;
    }

    /// Writes the catalogue as another program does: under another name, in one member, without lsn; and no feed.
    WrittenBucket listedByAnotherProgram() {
        var bare = lines.stream().map(line -> line.replaceAll("\"lsn\":\\d+,", "")).toList();
        put("pgks.ndjson.gz", oneMember(String.join("\n", bare) + "\n"));
        return this;
    }

    /// Overwrites a file with text in one gzip member.
    WrittenBucket file(String key, String text) {
        put(key, oneMember(text));
        return this;
    }

    /// Overwrites a file with bytes.
    WrittenBucket bytes(String key, byte[] bytes) {
        put(key, bytes);
        return this;
    }

    private void put(String key, byte[] bytes) {
        try {
            bucket.put(Key.of(key), Content.of(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] members(List<String> lines) {
        var file = new ByteArrayOutputStream();
        try (var writer = new RsWriter(file, Limits.defaults().with(Limit.RS_MEMBER_BYTES, 300))) {
            for (var line : lines) {
                writer.line(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static byte[] oneMember(String text) {
        var file = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(file)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}

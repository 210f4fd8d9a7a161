package org.canonry.storage.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.canonry.storage.packages.Manifest;
import org.canonry.storage.packages.ManifestRefused;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.Standing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A line of the catalogue or of the feed: package.json without nulls, and after it what the log adds, in place of members of the same names.
///
/// @param tgz key of the flat tarball, by which the catalogue is sorted
/// @param lsn null in a line of another program that tells none
/// @param standing what happened to the version since it came
/// @param json the line, without a line feed
record CatalogueLine(PackageId id, String tgz, @Nullable Long lsn, @Nullable String integrity, Standing standing, byte[] json) {
    /// In a line of the feed that tells of something else than a version that came: what, as a name of [LogEvent.Kind].
    static final String EVENT = "event";

    private static final String STANDING = "standing";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// What the log adds to package.json.
    private static final List<String> ADDED =
            List.of("lsn", "timestamp", "tgz", "rs", "integrity", "shasum", "size", STANDING, EVENT, "message");

    /// The line of a package version that came.
    static CatalogueLine of(LogEvent.Loaded event) {
        var json = event.manifest().deepCopy();
        ExactJson.dropNulls(json);
        removeAdded(json);
        var added = new LinkedHashMap<String, JsonNode>();
        added.put("lsn", NODES.numberNode(event.lsn()));
        added.put("timestamp", NODES.stringNode(event.at().toString()));
        added.put("tgz", NODES.stringNode(event.tarball()));
        added.put("rs", NODES.stringNode(event.resources()));
        added.put("integrity", NODES.stringNode(event.integrity()));
        added.put("shasum", NODES.stringNode(event.shasum()));
        added.put("size", NODES.numberNode(event.sizeBytes()));
        ExactJson.putLast(json, added);
        return new CatalogueLine(event.id(), event.tarball(), event.lsn(), event.integrity(), Standing.UNTOUCHED, ExactJson.line(json));
    }

    /// The same version with what happened to it.
    CatalogueLine with(Standing standing) {
        if (standing.turns().isEmpty()) {
            return this;
        }
        var json = members();
        ExactJson.putLast(json, Map.of(STANDING, standing.toJson()));
        return new CatalogueLine(id, tgz, lsn, integrity, standing, ExactJson.line(json));
    }

    /// The line of the feed for something that happened to the version: who does not know `event` finds the same version again.
    CatalogueLine turned(LogEvent.Turned event) {
        var json = members();
        json.remove(STANDING);
        var told = new LinkedHashMap<String, JsonNode>();
        told.put("lsn", NODES.numberNode(event.lsn()));
        told.put("timestamp", NODES.stringNode(event.at().toString()));
        told.put(EVENT, NODES.stringNode(event.event().name()));
        if (event.message() != null) {
            told.put("message", NODES.stringNode(event.message()));
        }
        ExactJson.putLast(json, told);
        return new CatalogueLine(id, tgz, event.lsn(), integrity, Standing.UNTOUCHED, ExactJson.line(json));
    }

    /// Reads a line that stands in the bucket. Empty when it names no package version.
    static Optional<CatalogueLine> read(byte[] line) {
        return switch (Manifest.read(line)) {
            case Manifest manifest -> Optional.of(of(manifest, line));
            case ManifestRefused refused -> Optional.empty();
        };
    }

    private static CatalogueLine of(Manifest manifest, byte[] line) {
        var json = manifest.raw();
        var lsn = json.path("lsn");
        return new CatalogueLine(
                manifest.id(), json.path("tgz").asString("-/" + manifest.id().stem() + ".tgz"), lsn.canConvertToLong() ? lsn.asLong() : null,
                json.path("integrity").isString() ? json.path("integrity").stringValue() : null,
                Standing.read(json.path(STANDING)), line);
    }

    /// All members.
    ObjectNode members() {
        return (ObjectNode) ExactJson.MAPPER.readTree(json);
    }

    /// Takes away what the log added.
    static void removeAdded(ObjectNode members) {
        members.remove(ADDED);
    }
}

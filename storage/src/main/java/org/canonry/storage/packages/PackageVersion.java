package org.canonry.storage.packages;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One published version of a package: what its `package.json` says, where the bucket holds it, and its place in the log. Immutable.
///
/// Its JSON form is a line of the catalogue (`pkgs.ndjson.gz`) and of the feed: the members of `package.json`, and `lsn`, `timestamp`, `tgz`, `rs`,
/// `integrity`, `shasum` and `size` beside them, and `standing` once something happened to it. A line that another program wrote may lack all of
/// these but `tgz`.
///
/// @param id name and version
/// @param lsn the event of the log that brought it
/// @param title null when package.json has none, as all that follow
/// @param canonical the package's own canonical base, as its author wrote it
/// @param fhirVersions as numbers, such as `4.0.1`; empty when package.json has none
/// @param publishedAt the date in package.json, else when it was taken in
/// @param takenInAt when the log says that it came; null when the bucket, written by another program, does not tell
/// @param tarball where it is, and its hashes
/// @param dependencies in the order of package.json
/// @param standing what happened to it since it came
public record PackageVersion(
        PackageId id,
        long lsn,
        @Nullable String title,
        @Nullable String description,
        @Nullable String canonical,
        @Nullable String url,
        @Nullable String homepage,
        @Nullable String license,
        @Nullable String author,
        @Nullable String type,
        List<String> fhirVersions,
        @Nullable Instant publishedAt,
        @Nullable Instant takenInAt,
        Tarball tarball,
        List<Dependency> dependencies,
        Standing standing) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Where the bucket holds the package, and the hashes of its tarball.
    ///
    /// @param key the tarball's key
    /// @param rsKey the key of its resources
    /// @param integrity `sha512-…`; null when the bucket, written by another program, does not tell, as the two that follow
    /// @param shasum SHA-1 in hexadecimal
    /// @param sizeBytes length of the tarball
    public record Tarball(
            String key, String rsKey, @Nullable String integrity, @Nullable String shasum, @Nullable Long sizeBytes) {
        private static final String SUFFIX = ".tgz";

        /// A tarball of which only its flat key `-/<stem>.tgz` is known.
        static Tarball at(String key) {
            var name = key.startsWith("-/") ? key.substring(2) : key;
            var stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
            return new Tarball(key, "rs/" + stem + ".ndjson.gz", null, null, null);
        }
    }

    /// What a manifest and the log say together.
    ///
    /// @param takenInAt when the log says that the package came; null when it does not
    public static PackageVersion of(Manifest manifest, long lsn, @Nullable Instant takenInAt, Tarball tarball) {
        return of(manifest, lsn, takenInAt, tarball, Standing.UNTOUCHED);
    }

    private static PackageVersion of(Manifest manifest, long lsn, @Nullable Instant takenInAt, Tarball tarball, Standing standing) {
        return new PackageVersion(
                manifest.id(), lsn,
                manifest.title().orElse(null), manifest.description().orElse(null), manifest.canonical().orElse(null),
                manifest.url().orElse(null), manifest.homepage().orElse(null), manifest.license().orElse(null),
                manifest.author().orElse(null), manifest.type().orElse(null), manifest.fhirVersions(),
                manifest.date().orElse(takenInAt), takenInAt, tarball, manifest.dependencies(), standing);
    }

    /// Reads a line of a catalogue or feed.
    ///
    /// @param absentLsn the lsn of a line that tells none
    public static Line read(byte[] line, long absentLsn) {
        return switch (Manifest.read(line)) {
            case Manifest manifest -> new Line.Read(read(manifest, absentLsn));
            case ManifestRefused refused -> new Line.Rejected(refused);
        };
    }

    /// Reads a line of a feed, which tells of versions that came and of what happened to them since.
    ///
    /// @param absentLsn the lsn of a line that tells none
    public static FeedLine readFeed(byte[] line, long absentLsn) {
        return switch (Manifest.read(line)) {
            case Manifest manifest -> Standing.readTurn(manifest.raw())
                    .<FeedLine>map(turn -> new FeedLine.Turned(manifest.id(), turn))
                    .orElseGet(() -> new FeedLine.Came(new Line.Read(read(manifest, absentLsn))));
            case ManifestRefused refused -> new FeedLine.Came(new Line.Rejected(refused));
        };
    }

    private static PackageVersion read(Manifest manifest, long absentLsn) {
        var json = manifest.raw();
        var flat = Tarball.at(json.path("tgz").asString("-/" + manifest.id().stem() + Tarball.SUFFIX));
        var tarball = new Tarball(
                flat.key(), json.path("rs").asString(flat.rsKey()), text(json, "integrity"), text(json, "shasum"),
                json.path("size").isNumber() ? json.path("size").asLong() : null);
        return of(manifest, json.path("lsn").asLong(absentLsn), instant(text(json, "timestamp")), tarball, Standing.read(json.path("standing")));
    }

    /// The same at another place in the log.
    public PackageVersion withLsn(long lsn) {
        return with(lsn, standing);
    }

    /// The same with another history.
    public PackageVersion withStanding(Standing standing) {
        return with(lsn, standing);
    }

    private PackageVersion with(long lsn, Standing standing) {
        return new PackageVersion(
                id, lsn, title, description, canonical, url, homepage, license, author, type, fhirVersions, publishedAt, takenInAt, tarball,
                dependencies, standing);
    }

    /// The line as this program keeps it: only what the record holds.
    public byte[] toJson() {
        var json = JSON.createObjectNode().put("name", id.name().text()).put("version", id.version().text());
        put(json, "title", title);
        put(json, "description", description);
        put(json, "canonical", canonical);
        put(json, "url", url);
        put(json, "homepage", homepage);
        put(json, "license", license);
        put(json, "author", author);
        put(json, "type", type);
        put(json, "date", publishedAt == null ? null : publishedAt.toString());
        fhirVersions.forEach(json.putArray("fhirVersions")::add);
        var requirements = json.putObject("dependencies");
        dependencies.forEach(dependency -> requirements.put(dependency.name(), dependency.requirement()));
        put(json, "timestamp", takenInAt == null ? null : takenInAt.toString());
        json.put("lsn", lsn).put("tgz", tarball.key).put("rs", tarball.rsKey);
        put(json, "integrity", tarball.integrity);
        put(json, "shasum", tarball.shasum);
        if (tarball.sizeBytes != null) {
            json.put("size", tarball.sizeBytes);
        }
        if (!standing.turns().isEmpty()) {
            json.set("standing", standing.toJson());
        }
        return JSON.writeValueAsBytes(json);
    }

    private static void put(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).isString() ? json.path(field).stringValue() : null;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /// What a line of a catalogue or feed turned out to be.
    public sealed interface Line {
        /// A package version.
        record Read(PackageVersion version) implements Line {}

        /// No package version, and why.
        record Rejected(ManifestRefused refused) implements Line {}
    }

    /// What a line of a feed tells.
    public sealed interface FeedLine {
        /// What a line of a catalogue tells, too.
        record Came(Line line) implements FeedLine {}

        /// Something that happened to a package version.
        record Turned(PackageId id, Standing.Turn turn) implements FeedLine {}
    }
}

package org.canonry.storage.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Manifest;
import org.canonry.storage.packages.PackageId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// One event of the log: an immutable object in the bucket, whose key is its number.
///
/// @param lsn log sequence number, from 1, without gaps
/// @param event what happened
/// @param name package
/// @param version version of the package
/// @param at when
/// @param tarball key of the flat tarball
/// @param resources key of the rs file
/// @param integrity `sha512-…`
/// @param shasum SHA-1 in hexadecimal
/// @param sizeBytes length of the tarball
/// @param files what became of the tarball's files
/// @param refused files of the tarball that could not be read
/// @param manifest package.json as it was read, so that every view can be written again from the log alone; not to be changed
public record LogEvent(
        long lsn,
        Kind event,
        String name,
        String version,
        Instant at,
        String tarball,
        String resources,
        String integrity,
        String shasum,
        long sizeBytes,
        Files files,
        List<Quarantined> refused,
        ObjectNode manifest) {
    /// What can happen to a package version.
    public enum Kind {
        LOADED,
        WITHDRAWN,
        RESTORED,
        DEPRECATED
    }

    /// What became of a tarball's files: the first three add up to all that are called `.json` and are not of the fourth kind.
    ///
    /// @param lines files that became a line of the rs file
    /// @param others JSON without resourceType or without url
    /// @param refused files that could not be read
    /// @param appleDouble `._` companions of macOS, whatever they are called further; they hold no content
    public record Files(int lines, int others, int refused, int appleDouble) {}

    /// The package version that the event is about.
    public PackageId id() {
        return PackageId.of(name, version);
    }

    /// A package version that came.
    static LogEvent loaded(long lsn, Instant at, Manifest manifest, String stem, Hashes hashes, ResourceLines lines) {
        var id = manifest.id();
        return new LogEvent(
                lsn, Kind.LOADED, id.name().text(), id.version().text(), at,
                Layout.flatTarball(stem).text(), Layout.resources(stem).text(),
                hashes.integrity(), hashes.shasum(), hashes.sizeBytes(),
                lines.files(), lines.refused(), manifest.raw());
    }

    /// As the bucket keeps it.
    public byte[] toJson() {
        return ExactJson.pretty(this);
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws JacksonException when it is something else
    public static LogEvent read(byte[] json) {
        return ExactJson.MAPPER.readValue(json, LogEvent.class);
    }

    /// Reads an event of a bucket's log. Empty when the log does not reach that far.
    ///
    /// @throws IOException when it cannot be read, or is no event of that number
    public static Optional<LogEvent> read(Bucket bucket, long lsn, Limits limits) throws IOException {
        var key = Layout.event(lsn);
        var json = bucket.readAll(key, limits.intOf(Limit.EVENT_BYTES));
        try {
            return json.map(LogEvent::read).map(event -> event.requireLsn(lsn));
        } catch (JacksonException | IllegalStateException e) {
            throw new IOException("%s is no event of the log: %s".formatted(key, e.getMessage()), e);
        }
    }

    private LogEvent requireLsn(long expected) {
        if (lsn != expected) {
            throw new IllegalStateException("its lsn is " + lsn);
        }
        return this;
    }
}

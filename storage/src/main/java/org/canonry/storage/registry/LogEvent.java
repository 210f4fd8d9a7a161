package org.canonry.storage.registry;

import java.time.Instant;
import java.util.List;
import org.canonry.storage.packages.PackageId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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
        List<Quarantined> refused) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What can happen to a package version.
    public enum Kind {
        LOADED,
        WITHDRAWN,
        RESTORED,
        DEPRECATED
    }

    /// What became of a tarball's JSON files: the four add up to all of them.
    ///
    /// @param lines files that became a line of the rs file
    /// @param others files without resourceType or without url
    /// @param refused files that could not be read
    /// @param appleDouble `._` files of macOS, which hold no content
    public record Files(int lines, int others, int refused, int appleDouble) {}

    /// The package version that the event is about.
    public PackageId id() {
        return PackageId.of(name, version);
    }

    /// As the bucket keeps it.
    public byte[] toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws JacksonException when it is something else
    public static LogEvent read(byte[] json) {
        return JSON.readValue(json, LogEvent.class);
    }

}

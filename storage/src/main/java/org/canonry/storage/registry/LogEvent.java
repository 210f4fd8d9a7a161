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
import org.canonry.storage.packages.Standing;
import org.canonry.storage.packages.Standing.Turn;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// One event of the log: an immutable object in the bucket, whose key is its number.
public sealed interface LogEvent {
    /// Log sequence number, from 1, without gaps.
    long lsn();

    /// What happened.
    Kind event();

    /// Name of the package.
    String name();

    /// Version of the package.
    String version();

    /// When it happened.
    Instant at();

    /// The package version that the event is about.
    default PackageId id() {
        return PackageId.of(name(), version());
    }

    /// As the bucket keeps it.
    default byte[] toJson() {
        return ExactJson.pretty(this);
    }

    /// What can happen to a package version.
    enum Kind {
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
    record Files(int lines, int others, int refused, int appleDouble) {}

    /// A package version came.
    ///
    /// @param event always `LOADED`
    /// @param tarball key of the flat tarball
    /// @param resources key of the rs file
    /// @param integrity `sha512-…`
    /// @param shasum SHA-1 in hexadecimal
    /// @param sizeBytes length of the tarball
    /// @param files what became of the tarball's files
    /// @param refused files of the tarball that could not be read
    /// @param manifest package.json as it was read, so that every view can be written again from the log alone; not to be changed
    record Loaded(
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
            ObjectNode manifest)
            implements LogEvent {
        static Loaded of(long lsn, Instant at, Manifest manifest, String stem, Hashes hashes, ResourceLines lines) {
            var id = manifest.id();
            return new Loaded(
                    lsn, Kind.LOADED, id.name().text(), id.version().text(), at,
                    Layout.flatTarball(stem).text(), Layout.resources(stem).text(),
                    hashes.integrity(), hashes.shasum(), hashes.sizeBytes(),
                    lines.files(), lines.refused(), manifest.raw());
        }
    }

    /// Something happened to a package version that is there.
    ///
    /// @param event anything but `LOADED`
    /// @param message why, in the words of whoever did it; null when nothing was said
    record Turned(long lsn, Kind event, String name, String version, Instant at, @Nullable String message) implements LogEvent {
        static Turned of(PackageId id, Turn turn, Instant at) {
            return new Turned(turn.lsn(), kind(turn), id.name().text(), id.version().text(), at, turn.message());
        }

        private static Kind kind(Turn turn) {
            return switch (turn.kind()) {
                case WITHDRAWN -> Kind.WITHDRAWN;
                case RESTORED -> Kind.RESTORED;
                case DEPRECATED -> Kind.DEPRECATED;
            };
        }

        /// The same as the package version's own history has it.
        Turn turn() {
            return new Turn(lsn, Standing.Kind.valueOf(event.name()), at, message);
        }
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws JacksonException when it is something else
    static LogEvent read(byte[] json) {
        var event = ExactJson.MAPPER.readTree(json);
        var kind = event.path("event").asString("").equals(Kind.LOADED.name()) ? Loaded.class.asSubclass(LogEvent.class) : Turned.class;
        return ExactJson.MAPPER.treeToValue(event, kind);
    }

    /// Reads an event of a bucket's log. Empty when the log does not reach that far.
    ///
    /// @throws IOException when it cannot be read, or is no event of that number
    static Optional<LogEvent> read(Bucket bucket, long lsn, Limits limits) throws IOException {
        var key = Layout.event(lsn);
        var json = bucket.readAll(key, limits.intOf(Limit.EVENT_BYTES));
        try {
            return json.map(LogEvent::read).map(event -> event.requireLsn(lsn));
        } catch (JacksonException | IllegalStateException e) {
            throw new IOException("%s is no event of the log: %s".formatted(key, e.getMessage()), e);
        }
    }

    private LogEvent requireLsn(long expected) {
        if (lsn() != expected) {
            throw new IllegalStateException("its lsn is " + lsn());
        }
        return this;
    }
}

package org.canonry.indexbuilder.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.CanonicalLine;
import org.canonry.storage.canonical.CanonicalParser;
import org.canonry.storage.canonical.DamagedGzip;
import org.canonry.storage.canonical.LineProblem;
import org.canonry.storage.canonical.LineRejected;
import org.canonry.storage.canonical.RsReader;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.LogEvent;
import org.canonry.storage.registry.Quarantined;
import org.jspecify.annotations.Nullable;

/// Reads the rs files of package versions, one after the other.
///
/// Not thread-safe; one a thread, for it has room for the longest line and knows the names of properties better the more it has read.
final class PackageReader {
    /// The rs file is listed but not there.
    private static final String RESOURCES_MISSING = "RESOURCES_MISSING";

    /// The rs file is no gzip, or ends too early.
    private static final String RESOURCES_DAMAGED = "RESOURCES_DAMAGED";

    private final Bucket bucket;
    private final Limits limits;
    private final CanonicalParser parser;
    private final RsReader.Room room = new RsReader.Room();

    PackageReader(Bucket bucket, Limits limits) {
        this.bucket = bucket;
        this.limits = limits;
        this.parser = new CanonicalParser(limits);
    }

    /// Reads the rs file of `version`. A bad line costs itself, a damaged file what follows the damage; neither is an error.
    ///
    /// @throws IOException when the bucket cannot be read: trying again may help
    PackageLines read(PackageVersion version) throws IOException {
        var reading = new Reading(version);
        var object = bucket.read(Key.of(version.tarball().rsKey()));
        if (object.isEmpty()) {
            reading.reject(null, RESOURCES_MISSING, "the bucket lists this version but has no resources of it: take it in again");
        } else {
            try (var open = object.get();
                    var lines = new RsReader(open.stream(), limits, room)) {
                reading.all(lines);
            }
        }
        reading.refused(LogEvent.read(bucket, version.lsn(), limits));
        return reading.result();
    }

    private final class Reading {
        private final PackageVersion version;
        private final List<FhirRelease> releases;
        private final List<CanonicalLine> lines = new ArrayList<>();
        private final List<Quarantined> quarantined = new ArrayList<>();
        private final Set<String> filenames = new HashSet<>();
        private long lineCount;

        Reading(PackageVersion version) {
            this.version = version;
            this.releases = version.fhirVersions().stream().flatMap(number -> FhirRelease.of(number).stream()).toList();
        }

        void all(RsReader file) throws IOException {
            try {
                while (file.next()) {
                    lineCount++;
                    one(file);
                }
            } catch (DamagedGzip e) {
                reject(file.lineNumber() + 1, RESOURCES_DAMAGED, e.getMessage() + ": take the package in again");
            }
        }

        /// What was refused already when the package was taken in, where the bucket has our log.
        void refused(Optional<LogEvent> event) {
            if (event.orElse(null) instanceof LogEvent.Loaded loaded && loaded.id().equals(version.id())) {
                quarantined.addAll(loaded.refused());
            }
        }

        private void one(RsReader file) {
            if (file.tooLong()) {
                reject(file.lineNumber(), new LineRejected(
                        LineProblem.LINE_TOO_LONG, "the line is longer than " + limits.describe(Limit.LINE_BYTES)));
                return;
            }
            switch (parser.parse(file.bytes(), file.offset(), file.length(), releases)) {
                case Canonical canonical -> keep(file, canonical);
                case LineRejected rejected -> reject(file.lineNumber(), rejected);
            }
        }

        private void keep(RsReader file, Canonical canonical) {
            if (filenames.add(canonical.filename())) {
                lines.add(new CanonicalLine(file.lineNumber(), file.location(), canonical));
            } else {
                reject(file.lineNumber(), new LineRejected(
                        LineProblem.DUPLICATE_FILE, "an earlier line has the file name " + canonical.filename()));
            }
        }

        private void reject(long line, LineRejected rejected) {
            reject(line, rejected.problem().name(), rejected.detail());
        }

        void reject(@Nullable Long line, String reason, String detail) {
            quarantined.add(new Quarantined(
                    version.tarball().rsKey(),
                    version.id().name().text(),
                    version.id().version().text(),
                    line,
                    reason,
                    detail));
        }

        PackageLines result() {
            return new PackageLines(version, List.copyOf(lines), List.copyOf(quarantined), lineCount);
        }
    }
}

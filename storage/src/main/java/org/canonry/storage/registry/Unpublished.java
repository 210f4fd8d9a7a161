package org.canonry.storage.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.canonry.storage.archive.Tarball;
import org.canonry.storage.archive.TarballRefused;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.canonical.Canonical;
import org.canonry.storage.canonical.CanonicalParser;
import org.canonry.storage.canonical.LineRejected;
import org.canonry.storage.canonical.RsReader;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.Manifest;
import org.canonry.storage.packages.ManifestRefused;

/// A package that is read without being taken in: what taking it in would make of it.
public sealed interface Unpublished {
    /// A package.
    ///
    /// @param canonicals its resources with a url, in the order of the tarball
    /// @param refused files that could not be read
    record Read(Manifest manifest, List<Canonical> canonicals, List<Quarantined> refused) implements Unpublished {}

    /// No package.
    ///
    /// @param reason stable code, as in quarantine
    /// @param detail in words, with what to do next
    record Refused(String reason, String detail) implements Unpublished {}

    /// Reads a tarball under all limits that hold for taking one in. Writes a temporary file and removes it again.
    ///
    /// @throws IOException when the content cannot be read: that says nothing about the package
    static Unpublished read(Content tarball, Limits limits) throws IOException {
        return switch (Tarball.inspect(tarball, limits)) {
            case TarballRefused(var problem, var detail) -> new Refused(problem.name(), detail);
            case Tarball sound -> read(sound, limits);
        };
    }

    private static Unpublished read(Tarball tarball, Limits limits) throws IOException {
        return switch (Manifest.read(tarball.manifest(), limits)) {
            case ManifestRefused(var problem, var detail) ->
                new Refused(problem.name(), "%s/package.json: %s".formatted(tarball.root(), detail));
            case Manifest manifest -> read(tarball, manifest, limits);
        };
    }

    private static Read read(Tarball tarball, Manifest manifest, Limits limits) throws IOException {
        var scratch = Files.createTempFile("canonry-", ".ndjson.gz");
        try {
            var refused = new ArrayList<>(ResourceLines.write(tarball, manifest, scratch, limits).refused());
            return new Read(manifest, canonicals(scratch, manifest, limits, refused), List.copyOf(refused));
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static List<Canonical> canonicals(Path rs, Manifest manifest, Limits limits, List<Quarantined> refused) throws IOException {
        var releases = manifest.fhirVersions().stream().flatMap(number -> FhirRelease.of(number).stream()).toList();
        var id = manifest.id();
        var parser = new CanonicalParser(limits);
        var canonicals = new ArrayList<Canonical>();
        try (var lines = new RsReader(Files.newInputStream(rs), limits)) {
            while (lines.next()) {
                switch (parser.parse(lines.bytes(), lines.offset(), lines.length(), releases)) {
                    case Canonical canonical -> canonicals.add(canonical);
                    case LineRejected(var problem, var detail) -> refused.add(new Quarantined(
                            "%s.ndjson".formatted(id.stem()), id.name().text(), id.version().text(), lines.lineNumber(), problem.name(), detail));
                }
            }
        }
        return List.copyOf(canonicals);
    }
}

package org.canonry.storage.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.canonry.storage.packages.Manifest;
import org.canonry.storage.packages.ManifestRefused;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What npm and FHIR clients are told of one package: all versions that they can deal with, tags and times.
///
/// Source: npm's registry API ("Package Metadata"). The members of the latest version stand at the top, as in other FHIR registries, and `_lsn` tells
/// up to which event of the log it is complete.
final class Packument {
    static final String LSN = "_lsn";

    /// What npm writes where a date says nothing.
    private static final Instant UNDATED = Instant.parse("1985-10-26T08:15:00Z");

    private Packument() {}

    /// @param lines all versions of the package, one at least
    static ObjectNode of(PackageName name, Collection<CatalogueLine> lines, String base) {
        var versions = new TreeMap<Version, CatalogueLine>(Comparator.reverseOrder());
        lines.forEach(line -> versions.put(line.id().version(), line));
        // npm crashes on a version that is not semantic; such a version has its own document all the same.
        var listed = versions.keySet().stream().filter(Version::isSemver).toList();
        // Listed, so that who names its exact version gets it; a tag never stands for it.
        var standing = listed.stream().filter(version -> Objects.requireNonNull(versions.get(version)).standing().withdrawal().isEmpty()).toList();
        var latest = latest(standing);
        var packument = VersionDocument.of(Objects.requireNonNull(versions.get(latest.orElse(versions.firstKey()))), base);
        VersionDocument.removeWarnings(packument);
        ExactJson.putLast(packument, Map.of("_id", JsonNodeFactory.instance.stringNode(name.text())));
        var last = new LinkedHashMap<String, JsonNode>();
        last.put(LSN, JsonNodeFactory.instance.numberNode(lastLsn(lines)));
        last.put("dist-tags", tags(standing, latest));
        last.put("versions", documents(listed, versions, base));
        last.put("time", times(listed, versions));
        ExactJson.putLast(packument, last);
        return packument;
    }

    /// The event that a packument in the bucket, or the document of a version, is complete up to; 0 for a version to which nothing happened.
    static long lsn(byte[] packument) {
        return ExactJson.MAPPER.readTree(packument).path(LSN).asLong(0);
    }

    private static long lastLsn(Collection<CatalogueLine> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.lsn(), (Long) line.standing().lsn()))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /// The highest release; the highest of all where there is no release.
    private static Optional<Version> latest(List<Version> descending) {
        return descending.stream().filter(Version::isRelease).findFirst().or(() -> descending.stream().findFirst());
    }

    private static ObjectNode tags(List<Version> descending, Optional<Version> latest) {
        var tags = JsonNodeFactory.instance.objectNode();
        latest.ifPresent(version -> tags.put("latest", version.text()));
        descending.stream()
                .filter(version -> !version.isRelease())
                .findFirst()
                .filter(version -> latest.isPresent() && version.compareTo(latest.get()) > 0)
                .ifPresent(version -> tags.put("next", version.text()));
        return tags;
    }

    private static ObjectNode documents(List<Version> listed, Map<Version, CatalogueLine> versions, String base) {
        var documents = JsonNodeFactory.instance.objectNode();
        listed.forEach(version -> documents.set(version.text(), VersionDocument.of(Objects.requireNonNull(versions.get(version)), base)));
        return documents;
    }

    /// Yarn, pnpm and npm look here for how old a version is, and some refuse one of the last few days. What counts is the day that its author wrote
    /// into it: that a mirror has it since today does not make it new.
    private static ObjectNode times(List<Version> listed, Map<Version, CatalogueLine> versions) {
        var byVersion = new LinkedHashMap<String, Instant>();
        listed.forEach(version -> byVersion.put(version.text(), published(Objects.requireNonNull(versions.get(version)))));
        var times = JsonNodeFactory.instance.objectNode();
        byVersion.values().stream().min(Comparator.naturalOrder()).ifPresent(first -> times.put("created", first.toString()));
        modified(versions.values(), byVersion.values()).ifPresent(last -> times.put("modified", last.toString()));
        byVersion.forEach((version, time) -> times.put(version, time.toString()));
        return times;
    }

    /// A day to come is a slip of its author's. Core packages have no day at all, and are no less old for that.
    private static Instant published(CatalogueLine line) {
        return switch (Manifest.read(line.json())) {
            case Manifest manifest -> manifest.date().map(date -> earlier(date, takenIn(line))).orElse(UNDATED);
            case ManifestRefused refused -> UNDATED;
        };
    }

    private static Instant earlier(Instant published, Optional<Instant> takenIn) {
        return takenIn.filter(published::isAfter).orElse(published);
    }

    /// The last time that the package changed here.
    private static Optional<Instant> modified(Collection<CatalogueLine> lines, Collection<Instant> published) {
        return Stream.of(lines.stream().map(Packument::takenIn).flatMap(Optional::stream), turned(lines), published.stream())
                .flatMap(times -> times)
                .max(Comparator.naturalOrder());
    }

    private static Stream<Instant> turned(Collection<CatalogueLine> lines) {
        return lines.stream().flatMap(line -> line.standing().turns().stream()).flatMap(turn -> Stream.ofNullable(turn.at()));
    }

    private static Optional<Instant> takenIn(CatalogueLine line) {
        return PackageVersion.read(line.json(), 0) instanceof PackageVersion.Line.Read(var version)
                ? Optional.ofNullable(version.takenInAt())
                : Optional.empty();
    }
}

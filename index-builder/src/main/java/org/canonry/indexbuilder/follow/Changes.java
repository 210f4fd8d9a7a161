package org.canonry.indexbuilder.follow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.ManifestRefused;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.registry.Catalogue;
import org.canonry.storage.registry.Layout;
import org.canonry.storage.registry.Quarantined;

/// The package versions that came to a bucket after an lsn.
///
/// @param versions in the order of their lsn
/// @param quarantined lines of feed or catalogue that name no package version
public record Changes(List<PackageVersion> versions, List<Quarantined> quarantined) {
    private static final long NO_LSN = Long.MIN_VALUE;

    /// Finds what came after `lsn`: by the feed when it reaches back that far without a gap, else by the catalogue.
    ///
    /// @param known the package versions up to `lsn`: the same again under a later lsn is no change, for versions are immutable
    public static Changes since(long lsn, Set<PackageId> known, Bucket bucket, Limits limits) throws IOException {
        var feed = Listing.read(bucket, Layout.FEED, limits);
        if (feed.reaches(lsn)) {
            return feed.after(lsn, known);
        }
        var catalogue = Listing.read(bucket, Layout.CATALOGUE, limits);
        if (catalogue.isAbsent()) {
            catalogue = Listing.read(bucket, Layout.CATALOGUE_MISSPELT, limits);
        }
        return catalogue.isAbsent() ? feed.numbered(lsn, known) : catalogue.withNumbersOf(feed).numbered(lsn, known);
    }

    /// The lines of a feed or a catalogue; of several that name the same package version the first counts.
    private record Listing(boolean isAbsent, Map<PackageId, PackageVersion> versions, List<Quarantined> quarantined) {

        static Listing read(Bucket bucket, Key key, Limits limits) throws IOException {
            var versions = new LinkedHashMap<PackageId, PackageVersion>();
            var quarantined = new ArrayList<Quarantined>();
            var line = new long[1];
            var there = Catalogue.read(bucket, key, limits, bytes -> {
                line[0]++;
                switch (PackageVersion.read(bytes, NO_LSN)) {
                    case PackageVersion.Line.Read(var version) -> versions.putIfAbsent(version.id(), version);
                    case PackageVersion.Line.Rejected(var refused) -> quarantined.add(rejected(key, line[0], refused));
                }
            });
            return new Listing(!there, versions, quarantined);
        }

        private static Quarantined rejected(Key key, long line, ManifestRefused refused) {
            return new Quarantined(key.toString(), null, null, line, refused.problem().name(), refused.detail());
        }

        /// Whether every event after `lsn` is here: there are some, each has its number, and none is missing between.
        boolean reaches(long lsn) {
            var numbers = versions.values().stream().mapToLong(PackageVersion::lsn).filter(number -> number > lsn || number == NO_LSN)
                    .sorted().toArray();
            if (numbers.length == 0) {
                return versions.values().stream().anyMatch(version -> version.lsn() == lsn);
            }
            return lsn >= 0 && numbers[0] == lsn + 1 && numbers[numbers.length - 1] == lsn + numbers.length;
        }

        Changes after(long lsn, Set<PackageId> known) {
            return new Changes(
                    versions.values().stream()
                            .filter(version -> version.lsn() > lsn && !known.contains(version.id()))
                            .sorted(Comparator.comparingLong(PackageVersion::lsn))
                            .toList(),
                    quarantined);
        }

        Listing withNumbersOf(Listing feed) {
            var numbered = new LinkedHashMap<PackageId, PackageVersion>();
            versions.forEach((id, version) -> numbered.put(id, version.lsn() == NO_LSN ? feed.versions.getOrDefault(id, version) : version));
            feed.versions.forEach(numbered::putIfAbsent);
            var both = new ArrayList<>(quarantined);
            both.addAll(feed.quarantined);
            return new Listing(false, numbered, both);
        }

        /// All that is not known, each with a number after `lsn`: its own where that keeps the order, else the next free one. Those without a
        /// number come first, in the catalogue's order, since a feed tells the numbers of the latest.
        Changes numbered(long lsn, Set<PackageId> known) {
            var fresh = versions.values().stream().filter(version -> !known.contains(version.id()))
                    .sorted(Comparator.comparingLong(PackageVersion::lsn)).toList();
            var numbered = new ArrayList<PackageVersion>(fresh.size());
            var last = lsn;
            for (var version : fresh) {
                last = Math.max(last + 1, version.lsn());
                numbered.add(version.withLsn(last));
            }
            return new Changes(numbered, quarantined);
        }
    }
}

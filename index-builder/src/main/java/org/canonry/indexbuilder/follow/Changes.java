package org.canonry.indexbuilder.follow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.ManifestRefused;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageVersion.FeedLine;
import org.canonry.storage.packages.PackageVersion.Line;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Standing.Turn;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.registry.Catalogue;
import org.canonry.storage.registry.Layout;
import org.canonry.storage.registry.Quarantined;
import org.jspecify.annotations.Nullable;

/// What happened in a bucket after an lsn.
///
/// @param versions that came, in the order of their lsn, each with what happened to it since
/// @param turns what happened to versions that are known, in the order of the lsn
/// @param quarantined lines of feed or catalogue that name no package version
public record Changes(List<PackageVersion> versions, Map<PackageId, List<Turn>> turns, List<Quarantined> quarantined) {
    private static final long NO_LSN = Long.MIN_VALUE;

    /// Finds what happened after `lsn`: by the feed when it reaches back that far without a gap, else by the catalogue.
    ///
    /// @param known the package versions up to `lsn`: the same again under a later lsn is no change, for versions are immutable
    public static Changes since(long lsn, Map<PackageId, PackageVersion> known, Bucket bucket, Limits limits) throws IOException {
        var feed = Listing.feed(bucket, limits);
        if (feed.reaches(lsn)) {
            return feed.after(lsn, known);
        }
        var catalogue = Listing.read(bucket, Layout.CATALOGUE, limits);
        if (catalogue.isAbsent()) {
            catalogue = Listing.read(bucket, Layout.CATALOGUE_MISSPELT, limits);
        }
        return catalogue.isAbsent() ? feed.numbered(lsn, known) : catalogue.withNumbersOf(feed).numbered(lsn, known);
    }

    /// The last event that is here; `none` when there is no event.
    public long lsn(long none) {
        return LongStream.concat(
                        versions.stream().mapToLong(version -> Math.max(version.lsn(), version.standing().lsn())),
                        turns.values().stream().flatMap(List::stream).mapToLong(Turn::lsn))
                .max()
                .orElse(none);
    }

    /// One event: a version came when `turn` is null, else that happened to it.
    private record Event(long lsn, PackageVersion version, @Nullable Turn turn) {}

    /// The lines of a feed or a catalogue; of several that name the same package version the first counts.
    ///
    /// @param versions with what the list tells of each
    /// @param turned what a feed tells beside versions that came
    private record Listing(boolean isAbsent, Map<PackageId, PackageVersion> versions, List<FeedLine.Turned> turned, List<Quarantined> quarantined) {

        static Listing feed(Bucket bucket, Limits limits) throws IOException {
            var feed = read(bucket, Layout.FEED, limits);
            feed.turned.forEach(line -> feed.versions.computeIfPresent(
                    line.id(), (id, version) -> version.withStanding(version.standing().and(List.of(line.turn())))));
            return feed;
        }

        static Listing read(Bucket bucket, Key key, Limits limits) throws IOException {
            var versions = new LinkedHashMap<PackageId, PackageVersion>();
            var turned = new ArrayList<FeedLine.Turned>();
            var quarantined = new ArrayList<Quarantined>();
            var line = new long[1];
            var there = Catalogue.read(bucket, key, limits, bytes -> {
                line[0]++;
                switch (key.equals(Layout.FEED) ? PackageVersion.readFeed(bytes, NO_LSN) : new FeedLine.Came(PackageVersion.read(bytes, NO_LSN))) {
                    case FeedLine.Came(Line.Read(var version)) -> versions.putIfAbsent(version.id(), version);
                    case FeedLine.Came(Line.Rejected(var refused)) -> quarantined.add(rejected(key, line[0], refused));
                    case FeedLine.Turned one -> turned.add(one);
                }
            });
            return new Listing(!there, versions, turned, quarantined);
        }

        private static Quarantined rejected(Key key, long line, ManifestRefused refused) {
            return new Quarantined(key.toString(), null, null, line, refused.problem().name(), refused.detail());
        }

        private LongStream numbers() {
            return LongStream.concat(
                    versions.values().stream().mapToLong(PackageVersion::lsn), turned.stream().mapToLong(line -> line.turn().lsn()));
        }

        /// Whether every event after `lsn` is here: there are some, each has its number, and none is missing between.
        boolean reaches(long lsn) {
            var numbers = numbers().filter(number -> number > lsn || number == NO_LSN).sorted().toArray();
            if (numbers.length == 0) {
                return numbers().anyMatch(number -> number == lsn);
            }
            return lsn >= 0 && numbers[0] == lsn + 1 && numbers[numbers.length - 1] == lsn + numbers.length;
        }

        Changes after(long lsn, Map<PackageId, PackageVersion> known) {
            var turns = turned.stream()
                    .filter(line -> line.turn().lsn() > lsn && known.containsKey(line.id()))
                    .sorted(Comparator.comparingLong(line -> line.turn().lsn()))
                    .collect(groupingBy(FeedLine.Turned::id, mapping(FeedLine.Turned::turn, toList())));
            return new Changes(
                    versions.values().stream()
                            .filter(version -> version.lsn() > lsn && !known.containsKey(version.id()))
                            .sorted(Comparator.comparingLong(PackageVersion::lsn))
                            .toList(),
                    turns,
                    quarantined);
        }

        Listing withNumbersOf(Listing feed) {
            var numbered = new LinkedHashMap<PackageId, PackageVersion>();
            versions.forEach((id, version) -> numbered.put(id, version.lsn() == NO_LSN ? feed.versions.getOrDefault(id, version) : version));
            feed.versions.forEach(numbered::putIfAbsent);
            var both = new ArrayList<>(quarantined);
            both.addAll(feed.quarantined);
            return new Listing(false, numbered, feed.turned, both);
        }

        /// All that is not known, each with a number after `lsn`: its own where that keeps the order, else the next free one. Versions without a
        /// number come first, in the catalogue's order, since a feed tells the numbers of the latest.
        Changes numbered(long lsn, Map<PackageId, PackageVersion> known) {
            var came = new LinkedHashMap<PackageId, PackageVersion>();
            var turns = new LinkedHashMap<PackageId, List<Turn>>();
            var last = lsn;
            for (var event : events(known)) {
                last = Math.max(last + 1, event.lsn);
                var id = event.version.id();
                if (event.turn == null) {
                    came.put(id, event.version.withLsn(last).withStanding(Standing.UNTOUCHED));
                } else {
                    turns.computeIfAbsent(id, absent -> new ArrayList<>()).add(event.turn.withLsn(last));
                }
            }
            came.replaceAll((id, version) -> version.withStanding(version.standing().and(turns.getOrDefault(id, List.of()))));
            turns.keySet().removeAll(came.keySet());
            return new Changes(List.copyOf(came.values()), turns, quarantined);
        }

        /// What is not known, in the order of the log. What happened to a version is known when as much of it is.
        private List<Event> events(Map<PackageId, PackageVersion> known) {
            var events = new ArrayList<Event>();
            for (var version : versions.values()) {
                var before = known.get(version.id());
                if (before == null) {
                    events.add(new Event(version.lsn(), version, null));
                }
                version.standing().turns().stream()
                        .skip(before == null ? 0 : before.standing().turns().size())
                        .forEach(turn -> events.add(new Event(turn.lsn(), version, turn)));
            }
            events.sort(Comparator.comparingLong(Event::lsn));
            return events;
        }
    }
}

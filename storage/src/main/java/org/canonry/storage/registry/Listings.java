package org.canonry.storage.registry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Generation;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.bucket.ObjectInfo;
import org.canonry.storage.canonical.RsWriter;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// The two files that list package versions. New lines are merged into what stands there, so that of several writers none loses another's, and a
/// writer that begins again changes nothing.
final class Listings {
    private final Bucket bucket;
    private final Limits limits;

    Listings(Bucket bucket, Limits limits) {
        this.bucket = bucket;
        this.limits = limits;
    }

    /// The catalogue as it stands; empty when there is none.
    List<CatalogueLine> catalogue() throws IOException {
        var catalogue = read(Layout.CATALOGUE);
        return catalogue.isEmpty() ? read(Layout.CATALOGUE_MISSPELT) : catalogue;
    }

    /// Merges lines, and what happened to versions, into the catalogue, which is sorted by the key of the tarball. Returns all of it.
    Collection<CatalogueLine> mergeCatalogue(List<CatalogueLine> fresh, List<LogEvent.Turned> turned) throws IOException {
        var turns = turned.stream().collect(groupingBy(LogEvent.Turned::id, mapping(LogEvent.Turned::turn, toList())));
        while (true) {
            var before = generation(Layout.CATALOGUE);
            var merged = new TreeMap<String, CatalogueLine>();
            var standing = catalogue();
            standing.forEach(line -> merged.put(line.tgz(), line));
            // Another writer may know already what happened to a version that is new to this one.
            fresh.forEach(line -> merged.merge(line.tgz(), line, (there, again) -> again.with(there.standing())));
            merged.replaceAll((tgz, line) -> turns.containsKey(line.id()) ? line.with(line.standing().and(turns.get(line.id()))) : line);
            if (write(Layout.CATALOGUE, before, standing, merged.values())) {
                return merged.values();
            }
        }
    }

    /// Merges lines into the feed: the last `feed_lines` in the order of the log.
    void mergeFeed(List<CatalogueLine> fresh) throws IOException {
        var written = false;
        while (!written) {
            var before = generation(Layout.FEED);
            var standing = read(Layout.FEED);
            var merged = new TreeMap<Long, CatalogueLine>();
            standing.stream().filter(line -> line.lsn() != null).forEach(line -> merged.put(Objects.requireNonNull(line.lsn()), line));
            fresh.forEach(line -> merged.put(Objects.requireNonNull(line.lsn()), line));
            while (merged.size() > limits.of(Limit.FEED_LINES)) {
                merged.pollFirstEntry();
            }
            written = write(Layout.FEED, before, standing, merged.values());
        }
    }

    /// False when another writer was faster.
    private boolean write(Key key, Optional<Generation> before, List<CatalogueLine> standing, Collection<CatalogueLine> merged)
            throws IOException {
        if (before.isPresent() && isSame(standing, merged)) {
            return true;
        }
        var content = content(merged);
        return before.isPresent()
                ? bucket.putIfUnchanged(key, content, before.get()).isPresent()
                : bucket.putIfAbsent(key, content).isPresent();
    }

    private static boolean isSame(List<CatalogueLine> standing, Collection<CatalogueLine> merged) {
        var other = merged.iterator();
        return standing.size() == merged.size()
                && standing.stream().allMatch(line -> Arrays.equals(line.json(), other.next().json()));
    }

    private Content content(Collection<CatalogueLine> lines) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var writer = new RsWriter(file, limits)) {
            for (var line : lines) {
                writer.line(line.json());
            }
        }
        return Content.of(file.toByteArray());
    }

    /// Taken before the file is read: when it changes in between, the write fails and all begins anew.
    private Optional<Generation> generation(Key key) throws IOException {
        return bucket.stat(key).map(ObjectInfo::generation);
    }

    /// A line that names no package version is of no use to anybody, and is left out when the file is written again.
    private List<CatalogueLine> read(Key key) throws IOException {
        var lines = new ArrayList<CatalogueLine>();
        Catalogue.read(bucket, key, limits, line -> CatalogueLine.read(line).ifPresent(lines::add));
        return lines;
    }
}

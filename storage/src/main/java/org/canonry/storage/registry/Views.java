package org.canonry.storage.registry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.BucketObject;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.bucket.Key;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageName;

/// What is derived from the log for clients: packuments, documents of versions, feed and catalogue.
///
/// They are brought up to the log in batches: all that came since the last batch, then the mark that says how far they are. A batch that broke off is
/// done again from its start, and writes only what is not right yet.
final class Views {
    private final Bucket bucket;
    private final Limits limits;
    private final String base;
    private final Listings listings;

    Views(Bucket bucket, URI base, Limits limits) {
        this.bucket = bucket;
        this.limits = limits;
        this.base = base.toString().replaceAll("/+$", "");
        this.listings = new Listings(bucket, limits);
    }

    /// Tells the log what the views know of it, so that its events up to there need not be read.
    void recall(EventLog log) throws IOException {
        var mark = mark();
        if (mark.lsn() > 0) {
            listings.catalogue().stream()
                    .filter(line -> line.lsn() != null)
                    .forEach(line -> log.know(line.id(), line.integrity()));
            log.startAfter(mark.lsn());
        }
    }

    void publish(EventLog log, PublishProgress progress) throws IOException {
        log.refresh();
        var before = mark();
        var after = new ViewsMark(Math.max(log.lsn(), before.lsn()), base);
        // A bucket to which nothing ever came may be another program's, and stays as it is.
        if (after.lsn() > 0 && !after.equals(before)) {
            publish(before, after, log, progress);
        }
    }

    private void publish(ViewsMark before, ViewsMark after, EventLog log, PublishProgress progress) throws IOException {
        var fresh = lines(log, before.lsn(), after.lsn());
        var all = listings.mergeCatalogue(fresh);
        documents(all, touched(before, fresh), progress);
        listings.mergeFeed(fresh);
        replace(Layout.VIEWS, after.toJson(), standing -> ViewsMark.read(standing).lsn() > after.lsn());
    }

    private static List<CatalogueLine> lines(EventLog log, long after, long last) throws IOException {
        var lines = new ArrayList<CatalogueLine>();
        for (long lsn = after + 1; lsn <= last; lsn++) {
            long number = lsn;
            var event = log.read(number)
                    .orElseThrow(() -> new IOException("the log has later events, but no " + Layout.event(number)));
            if (event.event() == LogEvent.Kind.LOADED) {
                lines.add(CatalogueLine.of(event));
            }
        }
        return lines;
    }

    /// Addresses are in every document, so another base touches all packages.
    private Predicate<PackageName> touched(ViewsMark before, List<CatalogueLine> fresh) {
        if (!before.base().equals(base)) {
            return name -> true;
        }
        return fresh.stream().map(line -> line.id().name()).collect(toSet())::contains;
    }

    private void documents(Collection<CatalogueLine> all, Predicate<PackageName> touched, PublishProgress progress) throws IOException {
        var packages = all.stream()
                .filter(line -> touched.test(line.id().name()))
                .collect(groupingBy(line -> line.id().name(), TreeMap::new, toList()));
        int total = packages.size() + packages.values().stream().mapToInt(List::size).sum();
        int written = 0;
        for (Map.Entry<PackageName, List<CatalogueLine>> entry : packages.entrySet()) {
            for (var line : entry.getValue()) {
                replace(Layout.version(line.id()), ExactJson.pretty(VersionDocument.of(line, base)), standing -> false);
                progress.written(++written, total);
            }
            packument(entry.getKey(), entry.getValue());
            progress.written(++written, total);
        }
    }

    private void packument(PackageName name, List<CatalogueLine> lines) throws IOException {
        var packument = ExactJson.pretty(Packument.of(name, lines, base));
        long lsn = Packument.lsn(packument);
        replace(Layout.packument(name), packument, standing -> Packument.lsn(standing) > lsn);
    }

    /// Writes an object unless what stands there is the same or, by another writer, from later in the log.
    private void replace(Key key, byte[] bytes, Predicate<byte[]> isLater) throws IOException {
        var written = false;
        while (!written) {
            var object = bucket.read(key);
            written = object.isEmpty()
                    ? bucket.putIfAbsent(key, Content.of(bytes)).isPresent()
                    : replace(object.get(), bytes, isLater);
        }
    }

    private boolean replace(BucketObject object, byte[] bytes, Predicate<byte[]> isLater) throws IOException {
        try (object) {
            var standing = object.stream().readAllBytes();
            return Arrays.equals(standing, bytes)
                    || isLater.test(standing)
                    || bucket.putIfUnchanged(object.info().key(), Content.of(bytes), object.info().generation()).isPresent();
        }
    }

    private ViewsMark mark() throws IOException {
        return bucket.readAll(Layout.VIEWS, limits.intOf(Limit.EVENT_BYTES)).map(ViewsMark::read).orElse(ViewsMark.NONE);
    }
}

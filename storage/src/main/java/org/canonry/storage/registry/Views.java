package org.canonry.storage.registry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
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
import java.util.stream.Stream;
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

    /// Under which address the views of a bucket have everything; that of a server on this machine where there are none yet.
    static URI base(Bucket bucket, Limits limits) throws IOException {
        var base = mark(bucket, limits).base();
        return URI.create(base.isEmpty() ? "http://localhost:8080/pkgs" : base);
    }

    /// Tells the log what the views know of it, so that its events up to there need not be read.
    void recall(EventLog log) throws IOException {
        var mark = mark();
        if (mark.lsn() > 0) {
            listings.catalogue().stream()
                    .filter(line -> line.lsn() != null)
                    .forEach(line -> log.know(line.id(), line.integrity(), line.standing()));
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
        var events = events(log, before.lsn(), after.lsn());
        var fresh = only(LogEvent.Loaded.class, events).stream().map(CatalogueLine::of).toList();
        var turned = only(LogEvent.Turned.class, events);
        var all = listings.mergeCatalogue(fresh, turned);
        documents(all, touched(before, events), progress);
        listings.mergeFeed(Stream.concat(fresh.stream(), turned(turned, all)).toList());
        replace(Layout.VIEWS, after.toJson(), standing -> ViewsMark.read(standing).lsn() > after.lsn());
    }

    private static List<LogEvent> events(EventLog log, long after, long last) throws IOException {
        var events = new ArrayList<LogEvent>();
        for (long lsn = after + 1; lsn <= last; lsn++) {
            long number = lsn;
            events.add(log.read(number).orElseThrow(() -> new IOException("the log has later events, but no " + Layout.event(number))));
        }
        return events;
    }

    private static <T extends LogEvent> List<T> only(Class<T> kind, List<LogEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Stream<CatalogueLine> turned(List<LogEvent.Turned> turned, Collection<CatalogueLine> all) {
        if (turned.isEmpty()) {
            return Stream.empty();
        }
        var lines = all.stream().collect(toMap(CatalogueLine::id, line -> line, (one, other) -> one));
        return turned.stream().flatMap(event -> Stream.ofNullable(lines.get(event.id())).map(line -> line.turned(event)));
    }

    /// Addresses are in every document, so another base touches all packages.
    private Predicate<PackageName> touched(ViewsMark before, List<LogEvent> events) {
        if (!before.base().equals(base)) {
            return name -> true;
        }
        return events.stream().map(event -> event.id().name()).collect(toSet())::contains;
    }

    private void documents(Collection<CatalogueLine> all, Predicate<PackageName> touched, PublishProgress progress) throws IOException {
        var packages = all.stream()
                .filter(line -> touched.test(line.id().name()))
                .collect(groupingBy(line -> line.id().name(), TreeMap::new, toList()));
        int total = packages.size() + packages.values().stream().mapToInt(List::size).sum();
        int written = 0;
        for (Map.Entry<PackageName, List<CatalogueLine>> entry : packages.entrySet()) {
            for (var line : entry.getValue()) {
                replace(Layout.version(line.id()), ExactJson.pretty(VersionDocument.of(line, base)),
                        standing -> Packument.lsn(standing) > line.standing().lsn());
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
        return mark(bucket, limits);
    }

    private static ViewsMark mark(Bucket bucket, Limits limits) throws IOException {
        return bucket.readAll(Layout.VIEWS, limits.intOf(Limit.EVENT_BYTES)).map(ViewsMark::read).orElse(ViewsMark.NONE);
    }
}

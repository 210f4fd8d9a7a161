package org.canonry.api.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IntsRefBuilder;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.index.Fields;
import org.canonry.storage.index.SnapshotManifest;

/// One state of the index, as at an lsn. Everything that a request asks is answered from one snapshot.
///
/// Borrowed from [Snapshots] and valid until it is given back. Thread-safe.
public final class Snapshot {
    private static final int[] NO_DOCUMENTS = {};

    private final SnapshotManifest manifest;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final IndexSearcher wholeSearcher;
    private final List<Segment> segments;
    private final int[] bases;
    private final Packages packages;
    private final Preference preference;
    private final Optional<Meaning> meaning;
    private final Bucket bucket;
    private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

    Snapshot(SnapshotManifest manifest, DirectoryReader reader, Packages packages, Optional<Meaning> meaning, Bucket bucket) throws IOException {
        this.manifest = manifest;
        this.reader = reader;
        this.wholeSearcher = Searchers.over(reader);
        var visible = VisibleReader.of(reader, packages.withdrawn());
        this.searcher = visible == reader ? wholeSearcher : Searchers.over(visible);
        this.segments = visible.leaves().stream().map(Segment::new).toList();
        this.bases = segments.stream().mapToInt(Segment::base).toArray();
        this.packages = packages;
        this.preference = Preference.over(reader, packages, packages::isWithdrawn);
        this.meaning = meaning;
        this.bucket = bucket;
    }

    /// What the snapshot consists of.
    public SnapshotManifest manifest() {
        return manifest;
    }

    /// Up to which event of the log everything is in.
    public long lsn() {
        return manifest.lsn();
    }

    /// For queries. Resources of package versions that are withdrawn are not found.
    public IndexSearcher searcher() {
        return searcher;
    }

    /// For queries that name package versions, or look back: resources of withdrawn ones are found too, under the same numbers.
    public IndexSearcher wholeSearcher() {
        return wholeSearcher;
    }

    /// The package versions.
    public Packages packages() {
        return packages;
    }

    /// The package versions as at an earlier lsn.
    ///
    /// @throws LsnAhead when the snapshot is not that far yet
    public Packages packages(long asOf) {
        return packages.asOf(reached(asOf));
    }

    /// How many package versions there were as at an earlier lsn.
    ///
    /// @throws LsnAhead when the snapshot is not that far yet
    public int packageCount(long asOf) {
        return packages.countAt(reached(asOf));
    }

    private long reached(long asOf) {
        if (asOf > lsn()) {
            throw new LsnAhead(asOf, lsn());
        }
        return asOf;
    }

    /// Which carrier of a url is meant when nothing more is said: one that is withdrawn last of all.
    public Preference preference() {
        return preference;
    }

    /// Which carrier of a url is meant by those who see some that are withdrawn: by what they are alone.
    public Preference timelessPreference() {
        return packages.withdrawn().isEmpty() ? preference : derived(Timeless.class, Timeless::of).preference;
    }

    /// What ranks carriers whether they are withdrawn or not.
    private record Timeless(Preference preference) {
        static Timeless of(Snapshot snapshot) {
            try {
                return new Timeless(Preference.over(snapshot.reader, snapshot.packages, version -> false));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// What resources mean; empty when they are found by words alone.
    public Optional<Meaning> meaning() {
        return meaning;
    }

    /// What a reader of snapshots works out once for all of this one, and keeps as long as the snapshot lasts.
    ///
    /// @param kind of what is worked out: one value a snapshot and kind
    /// @param derive called once, when it is first asked for; it must not ask for what is derived itself
    public <T> T derived(Class<T> kind, Function<Snapshot, T> derive) {
        return kind.cast(derived.computeIfAbsent(kind, absent -> derive.apply(this)));
    }

    /// The resource of one document.
    public CanonicalResource resource(int doc) {
        return new CanonicalResource(this, doc);
    }

    /// The resource in that file of that package version.
    public Optional<CanonicalResource> resource(String key) throws IOException {
        return IntStream.of(documents(Fields.KEY, key)).boxed().findFirst().map(this::resource);
    }

    /// Every carrier of a url, the preferred first.
    public List<CanonicalResource> carriers(String url) {
        return IntStream.of(documentsOf(url))
                .boxed()
                .sorted((one, other) -> Integer.compare(preference.rank(one), preference.rank(other)))
                .map(this::resource)
                .toList();
    }

    /// The documents of a url, by their number, without those of withdrawn package versions. In memory, since most of what is asked begins with a url.
    public int[] documentsOf(String url) {
        var bytes = url.getBytes(StandardCharsets.UTF_8);
        var found = NO_DOCUMENTS;
        for (var segment : segments) {
            found = both(found, segment.carriers(bytes));
        }
        return found;
    }

    /// The documents of a url, by their number, with those of withdrawn package versions.
    public int[] allDocumentsOf(String url) {
        if (searcher == wholeSearcher) {
            return documentsOf(url);
        }
        var bytes = url.getBytes(StandardCharsets.UTF_8);
        var found = NO_DOCUMENTS;
        for (var segment : segments) {
            found = both(found, segment.allCarriers(bytes));
        }
        return found;
    }

    private static int[] both(int[] some, int[] more) {
        if (some.length == 0 || more.length == 0) {
            return some.length == 0 ? more : some;
        }
        var both = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, both, some.length, more.length);
        return both;
    }

    /// The documents that have a term, by their number, with those of withdrawn package versions. Deleted ones are left out.
    public int[] documents(String field, String text) throws IOException {
        var term = new Term(field, new BytesRef(text));
        var found = new IntsRefBuilder();
        for (var leaf : reader.leaves()) {
            var postings = leaf.reader().postings(term, PostingsEnum.NONE);
            if (postings != null) {
                collect(leaf, postings, found);
            }
        }
        return Arrays.copyOf(found.ints(), found.length());
    }

    private static void collect(LeafReaderContext leaf, DocIdSetIterator postings, IntsRefBuilder found) throws IOException {
        var live = leaf.reader().getLiveDocs();
        for (var doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (live == null || live.get(doc)) {
                found.append(leaf.docBase + doc);
            }
        }
    }

    /// Where whole resources are read from.
    Bucket bucket() {
        return bucket;
    }

    DirectoryReader reader() {
        return reader;
    }

    /// The segment that holds a document, and its number there.
    InSegment inSegment(int doc) {
        var segment = segments.get(ReaderUtil.subIndex(doc, bases));
        return new InSegment(segment, doc - segment.base());
    }

    /// @param segment that holds it
    /// @param doc number of the document in it
    record InSegment(Segment segment, int doc) {}
}

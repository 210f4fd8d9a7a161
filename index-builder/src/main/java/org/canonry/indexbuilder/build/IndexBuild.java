package org.canonry.indexbuilder.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.canonry.indexbuilder.publish.Outcome;
import org.canonry.storage.canonical.Membership;
import org.canonry.storage.database.PackageRows;
import org.canonry.storage.index.CanonicalDocument;
import org.canonry.storage.index.CanonicalDocument.Carrier;
import org.canonry.storage.index.Column;
import org.canonry.storage.index.IndexFormat;
import org.canonry.storage.index.KnownTerms;
import org.jspecify.annotations.Nullable;

/// Documents and rows of one batch of package versions. `commit` is the end of the Lucene half; without it nothing of the batch is kept.
///
/// ```java
/// try (var build = IndexBuild.start(folder, lsn, threads)) {
///     build.add(…);
///     build.flush();
///     build.commit(…);
/// }
/// ```
///
/// For one thread, which hands in package versions in the order of the log; others read and index behind it.
public final class IndexBuild implements AutoCloseable {
    /// Lines that become documents in one go: few, so that the threads end together.
    private static final int LINES = 200;

    /// How often that many are waiting or under way while the next package versions are read: bounds the memory of a build.
    private static final int UNFINISHED = 20;

    /// Lucene keeps what each thread gives it apart, and writes that as a segment of its own: fewer threads look up terms in fewer tables, and leave fewer
    /// segments to search. Inverting is less than a quarter of the work.
    private static final int WORKERS_OF_AN_INVERTER = 4;

    private final Directory directory;
    private final IndexWriter writer;
    private final DirectoryReader before;
    private final long indexedLsn;
    private final Memberships memberships;
    private final int inverters;
    private final ExecutorService workers;
    private final ExecutorService inverting;
    private final Deque<Future<?>> unfinished = new ArrayDeque<>();
    private final Digest added = new Digest();
    private final KnownTerms terms = new KnownTerms();

    private IndexBuild(Directory directory, IndexWriter writer, long indexedLsn, int threads) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.before = DirectoryReader.open(writer);
        this.indexedLsn = indexedLsn;
        this.memberships = new Memberships(before, indexedLsn);
        this.inverters = Math.ceilDiv(threads, WORKERS_OF_AN_INVERTER);
        this.workers = Executors.newFixedThreadPool(threads);
        this.inverting = Executors.newFixedThreadPool(inverters);
    }

    /// Starts on what `folder` holds.
    ///
    /// @param indexedLsn up to which lsn the folder's index is complete; -1 when it is empty
    /// @param threads how many read and make documents at once; beside every four of them one inverts
    public static IndexBuild start(Path folder, long indexedLsn, int threads) throws IOException {
        var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, IndexFormat.writerConfig());
        return new IndexBuild(directory, writer, indexedLsn, threads);
    }

    /// Runs on one of the build's threads.
    <T> Future<T> run(Callable<T> work) {
        return workers.submit(work);
    }

    /// Decides how the canonicals of the next package version stand to those before, and indexes them unless they are indexed already.
    PackageRows add(PackageLines lines) throws IOException {
        var decided = new ArrayList<Membership>(lines.lines().size());
        for (var line : lines.lines()) {
            decided.add(memberships.of(lines.version(), line.canonical()));
        }
        var built = new PackageRows(lines.version(), lines.lines(), List.copyOf(decided), lines.quarantined(), lines.lineCount());
        if (lines.version().lsn() > indexedLsn) {
            index(built);
        }
        return built;
    }

    private void index(PackageRows built) throws IOException {
        built.forEach((line, membership) -> added.add(built.version().lsn(), line, membership));
        var carrier = Carrier.of(built.version());
        for (var first = 0; first < built.lines().size(); first += LINES) {
            while (unfinished.size() >= UNFINISHED) {
                Outcome.of(unfinished.removeFirst());
            }
            var from = first;
            unfinished.addLast(CompletableFuture.supplyAsync(() -> documents(carrier, built, from), workers).thenAcceptAsync(this::invert, inverting));
        }
    }

    private List<Document> documents(Carrier carrier, PackageRows built, int first) {
        var end = Math.min(first + LINES, built.lines().size());
        var documents = new ArrayList<Document>(end - first);
        for (var i = first; i < end; i++) {
            var line = built.lines().get(i);
            documents.add(CanonicalDocument.of(line.canonical(), carrier, built.memberships().get(i), line.location(), terms));
        }
        return documents;
    }

    private void invert(List<Document> documents) {
        try {
            for (var document : documents) {
                writer.addDocument(document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Begins to write out the documents, what each thread inverted on a thread: a commit alone writes one after the other. To be called when all is added.
    void flush() throws IOException {
        finish();
        for (var inverter = 0; inverter < inverters; inverter++) {
            unfinished.addLast(run(writer::flushNextBuffer));
        }
    }

    /// Commits the index and checks that it holds what was meant to be written: every key, with its content.
    ///
    /// @param digestBefore of the index that the build started on; null when that was empty
    /// @throws IOException when it does not, and nothing must be published
    public Committed commit(long lsn, @Nullable String digestBefore) throws IOException {
        finish();
        sync();
        writer.setLiveCommitData(Map.of("lsn", Long.toString(lsn)).entrySet());
        writer.commit();
        try (var after = DirectoryReader.open(directory)) {
            var meant = digestBefore == null ? added.toString() : added.plus(digestBefore);
            var found = Digest.of(after).toString();
            if (!found.equals(meant)) {
                throw new IOException("the index holds %s where %s was written: nothing is published; build again".formatted(found, meant));
            }
            return new Committed(files(after), found, after.numDocs(), distinct(after, Column.URL.field()));
        }
    }

    /// Brings the files to the disk on all threads: the commit would wait for one after the other, and has little left to wait for.
    private void sync() throws IOException {
        for (var file : directory.listAll()) {
            unfinished.addLast(run(() -> sync(file)));
        }
        finish();
    }

    private @Nullable Void sync(String file) throws IOException {
        try {
            directory.sync(List.of(file));
        } catch (NoSuchFileException e) {
            // A merge was faster: what it leaves is for the commit.
        }
        return null;
    }

    private void finish() throws IOException {
        while (!unfinished.isEmpty()) {
            Outcome.of(unfinished.removeFirst());
        }
    }

    private static Collection<String> files(DirectoryReader index) throws IOException {
        return index.getIndexCommit().getFileNames();
    }

    private static int distinct(DirectoryReader index, String field) throws IOException {
        var terms = MultiTerms.getTerms(index, field);
        if (terms == null) {
            return 0;
        }
        var count = 0;
        for (var each = terms.iterator(); each.next() != null; ) {
            count++;
        }
        return count;
    }

    /// Ends the threads, and drops what is not committed.
    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        inverting.shutdownNow();
        before.close();
        writer.rollback();
        directory.close();
    }

    /// The Lucene half of a snapshot.
    ///
    /// @param files names of the files that make it up
    /// @param digest of all documents
    /// @param documents their number
    /// @param distinctUrls number of different urls
    public record Committed(Collection<String> files, String digest, int documents, int distinctUrls) {}
}

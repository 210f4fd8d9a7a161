package org.canonry.api.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.NoSnapshot;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Searches in each snapshot before anybody else does, on a thread of its own: what a snapshot works out once for all searches takes a second, for
/// which the first of them would have to wait. Snapshots that follow one another faster are passed over, but for the last.
public final class FirstSearch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstSearch.class);

    /// So many words that meaning is asked as well.
    private static final CanonicalQuery QUERY = new CanonicalQuery(
            Optional.of("value set for what people search first"), CanonicalFilter.NONE, Collapse.URL, CanonicalSort.RELEVANCE, Window.first(1));

    private final Snapshots snapshots;
    private final Limits limits;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), Thread.ofPlatform().name("first-search").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /// Searches from now on in each snapshot that comes.
    public FirstSearch(Snapshots snapshots, Limits limits) {
        this.snapshots = snapshots;
        this.limits = limits;
        snapshots.whenReplaced(lsn -> thread.execute(this::search));
    }

    private void search() {
        try (var borrowed = snapshots.borrow()) {
            in(borrowed.snapshot());
        } catch (NoSnapshot e) {
            // It is gone before anybody searched.
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the first search in a snapshot failed: {}", e.toString());
        }
    }

    /// Searches, counts and completes.
    void in(Snapshot snapshot) throws IOException {
        CanonicalSearch.run(QUERY, snapshot, limits).facets(List.of(FacetField.values()), 1);
        Suggest.complete("first", 1, snapshot, limits);
    }

    /// Searches no more.
    @Override
    public void close() {
        thread.shutdownNow();
    }
}

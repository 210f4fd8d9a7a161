package org.canonry.api.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// An index without the documents of package versions that are withdrawn: they have the same numbers as before, and are as if they were deleted.
///
/// The index itself is not changed by a withdrawal, and a restoration needs nothing but another look. Never closed: it lives as long as what it is over.
final class VisibleReader extends FilterDirectoryReader {
    private final List<PackageVersion> withdrawn;

    private VisibleReader(DirectoryReader all, List<PackageVersion> withdrawn) throws IOException {
        super(all, new Hiding(withdrawn));
        this.withdrawn = withdrawn;
    }

    /// The index itself when nothing is withdrawn.
    static DirectoryReader of(DirectoryReader all, List<PackageVersion> withdrawn) throws IOException {
        return withdrawn.isEmpty() ? all : new VisibleReader(all, withdrawn);
    }

    @Override
    protected DirectoryReader doWrapDirectoryReader(DirectoryReader in) throws IOException {
        return new VisibleReader(in, withdrawn);
    }

    @Override
    public IndexReader.@Nullable CacheHelper getReaderCacheHelper() {
        return null;
    }

    /// Hides documents of each segment that has any to hide.
    private static final class Hiding extends SubReaderWrapper {
        private final List<PackageVersion> withdrawn;

        Hiding(List<PackageVersion> withdrawn) {
            this.withdrawn = withdrawn;
        }

        @Override
        public LeafReader wrap(LeafReader segment) {
            try {
                var visible = visible(segment);
                return visible.cardinality() == segment.numDocs() ? segment : new Segment(segment, visible);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private FixedBitSet visible(LeafReader segment) throws IOException {
            var visible = new FixedBitSet(segment.maxDoc());
            var live = segment.getLiveDocs();
            for (var doc = 0; doc < segment.maxDoc(); doc++) {
                if (live == null || live.get(doc)) {
                    visible.set(doc);
                }
            }
            for (var version : withdrawn) {
                hide(segment.postings(new Term(Fields.PACKAGE_VERSION, new BytesRef(version.id().toString())), PostingsEnum.NONE), visible);
            }
            return visible;
        }

        private static void hide(@Nullable DocIdSetIterator documents, FixedBitSet visible) throws IOException {
            if (documents != null) {
                for (var doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                    visible.clear(doc);
                }
            }
        }
    }

    private static final class Segment extends FilterLeafReader {
        private final FixedBitSet visible;
        private final int count;

        Segment(LeafReader segment, FixedBitSet visible) {
            super(segment);
            this.visible = visible;
            this.count = visible.cardinality();
        }

        @Override
        public Bits getLiveDocs() {
            return visible;
        }

        @Override
        public int numDocs() {
            return count;
        }

        @Override
        public IndexReader.@Nullable CacheHelper getCoreCacheHelper() {
            return in.getCoreCacheHelper();
        }

        @Override
        public IndexReader.@Nullable CacheHelper getReaderCacheHelper() {
            return null;
        }
    }
}

package org.canonry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.Terms;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.canonry.storage.index.IndexFormat;
import org.jspecify.annotations.Nullable;

/// How many bytes each field of an index takes: what an index that holds nothing but this field is long, less what one without any field is.
///
/// What fields share (the list of segments, the numbers of documents) is counted for none of them; stored texts are one entry, for Lucene packs them together.
final class FieldSizes {
    static final String STORED = "(stored)";

    private FieldSizes() {}

    /// Bytes by field, the largest first.
    static Map<String, Long> of(Path folder) throws IOException {
        try (var directory = FSDirectory.open(folder);
                var reader = DirectoryReader.open(directory)) {
            var empty = length(reader, List.of());
            var sizes = new ArrayList<Map.Entry<String, Long>>();
            for (var field : FieldInfos.getMergedFieldInfos(reader)) {
                var bytes = length(reader, List.of(field.name)) - empty;
                if (bytes > 0) {
                    sizes.add(Map.entry(field.name, bytes));
                }
            }
            sizes.add(Map.entry(STORED, stored(directory)));
            sizes.sort(Map.Entry.<String, Long>comparingByValue().reversed());
            var sorted = new LinkedHashMap<String, Long>();
            sizes.forEach(size -> sorted.put(size.getKey(), size.getValue()));
            return Collections.unmodifiableMap(sorted);
        }
    }

    private static long stored(Directory directory) throws IOException {
        var bytes = 0L;
        for (var file : directory.listAll()) {
            bytes += file.matches(".*\\.fd[tmx]") ? directory.fileLength(file) : 0;
        }
        return bytes;
    }

    private static long length(DirectoryReader reader, List<String> fields) throws IOException {
        try (var copy = new ByteBuffersDirectory()) {
            try (var writer = new IndexWriter(copy, IndexFormat.writerConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
                for (var leaf : reader.leaves()) {
                    writer.addIndexes(new Only((CodecReader) leaf.reader(), fields));
                }
                writer.commit();
            }
            return length(copy);
        }
    }

    private static long length(Directory directory) throws IOException {
        var bytes = 0L;
        for (var file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    /// A segment that seems to have these fields alone, and nothing stored.
    private static final class Only extends FilterCodecReader {
        private final FieldInfos fields;

        Only(CodecReader segment, List<String> names) {
            super(segment);
            var kept = new ArrayList<FieldInfo>();
            for (var field : segment.getFieldInfos()) {
                if (names.contains(field.name)) {
                    kept.add(field);
                }
            }
            this.fields = new FieldInfos(kept.toArray(FieldInfo[]::new));
        }

        @Override
        public FieldInfos getFieldInfos() {
            return fields;
        }

        @Override
        public StoredFieldsReader getFieldsReader() {
            return new NothingStored();
        }

        @Override
        public FieldsProducer getPostingsReader() {
            return new OnlyTerms(super.getPostingsReader(), terms());
        }

        private List<String> terms() {
            var names = new ArrayList<String>();
            for (var field : fields) {
                if (field.getIndexOptions() != IndexOptions.NONE) {
                    names.add(field.name);
                }
            }
            return names;
        }

        @Override
        public CacheHelper getCoreCacheHelper() {
            return in.getCoreCacheHelper();
        }

        @Override
        public CacheHelper getReaderCacheHelper() {
            return in.getReaderCacheHelper();
        }
    }

    private static final class OnlyTerms extends FieldsProducer {
        private final FieldsProducer all;
        private final List<String> names;

        OnlyTerms(FieldsProducer all, List<String> names) {
            this.all = all;
            this.names = names;
        }

        @Override
        public Iterator<String> iterator() {
            return names.iterator();
        }

        @Override
        public @Nullable Terms terms(String field) throws IOException {
            return names.contains(field) ? all.terms(field) : null;
        }

        @Override
        public int size() {
            return names.size();
        }

        @Override
        public void checkIntegrity() throws IOException {
            all.checkIntegrity();
        }

        @Override
        public void close() {
            // The segment closes it.
        }
    }

    private static final class NothingStored extends StoredFieldsReader {
        @Override
        public void document(int doc, StoredFieldVisitor visitor) {
            // There is nothing to tell.
        }

        @Override
        public StoredFieldsReader clone() {
            return this;
        }

        @Override
        public void checkIntegrity() {
            // There is nothing to check.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}

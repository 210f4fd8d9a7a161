package org.canonry.indexbuilder.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.canonry.indexbuilder.publish.Outcome;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.index.IndexFolder;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.index.TextVectors;
import org.canonry.storage.index.UnreadableSnapshot;
import org.canonry.storage.index.VectorDocument;
import org.canonry.storage.index.VectorFiles;
import org.canonry.storage.limits.Limit;

/// One step towards a vector for every text of the published snapshot. A text that has one keeps it, whatever becomes of the index of words.
///
/// @param before what is published
/// @param embedding makes the vectors
/// @param threads how many are made at once
public record VectorBatch(Publication before, Embedding embedding, int threads) {

    /// Makes vectors, as many as the limit `meaning_batch_texts` allows, and uploads them. Empty when every text has one.
    public Optional<VectorFiles> write(Batch.Tools tools) throws IOException {
        new IndexFolder(tools.index()).sync(tools.bucket(), before.manifest().map(SnapshotManifest::lucene).orElse(List.of()));
        var known = known(tools);
        var texts = new TextsWithoutVectors(known, tools.limits().intOf(Limit.MEANING_BATCH_TEXTS)).in(tools.index());
        return texts.isEmpty() ? Optional.empty() : Optional.of(write(tools, texts, known.size()));
    }

    /// The vectors that there are. Such as cannot be read are made again.
    private TextVectors known(Batch.Tools tools) throws IOException {
        var folder = new IndexFolder(tools.vectors());
        try {
            folder.sync(tools.bucket(), before.vectors().filter(vectors -> vectors.areOf(embedding)).map(VectorFiles::lucene).orElse(List.of()));
        } catch (UnreadableSnapshot e) {
            folder.sync(tools.bucket(), List.of());
        }
        try (var directory = FSDirectory.open(folder.path())) {
            return DirectoryReader.indexExists(directory) ? TextVectors.read(folder.path()) : TextVectors.NONE;
        }
    }

    private VectorFiles write(Batch.Tools tools, SortedMap<BytesRef, String> texts, int known) throws IOException {
        try (var directory = FSDirectory.open(tools.vectors());
                var writer = new IndexWriter(directory, VectorDocument.writerConfig())) {
            for (var document : documents(texts)) {
                writer.addDocument(document);
            }
            writer.commit();
            try (var index = DirectoryReader.open(directory)) {
                var files = index.getIndexCommit().getFileNames();
                var uploaded = Publication.upload(tools.bucket(), tools.vectors(), files, tools.limits());
                return new VectorFiles(VectorFiles.FORMAT, embedding.model(), known + texts.size(), uploaded);
            }
        }
    }

    /// In the order of the texts, however the threads take turns.
    private List<Document> documents(SortedMap<BytesRef, String> texts) throws IOException {
        try (var workers = Executors.newFixedThreadPool(threads)) {
            var unfinished = new ArrayList<Future<Document>>();
            texts.forEach((hash, text) -> unfinished.add(workers.submit(document(hash, text))));
            try {
                var documents = new ArrayList<Document>();
                for (var each : unfinished) {
                    documents.add(Outcome.of(each));
                }
                return documents;
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private Callable<Document> document(BytesRef hash, String text) {
        return () -> VectorDocument.of(hash, embedding.vector(text));
    }
}

package org.canonry.indexbuilder.follow;

import java.io.IOException;
import org.canonry.indexbuilder.build.Batch;
import org.canonry.indexbuilder.build.VectorBatch;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.index.Embedding;

/// Gives the texts of the published snapshot the vectors by which they are found by their meaning: after the index of words and apart from it, which
/// answers meanwhile.
///
/// Killed at any point, the next run goes on from the last step that was published. For one thread, the same that builds in the folder of `tools`.
public final class VectorBuilder {
    private final Embedding embedding;
    private final Batch.Tools tools;

    /// @param tools whose threads make vectors
    public VectorBuilder(Embedding embedding, Batch.Tools tools) {
        this.embedding = embedding;
        this.tools = tools;
    }

    /// Takes one step, of as many texts as the limit `meaning_batch_texts` allows. False when every text has its vector, or there is no snapshot.
    ///
    /// @throws IOException when the bucket cannot be reached or the model cannot be run; what was published before stays
    public boolean step() throws IOException {
        var publication = Publication.find(tools.bucket(), tools.limits());
        if (publication.manifest().isEmpty()) {
            return false;
        }
        var vectors = new VectorBatch(publication, embedding, tools.threads()).write(tools);
        if (vectors.isPresent() && publication.attach(tools.bucket(), vectors.get(), tools.limits())) {
            publication.sweep(tools.bucket(), publication.manifest().get().with(vectors.get()), tools.clock().instant());
        }
        return vectors.isPresent();
    }

    /// Takes steps until every text has its vector.
    public void catchUp() throws IOException {
        var more = step();
        while (more) {
            more = step();
        }
    }
}

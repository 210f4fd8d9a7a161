package org.canonry.api.graphql;

import org.canonry.api.snapshot.Meaning;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.SnapshotManifest;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// The state of the index that answers.
@Controller
class IndexController {
    @QueryMapping
    SnapshotManifest index(Snapshot snapshot) {
        return snapshot.manifest();
    }

    @SchemaMapping(typeName = "Index")
    int textsWithMeaning(Snapshot snapshot) {
        return snapshot.meaning().map(Meaning::texts).orElse(0);
    }
}

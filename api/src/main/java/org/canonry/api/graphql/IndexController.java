package org.canonry.api.graphql;

import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.SnapshotManifest;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/// The state of the index that answers.
@Controller
class IndexController {
    @QueryMapping
    SnapshotManifest index(Snapshot snapshot) {
        return snapshot.manifest();
    }
}

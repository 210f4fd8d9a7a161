package org.canonry.api.ops;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.canonry.api.graphql.GraphQlSettings;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.index.Embedding;
import org.canonry.storage.limits.Limits;

/// What a server needs. Bucket and database are not closed by it.
///
/// @param port 0 for any that is free
/// @param bucket where the snapshot, the resources and the public files are
/// @param database may be away
/// @param snapshots folder for the files of the snapshot that answers; for one server at a time
/// @param embedding by which search knows what texts mean; empty for search by words alone
/// @param cursorKey secret that cursors are signed with, 16 bytes or more; the same wherever and as long as cursors are to be good
/// @param publicUrl how the world reaches the server, without a slash at the end; empty for this machine and the port
/// @param corsOrigins pages of which origins may call; `*` for all, empty for none
/// @param limits bounds in force
/// @param graphQl what is decided about the GraphQL API
public record ApiSettings(
        int port,
        Bucket bucket,
        Database database,
        Path snapshots,
        Optional<Embedding> embedding,
        byte[] cursorKey,
        Optional<URI> publicUrl,
        List<String> corsOrigins,
        Limits limits,
        GraphQlSettings graphQl) {
    private static final int SHORTEST_KEY = 16;

    /// Any page may call: answers are public and carry no credentials.
    public static final List<String> ANY_ORIGIN = List.of("*");

    /// Of a server that searches by words alone, with a GraphQL API that is open to all.
    public ApiSettings(
            int port, Bucket bucket, Database database, Path snapshots, byte[] cursorKey, Optional<URI> publicUrl, List<String> corsOrigins, Limits limits) {
        this(port, bucket, database, snapshots, Optional.empty(), cursorKey, publicUrl, corsOrigins, limits, GraphQlSettings.OPEN);
    }

    /// @throws IllegalArgumentException when the key is too short to keep a secret
    public ApiSettings {
        if (cursorKey.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("the key for cursors has at least %d bytes".formatted(SHORTEST_KEY));
        }
    }
}

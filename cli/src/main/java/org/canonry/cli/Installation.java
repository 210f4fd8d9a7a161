package org.canonry.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.canonry.api.ops.ApiServer;
import org.canonry.api.ops.ApiSettings;
import org.canonry.api.registry.Publisher;
import org.canonry.indexbuilder.build.Batch;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.indexbuilder.follow.Follower;
import org.canonry.indexbuilder.follow.IndexBuilder;
import org.canonry.indexbuilder.follow.VectorBuilder;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.LocalPostgres;
import org.canonry.storage.database.Tokens;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Registry;

/// All of Canonry in one process: bucket, database, server, registry and builder. The server comes up first and answers from what is there while new
/// packages are taken in. Closed in the reverse order; what is under way then is done again at the next start.
final class Installation implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int KEY_BYTES = 32;

    private final ServerPlaces places;
    private final GraphQlOptions graphQl;
    private final Limits limits = Limits.defaults();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Installation(ServerPlaces places, GraphQlOptions graphQl) {
        this.places = places;
        this.graphQl = graphQl;
    }

    /// Opens everything, and serves on `port`; 0 for any that is free.
    static Running start(ServerPlaces places, int port, List<String> corsOrigins) throws IOException {
        return start(places, port, corsOrigins, new GraphQlOptions());
    }

    /// Opens everything, and serves on `port`; 0 for any that is free.
    static Running start(ServerPlaces places, int port, List<String> corsOrigins, GraphQlOptions graphQl) throws IOException {
        var installation = new Installation(places, graphQl);
        try {
            return installation.start(port, corsOrigins);
        } catch (IOException | RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private Running start(int port, List<String> corsOrigins) throws IOException {
        var bucket = keep(places.openBucket());
        var database = keep(Database.open(databaseUrl(), limits));
        var embedding = MeaningModel.find();
        var server = keep(ApiServer.start(new ApiSettings(
                port, bucket, database, places.folder("snapshot"), embedding, cursorKey(), places.publicUrl(), corsOrigins,
                graphQl.limits(limits), graphQl.settings())));
        var address = URI.create("http://localhost:%d/".formatted(server.port()));
        var registry = Registry.open(bucket, registryBase(address), limits, CLOCK);
        database.migrate();
        var builder = new IndexBuilder(database, tools(bucket, Runtime.getRuntime().availableProcessors()));
        var forVectors = tools(bucket, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        var vectors = embedding.map(model -> new VectorBuilder(model, forVectors));
        return new Running(this, bucket, database, server, address, registry, builder, vectors);
    }

    /// @param threads the vectors get half of the processors, since searches are answered meanwhile
    private Batch.Tools tools(Bucket bucket, int threads) throws IOException {
        return new Batch.Tools(bucket, places.folder("builder"), threads, limits, CLOCK);
    }

    /// The base of all addresses in the bucket's files.
    private URI registryBase(URI served) {
        return URI.create(places.publicUrl().orElse(served).toString().replaceAll("/+$", "") + "/pkgs");
    }

    private String databaseUrl() throws IOException {
        var given = places.database();
        return given != null ? given : keep(LocalPostgres.start(places.data().resolve("postgres"), LocalPostgres.userCache())).url();
    }

    /// Kept, so that cursors outlive a restart.
    private byte[] cursorKey() throws IOException {
        var file = places.data().resolve("cursor.key");
        if (!Files.exists(file)) {
            var key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            // Whole or not at all: half a key, left by a kill, would be one for good.
            var unfinished = Files.createTempFile(places.data(), "cursor", ".key");
            Files.write(unfinished, key);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readAllBytes(file);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            closeQuietly(open.pop());
        }
    }

    /// One that cannot be closed must not keep the others open.
    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("canonry: while stopping: " + e);
        }
    }

    /// What is open, and at which address.
    record Running(
            Installation installation,
            Bucket bucket,
            Database database,
            ApiServer server,
            URI address,
            Registry registry,
            IndexBuilder builder,
            Optional<VectorBuilder> vectors)
            implements AutoCloseable {

        /// Builds from now on whenever the bucket changes.
        ///
        /// @param publish whether those who have a token may change it over HTTP
        void follow(boolean publish) {
            var follower = installation.keep(Follower.start(
                    bucket, builder, vectors, new Showing(server), failure -> System.err.println("canonry: a build failed: " + failure)));
            if (publish) {
                server.publish(new Publisher(registry, new Tokens(database), follower::wake, CLOCK));
            }
        }

        @Override
        public void close() {
            installation.close();
        }
    }

    /// Has the server answer from what was built, and not only after its next look.
    private record Showing(ApiServer server) implements BuildProgress {
        @Override
        public void published(SnapshotManifest snapshot) {
            server.refresh();
        }
    }
}

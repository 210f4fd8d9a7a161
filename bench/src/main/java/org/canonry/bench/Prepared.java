package org.canonry.bench;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.canonry.indexbuilder.build.Batch;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.indexbuilder.follow.IndexBuilder;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.LocalBucket;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.LocalPostgres;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Registry;
import org.canonry.storage.registry.TakenIn;

/// Packages taken in, and an index over them: a folder as `canonry up --data` leaves it. It is kept for the next run, which begins at once where
/// neither the packages nor the program changed.
///
/// @param data the folder
public record Prepared(Path data) {
    private static final int THREADS = 2;

    /// The folder for these packages; made when it is not there, in place of all others.
    public static Prepared of(Tarballs tarballs, Home home) throws IOException {
        var prepared = new Prepared(home.data().resolve(tarballs.fingerprint() + "-" + program()));
        if (!Files.exists(prepared.mark())) {
            delete(home.data());
            prepared.make(tarballs);
            Files.createFile(prepared.mark());
        }
        return prepared;
    }

    /// The program that takes in and builds, without all that only asks: another one may write something else.
    private static String program() throws IOException {
        var jars = new ByteArrayOutputStream();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && (entry.contains("canonry-storage-") || entry.contains("canonry-index-builder-"))) {
                jars.write(Files.readAllBytes(Path.of(entry)));
            }
        }
        return Tarballs.fingerprint(jars.toByteArray());
    }

    private Path mark() {
        return data.resolve("prepared");
    }

    /// The bucket in it, with its index.
    public LocalBucket bucket() throws IOException {
        return LocalBucket.open(Files.createDirectories(data.resolve("bucket")));
    }

    /// The database in it, with the rows of the index; it runs until it is closed.
    LocalPostgres postgres() throws IOException {
        return LocalPostgres.start(data.resolve("postgres"), LocalPostgres.userCache());
    }

    /// Talks to a database as plain programs do.
    static Connection connect(LocalPostgres postgres) throws IOException, SQLException {
        var url = URI.create(postgres.url());
        var account = url.getUserInfo().split(":", 2);
        return DriverManager.getConnection("jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()), account[0], account[1]);
    }

    private void make(Tarballs tarballs) throws IOException {
        System.err.println("Preparing: taking in and indexing, kept for the next run …");
        try (var bucket = bucket();
                var postgres = postgres();
                var database = Database.open(postgres.url(), Limits.defaults())) {
            take(tarballs, bucket);
            database.migrate();
            builder(bucket, database, Files.createDirectories(data.resolve("builder"))).catchUp(BuildProgress.SILENT);
        }
    }

    private static void take(Tarballs tarballs, Bucket bucket) throws IOException {
        var registry = Registry.open(bucket, URI.create("http://localhost/pkgs"), Limits.defaults(), Clock.systemUTC());
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var taking = new ArrayList<Future<TakenIn>>();
            tarballs.files().forEach((source, content) -> taking.add(threads.submit(() -> registry.take(source, content))));
            for (var taken : taking) {
                taken.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a package cannot be taken in: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        registry.publishViews((written, total) -> {});
    }

    /// A builder as production has it, on two threads.
    static IndexBuilder builder(Bucket bucket, Database database, Path folder) {
        return new IndexBuilder(database, new Batch.Tools(bucket, folder, THREADS, Limits.defaults(), Clock.systemUTC()));
    }

    /// Deletes a folder with all that is in it; nothing when it is not there.
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

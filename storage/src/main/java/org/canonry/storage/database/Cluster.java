package org.canonry.storage.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.canonry.storage.limits.Limits;

/// The folder that a server's data is in: the cluster, the password, the lock and the log. Closed to everybody else.
record Cluster(Path home) {
    static final String USER = "canonry";

    /// Opens the folder, making it when it is not there.
    static Cluster at(Path home) throws IOException {
        Files.createDirectories(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        return new Cluster(home.toRealPath());
    }

    /// What PostgreSQL itself calls the data directory.
    Path data() {
        return home.resolve("cluster");
    }

    Path log() {
        return home.resolve("server.log");
    }

    /// Takes the folder for this process until the channel is closed or the process ends, however it ends.
    ///
    /// With it, a postmaster that still runs on the folder is surely an orphan, and may be stopped.
    ///
    /// @throws IOException when another process has it
    FileChannel lock() throws IOException {
        var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer.
        }
        channel.close();
        throw new IOException("another Canonry uses the database in %s: stop it, or give another folder".formatted(home));
    }

    /// Makes the cluster unless it is there. Atomic: made beside and renamed, so that a start after a crash begins anew.
    void initialise(PostgresBinaries binaries, ServerAccount account, ServerSettings settings, Limits limits) throws IOException {
        if (Files.exists(data())) {
            account.own(home, limits);
            return;
        }
        var fresh = home.resolve("cluster.new");
        PostgresBinaries.delete(fresh);
        writePassword();
        account.own(home, limits);
        Command.run(account.command(settings.initdb(binaries.program("initdb"), fresh, passwordFile())), home, limits);
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /// The password of [#USER], known to whoever may read this folder.
    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /// The log of the last run is kept: after a crash it tells why.
    void turnLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), home.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private void writePassword() throws IOException {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        Files.createFile(passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), HexFormat.of().formatHex(random));
    }
}

package org.canonry.storage.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a server is set up: for data that is kept, or for data that a test throws away.
enum ServerSettings {
    /// Every commit is on the disk before it is answered.
    DURABLE("""
            fsync = on
            synchronous_commit = on
            """),
    /// Fast, and lost with the machine.
    TEMPORARY("""
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            """);

    private static final String FILE = "postgresql.conf";

    private final String durability;

    ServerSettings(String durability) {
        this.durability = durability;
    }

    /// The command that makes a cluster: UTF-8 everywhere and order by code point, whatever the machine's locale.
    String[] initdb(String program, Path data, Path password) {
        var words = new ArrayList<>(List.of(
                program,
                "--pgdata=" + data,
                "--username=" + Cluster.USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        if (this == TEMPORARY) {
            words.add("--no-sync");
        }
        return words.toArray(String[]::new);
    }

    /// Writes the settings into the cluster and returns the port: that of the last run when it is free, else any.
    int write(Path data) throws IOException {
        var port = freePort(lastPort(data.resolve(FILE)));
        Files.writeString(data.resolve(FILE), text(port));
        return port;
    }

    /// Small enough for a laptop. No socket file and no address but the loopback: only this machine, and only with the
    /// password. JIT and parallel workers cost more than they bring for queries of a few rows.
    private String text(int port) {
        return """
                # Written anew at every start: changes here are lost.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 50
                shared_buffers = 128MB
                max_wal_size = 2GB
                wal_level = minimal
                max_wal_senders = 0
                max_parallel_workers_per_gather = 0
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                %s""".formatted(port, durability);
    }

    private static int lastPort(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("port = "))
                    .map(line -> Integer.valueOf(line.substring("port = ".length()).strip()))
                    .findFirst()
                    .orElse(0);
        }
    }

    /// Free now; whoever takes it before the server does makes the start fail, and it is tried again.
    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) {
                throw e;
            }
            return freePort(0);
        }
    }
}

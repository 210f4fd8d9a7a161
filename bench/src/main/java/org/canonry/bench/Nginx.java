package org.canonry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real nginx over a folder, with the settings that its own manual gives for static files. Runs until it is closed.
final class Nginx implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 10_000;
    private static final int PAUSE_MILLISECONDS = 50;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it. Empty where this machine has none; Debian's is `apt-get install nginx-light`.
    ///
    /// @param served whose files it serves
    /// @param folder for what it keeps
    /// @throws IOException when it does not start
    static Optional<Nginx> start(Path served, Path folder) throws IOException {
        var program = Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Stream.of((path + ":/usr/sbin").split(":")))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        return program.isEmpty() ? Optional.empty() : Optional.of(start(program.get(), served, Files.createDirectories(folder)));
    }

    private static Nginx start(Path program, Path served, Path folder) throws IOException {
        var port = freePort();
        var settings = Files.writeString(folder.resolve("nginx.conf"), settings(served.toAbsolutePath(), folder.toAbsolutePath(), port));
        var process = new ProcessBuilder(program.toString(), "-p", folder.toAbsolutePath().toString(), "-c", settings.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        var nginx = new Nginx(process, port);
        nginx.awaitAnswer(folder.resolve("nginx.log"));
        return nginx;
    }

    /// One worker for each core, as the manual says; files by the kernel; connections kept for as long as measuring lasts.
    private static String settings(Path served, Path folder, int port) {
        return """
                daemon off;
                user %1$s;
                worker_processes auto;
                pid %2$s/nginx.pid;
                error_log %2$s/error.log;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 1000000000;
                  default_type application/octet-stream;
                  client_body_temp_path %2$s/body;
                  proxy_temp_path %2$s/proxy;
                  fastcgi_temp_path %2$s/fastcgi;
                  uwsgi_temp_path %2$s/uwsgi;
                  scgi_temp_path %2$s/scgi;
                  server { listen 127.0.0.1:%3$d; root %4$s; }
                }
                """.formatted(System.getProperty("user.name"), folder, port, served);
    }

    private static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        for (var waited = 0; waited < PATIENCE_MILLISECONDS && process.isAlive(); waited += PAUSE_MILLISECONDS) {
            try {
                new Connection(port).close();
                return;
            } catch (IOException e) {
                pause();
            }
        }
        close();
        throw new IOException("nginx does not start: " + Files.readString(log));
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

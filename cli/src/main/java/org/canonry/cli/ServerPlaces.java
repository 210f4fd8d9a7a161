package org.canonry.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a server keeps everything: the places that all commands know, and its database.
final class ServerPlaces extends Places {
    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:CANONRY_DATABASE}",
            description = "postgresql://user:password@host:port/name of a database to use instead of the embedded one (CANONRY_DATABASE).")
    private @Nullable String database;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            defaultValue = "${env:CANONRY_PUBLIC_URL}",
            description = "Where the world finds the bucket's files: this server behind its proxy, or the bucket's own address (default: this machine; CANONRY_PUBLIC_URL).")
    private @Nullable String publicUrl;

    ServerPlaces() {}

    /// Everything in one folder.
    ServerPlaces(Path data) {
        super(data);
    }

    /// Where the world finds the bucket's files; empty for this machine and the port.
    ///
    /// @throws IllegalArgumentException when it is no address; the message says what is
    Optional<URI> publicUrl() {
        return Optional.ofNullable(publicUrl).map(String::strip).filter(text -> !text.isEmpty()).map(ServerPlaces::address);
    }

    private static URI address(String text) {
        try {
            var address = new URI(text);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme()) && address.getQuery() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Refused like any other text that is no address.
        }
        throw new IllegalArgumentException("--public-url %s is no address: write https://packages.example.org".formatted(text));
    }

    /// The address of the database; null for the embedded one.
    @Nullable String database() {
        return database == null || database.isBlank() ? null : database;
    }
}

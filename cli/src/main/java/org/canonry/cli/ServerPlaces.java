package org.canonry.cli;

import java.nio.file.Path;
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

    ServerPlaces() {}

    /// Everything in one folder.
    ServerPlaces(Path data) {
        super(data);
    }

    /// The address of the database; null for the embedded one.
    @Nullable String database() {
        return database == null || database.isBlank() ? null : database;
    }
}

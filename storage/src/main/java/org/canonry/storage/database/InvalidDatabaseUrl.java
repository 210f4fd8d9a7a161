package org.canonry.storage.database;

/// What was given as a database's URL is none. The message says what is expected and never repeats a password.
public final class InvalidDatabaseUrl extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidDatabaseUrl(String problem) {
        super("not a PostgreSQL URL, %s: expected postgresql://user:password@host:port/database".formatted(problem));
    }
}

package org.canonry.storage.database;

import static org.canonry.storage.database.Tables.TOKEN;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.canonry.storage.access.Action;
import org.canonry.storage.access.NamePattern;
import org.canonry.storage.access.Secret;
import org.canonry.storage.access.Token;
import org.jooq.Record;

/// Keeps tokens, and of their secrets only hashes. Thread-safe. What is asked fails with [DatabaseUnavailable] while the database is away: nobody is let in
/// on the word of a memory that may have been revoked since.
public final class Tokens {
    /// Writing each use would make of every request a write.
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;

    /// In `database`.
    public Tokens(Database database) {
        this.database = database;
    }

    /// Keeps a new token.
    ///
    /// @param secret by which its owner will be known; only its hash is kept
    public void add(Token token, Secret secret) throws IOException {
        database.write((sql, connection) -> sql.insertInto(TOKEN)
                .set(TOKEN.ID, token.id())
                .set(TOKEN.HASH, secret.hash())
                .set(TOKEN.OWNER, token.owner())
                .set(TOKEN.ACTIONS, token.actions().stream().map(Action::name).sorted().toArray(String[]::new))
                .set(TOKEN.PACKAGES, token.packages().stream().map(NamePattern::text).toArray(String[]::new))
                .set(TOKEN.CREATED_AT, token.createdAt())
                .set(TOKEN.EXPIRES_AT, token.expiresAt())
                .execute());
    }

    /// The token of a secret, good or not; empty when nobody ever had it.
    ///
    /// The database compares hashes, of which an attacker cannot choose one byte after the other: how long it takes tells nothing.
    public Optional<Token> find(Secret secret) throws DatabaseUnavailable {
        return database.read(sql -> sql.selectFrom(TOKEN).where(TOKEN.HASH.eq(secret.hash())).fetchOptional(Tokens::token));
    }

    /// Notes that a token was used, to the minute.
    public void use(Token token, Instant at) throws IOException {
        var last = token.lastUsedAt();
        if (last == null || last.plus(USE_IS_NOTED_EVERY).isBefore(at)) {
            database.write((sql, connection) -> sql.update(TOKEN)
                    .set(TOKEN.LAST_USED_AT, at.truncatedTo(ChronoUnit.MINUTES))
                    .where(TOKEN.ID.eq(token.id()))
                    .execute());
        }
    }

    /// All tokens, the newest first.
    public List<Token> all() throws DatabaseUnavailable {
        return database.read(sql -> sql.selectFrom(TOKEN).orderBy(TOKEN.CREATED_AT.desc(), TOKEN.ID).fetch(Tokens::token));
    }

    /// Ends a token; a token that was revoked before stays so since then. False when there is none of that id.
    public boolean revoke(String id, Instant at) throws IOException {
        return database.write((sql, connection) -> {
            sql.update(TOKEN).set(TOKEN.REVOKED_AT, at).where(TOKEN.ID.eq(id).and(TOKEN.REVOKED_AT.isNull())).execute();
            return sql.fetchExists(TOKEN, TOKEN.ID.eq(id));
        });
    }

    private static Token token(Record row) {
        return new Token(
                row.get(TOKEN.ID),
                row.get(TOKEN.OWNER),
                Arrays.stream(row.get(TOKEN.ACTIONS)).map(Action::valueOf).collect(Collectors.toSet()),
                Arrays.stream(row.get(TOKEN.PACKAGES)).map(NamePattern::new).toList(),
                row.get(TOKEN.CREATED_AT),
                row.get(TOKEN.EXPIRES_AT),
                row.get(TOKEN.REVOKED_AT),
                row.get(TOKEN.LAST_USED_AT));
    }
}

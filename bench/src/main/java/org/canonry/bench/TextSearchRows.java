package org.canonry.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.canonry.storage.database.LocalPostgres;

/// The rows of the index in PostgreSQL, as one would search them there: words by its full-text search, slips by trigrams. Made anew each time, in a schema
/// of their own, and dropped with it.
final class TextSearchRows implements AutoCloseable {
    private static final String MAKE = """
            create extension if not exists pg_trgm;
            drop schema if exists bench cascade;
            create schema bench;
            create table bench.resource as
              select url, max(url_version) as version, max(name) as name, max(title) as title, left(max(description), 4000) as description
              from canonical group by url;
            alter table bench.resource add column words tsvector generated always as (
              setweight(to_tsvector('english', coalesce(name, '') || ' ' || coalesce(title, '')), 'A') ||
              setweight(to_tsvector('simple', url), 'B') || setweight(to_tsvector('english', coalesce(description, '')), 'C')) stored;
            alter table bench.resource add column naming text generated always as (coalesce(name, '') || ' ' || coalesce(title, '')) stored;
            create index on bench.resource using gin (words);
            create index on bench.resource using gin (naming gin_trgm_ops);
            create index on bench.resource (url);
            analyze bench.resource""";

    private static final String FIND = """
            select url, ts_rank(words, websearch_to_tsquery('english', ?)) + similarity(naming, ?) as rank
            from bench.resource
            where words @@ websearch_to_tsquery('english', ?) or naming % ? or url = ?
            order by rank desc
            limit ?""";
    private static final int TEXTS = 5;

    private final LocalPostgres postgres;
    private final Connection connection;
    private final PreparedStatement find;

    private TextSearchRows(LocalPostgres postgres, Connection connection) throws SQLException {
        this.postgres = postgres;
        this.connection = connection;
        try (var making = connection.createStatement()) {
            making.execute(MAKE);
        }
        this.find = connection.prepareStatement(FIND);
    }

    static TextSearchRows of(Prepared prepared) throws IOException {
        var postgres = prepared.postgres();
        try {
            return new TextSearchRows(postgres, Prepared.connect(postgres));
        } catch (SQLException e) {
            postgres.close();
            throw new IOException(e);
        }
    }

    /// Finds so many rows, the best first.
    void find(String text, int size) throws IOException {
        try {
            for (var i = 1; i <= TEXTS; i++) {
                find.setString(i, text);
            }
            find.setInt(TEXTS + 1, size);
            try (var rows = find.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (postgres;
                connection;
                var dropping = connection.createStatement()) {
            dropping.execute("drop schema bench cascade");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}

package org.canonry.storage.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Brings rows into one table by COPY, PostgreSQL's fastest way in, within the connection's transaction.
///
/// ```java
/// try (var rows = CopyRows.into(connection, DEPENDENCY, DEPENDENCY.LSN, DEPENDENCY.NAME)) {
///     rows.row().number(17).text("hl7.fhir.r4.core");
///     rows.finish();
/// }
/// ```
///
/// Each [#row()] begins a row; then come its values, in the order of the columns. Closed without [#finish()], nothing of
/// it is kept, and the transaction can only be rolled back. Text loses what PostgreSQL cannot hold: U+0000 and lone
/// surrogates become U+FFFD. A connection can do nothing else meanwhile.
///
/// Trouble with the database is thrown as jOOQ throws it, [DataAccessException], so that [Database] sees one kind. Not
/// thread-safe.
public final class CopyRows implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final String table;
    private final int columns;
    private final CopyIn copy;
    private final CopyWriter writer;
    private long rows;
    private int column;

    private CopyRows(String table, int columns, CopyIn copy) {
        this.table = table;
        this.columns = columns;
        this.copy = copy;
        this.writer = new CopyWriter(BUFFER_BYTES, this::send);
    }

    /// Begins to bring rows into the named columns of a table; the others get what they get by default.
    public static CopyRows into(Connection connection, Table<?> table, TableField<?, ?>... columns) {
        try {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command(table, columns));
            return new CopyRows(table.getName(), columns.length, copy);
        } catch (SQLException e) {
            throw failure(table.getName(), e);
        }
    }

    /// Begins a row.
    ///
    /// @throws IllegalStateException when the row before it has not a value for each column
    public CopyRows row() {
        endRow();
        rows++;
        column = 0;
        return this;
    }

    /// The next column is a text, or null.
    public CopyRows text(@Nullable String value) {
        next();
        if (value == null) {
            writer.nothing();
        } else {
            writer.text(value);
        }
        return this;
    }

    /// The next column is a whole number.
    public CopyRows number(long value) {
        next();
        writer.number(value);
        return this;
    }

    /// The next column is a whole number, or null.
    public CopyRows number(@Nullable Long value) {
        return value == null ? nothing() : number(value.longValue());
    }

    /// The next column is true or false.
    public CopyRows flag(boolean value) {
        next();
        writer.flag(value);
        return this;
    }

    /// The next column is true, false or null.
    public CopyRows flag(@Nullable Boolean value) {
        return value == null ? nothing() : flag(value.booleanValue());
    }

    /// The next column is bytes, or null.
    public CopyRows bytes(byte @Nullable [] value) {
        next();
        if (value == null) {
            writer.nothing();
        } else {
            writer.bytes(value);
        }
        return this;
    }

    /// The next column is an array of texts, none of them null; or null.
    public CopyRows texts(@Nullable List<String> values) {
        next();
        if (values == null) {
            writer.nothing();
        } else {
            writer.texts(values);
        }
        return this;
    }

    /// The next column is a moment, kept to the microsecond, or null. Before year 1 it is `-infinity`, after year 9999
    /// `infinity`.
    public CopyRows instant(@Nullable Instant value) {
        next();
        if (value == null) {
            writer.nothing();
        } else {
            writer.instant(value);
        }
        return this;
    }

    /// The next column is null.
    public CopyRows nothing() {
        next();
        writer.nothing();
        return this;
    }

    /// Ends it, checked by the database, and returns the number of rows.
    ///
    /// @throws IllegalStateException when the last row has not a value for each column
    public long finish() {
        endRow();
        writer.flush();
        try {
            return copy.endCopy();
        } catch (SQLException e) {
            throw failure(table, e);
        }
    }

    /// Abandons the rows unless [#finish()] was reached.
    @Override
    public void close() {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                throw failure(table, e);
            }
        }
    }

    private void next() {
        if (rows == 0 || column == columns) {
            throw new IllegalStateException("%s: a value that belongs to no column, after row %d".formatted(table, rows));
        }
        if (column++ > 0) {
            writer.separator();
        }
    }

    private void endRow() {
        if (rows == 0) {
            return;
        }
        if (column != columns) {
            throw new IllegalStateException("%s: row %d has %d of %d values".formatted(table, rows, column, columns));
        }
        writer.endRow();
    }

    private void send(byte[] buffer, int length) {
        try {
            copy.writeToCopy(buffer, 0, length);
        } catch (SQLException e) {
            throw failure(table, e);
        }
    }

    private static String command(Table<?> table, TableField<?, ?>... columns) {
        return "copy \"%s\" (%s) from stdin with (format text, encoding 'UTF8')"
                .formatted(
                        table.getName(),
                        Arrays.stream(columns).map(Field::getName).collect(Collectors.joining("\", \"", "\"", "\"")));
    }

    private static DataAccessException failure(String table, SQLException cause) {
        return new DataAccessException("rows for %s: %s".formatted(table, cause.getMessage()), cause);
    }
}

package org.canonry.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The relational record, wherever its PostgreSQL is.
///
/// Opening it needs no server: every call finds out for itself, within its limits, and a database that comes back is used
/// again. After it was found away, readers are refused at once for `database_retry_milliseconds`, so that what else they do
/// does not wait for it.
///
/// Thread-safe.
public final class Database implements AutoCloseable {
    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private static final Settings SETTINGS = new Settings().withRenderSchema(false).withExecuteLogging(false);

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    private final Limits limits;
    private final Failures failures;
    private final AtomicLong refusedUntil = new AtomicLong(System.nanoTime());

    private Database(DatabaseUrl url, Limits limits) {
        this.url = url;
        this.pool = new HikariDataSource(configuration(url, limits));
        this.limits = limits;
        this.failures = new Failures(limits);
    }

    /// The database at a URL: `postgresql://user:password@host:port/database?parameters`, or pgjdbc's own form. Connects to
    /// nothing yet.
    ///
    /// @throws InvalidDatabaseUrl when it is neither
    public static Database open(String url, Limits limits) {
        return new Database(DatabaseUrl.parse(url), limits);
    }

    /// Brings the tables to the state that this program knows, and returns how many steps that took: 0 when they were
    /// there already. Several at once wait for each other.
    ///
    /// @throws DatabaseUnavailable when the database does not answer
    /// @throws IOException when it does, and a step fails
    public int migrate() throws IOException {
        try {
            return Flyway.configure(Database.class.getClassLoader())
                    .dataSource(migrationSource())
                    .locations("classpath:db/migration")
                    .connectRetries(0)
                    .loggers("slf4j")
                    .initSql("set statement_timeout = " + limits.of(Limit.DATABASE_WRITE_MILLISECONDS))
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw failures.classify(e)
                    .<IOException>map(away -> away)
                    .orElseGet(() -> new IOException("the database cannot be migrated: " + e.getMessage(), e));
        }
    }

    /// Asks, each statement on its own and within `database_read_milliseconds`.
    ///
    /// @throws DatabaseUnavailable when the database is away, busy or slow
    /// @throws DataAccessException when a statement is wrong
    public <T extends @Nullable Object> T read(Query<T> query) throws DatabaseUnavailable {
        refuseWhileAway();
        try (var connection = connect()) {
            return query.run(context(connection));
        } catch (SQLException | DataAccessException e) {
            throw unavailable(e);
        }
    }

    /// Does all of it in one transaction, or, when anything is thrown, nothing; each statement within
    /// `database_write_milliseconds`. Waits for a connection even while readers are refused.
    ///
    /// Thrown [DatabaseUnavailable] while committing, it may have been done: look before doing it again.
    ///
    /// @throws DatabaseUnavailable when the database is away, busy or slow
    /// @throws DataAccessException when a statement is wrong
    /// @throws IOException what the work throws
    public <T extends @Nullable Object> T write(Work<T> work) throws IOException {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            return transact(connection, work);
        } catch (SQLException | DataAccessException e) {
            throw unavailable(e);
        }
    }

    /// Writes the record in one transaction, or, when anything is thrown, nothing of it.
    ///
    /// @throws IOException as [#write], and what the work throws
    public <T extends @Nullable Object> T record(Recording<T> recording) throws IOException {
        return write((sql, connection) -> {
            try (var record = new RecordWriter(sql, connection)) {
                return recording.run(record);
            }
        });
    }

    /// Gives all connections back. A server that [LocalPostgres] runs is not stopped by it.
    @Override
    public void close() {
        pool.close();
    }

    /// The pool rolls back what is not committed when the connection comes back to it, and restores its settings.
    private <T extends @Nullable Object> T transact(Connection connection, Work<T> work) throws IOException, SQLException {
        connection.setNetworkTimeout(
                Runnable::run, Math.toIntExact(TimeUnit.SECONDS.toMillis(patienceSeconds(limits, Limit.DATABASE_WRITE_MILLISECONDS))));
        try (var statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + limits.of(Limit.DATABASE_WRITE_MILLISECONDS));
        }
        var result = work.run(context(connection), connection);
        connection.commit();
        return result;
    }

    private static DSLContext context(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
    }

    private Connection connect() throws SQLException {
        return pool.getConnection();
    }

    private void refuseWhileAway() throws DatabaseUnavailable {
        if (System.nanoTime() - refusedUntil.get() < 0) {
            throw failures.away(null);
        }
    }

    private DatabaseUnavailable unavailable(Exception e) {
        var known = failures.classify(e);
        if (known.isEmpty()) {
            throw e instanceof DataAccessException wrong ? wrong : new DataAccessException(e.getMessage(), e);
        }
        if (known.get().reason() == DatabaseUnavailable.Reason.AWAY) {
            refusedUntil.set(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.of(Limit.DATABASE_RETRY_MILLISECONDS)));
        }
        return known.get();
    }

    /// Not from the pool, whose connections are set up for readers.
    private DataSource migrationSource() {
        var source = new PGSimpleDataSource();
        source.setURL(url.jdbc());
        url.user().ifPresent(source::setUser);
        url.password().ifPresent(source::setPassword);
        source.setConnectTimeout(connectSeconds(limits));
        // Nobody waits for an answer yet, and a server that has just started on a busy machine may be slow to greet.
        source.setLoginTimeout(limits.intOf(Limit.POSTGRES_START_SECONDS));
        source.setSocketTimeout(patienceSeconds(limits, Limit.DATABASE_WRITE_MILLISECONDS));
        return source;
    }

    private static HikariConfig configuration(DatabaseUrl url, Limits limits) {
        var connectMillis = limits.of(Limit.DATABASE_CONNECT_MILLISECONDS);
        var config = new HikariConfig();
        config.setPoolName("canonry");
        config.setJdbcUrl(url.jdbc());
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        config.setDataSourceProperties(driverProperties(limits));
        config.setMaximumPoolSize(limits.intOf(Limit.DATABASE_CONNECTIONS));
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(connectMillis, 250));
        config.setValidationTimeout(Math.max(connectMillis, 250));
        // A server that is away is no reason not to start.
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql("set statement_timeout = " + limits.of(Limit.DATABASE_READ_MILLISECONDS));
        return config;
    }

    private static Properties driverProperties(Limits limits) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", Integer.toString(connectSeconds(limits)));
        properties.setProperty("loginTimeout", Integer.toString(connectSeconds(limits)));
        properties.setProperty("socketTimeout", Integer.toString(patienceSeconds(limits, Limit.DATABASE_READ_MILLISECONDS)));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("ApplicationName", "canonry");
        return properties;
    }

    private static int connectSeconds(Limits limits) {
        return Math.max(1, Math.toIntExact(TimeUnit.MILLISECONDS.toSeconds(limits.of(Limit.DATABASE_CONNECT_MILLISECONDS))));
    }

    /// The server ends a slow statement itself; a little later, waiting for a server that went without a word ends.
    private static int patienceSeconds(Limits limits, Limit statement) {
        return Math.toIntExact(TimeUnit.MILLISECONDS.toSeconds(limits.of(statement))) + 2;
    }

    /// What a reader asks.
    ///
    /// @param <T> what it answers
    @FunctionalInterface
    public interface Query<T extends @Nullable Object> {
        /// Asks through `database`, which is good for this call only.
        T run(DSLContext database);
    }

    /// What a writer does.
    ///
    /// @param <T> what it answers
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        /// Writes through `database`, or through its `connection` where rows come in bulk; both are good for this call only.
        T run(DSLContext database, Connection connection) throws IOException;
    }

    /// What writes the record.
    ///
    /// @param <T> what it answers
    @FunctionalInterface
    public interface Recording<T extends @Nullable Object> {
        /// Writes through `record`, which is good for this call only.
        T run(RecordWriter record) throws IOException;
    }
}

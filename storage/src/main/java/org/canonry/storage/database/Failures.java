package org.canonry.storage.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.canonry.storage.database.DatabaseUnavailable.Reason;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Tells a database that does not answer from a statement that is wrong.
///
/// By SQLSTATE: PostgreSQL documentation, appendix A, "PostgreSQL Error Codes".
record Failures(Limits limits) {

    /// What a failure means when the database did not answer; empty when it did.
    Optional<DatabaseUnavailable> classify(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var known = classify(sql);
                if (known.isPresent()) {
                    return known;
                }
            }
        }
        return Optional.empty();
    }

    DatabaseUnavailable away(@Nullable Throwable cause) {
        return new DatabaseUnavailable(Reason.AWAY, "the database does not answer: ask again later", cause);
    }

    private Optional<DatabaseUnavailable> classify(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) {
            return failure instanceof SQLTransientConnectionException ? Optional.of(busy(failure)) : Optional.empty();
        }
        return switch (state) {
            // Connection failures of class 08, a server that stops, crashed or is starting.
            case "08000", "08001", "08003", "08004", "08006", "57P01", "57P02", "57P03" -> Optional.of(away(failure));
            case "53300" -> Optional.of(busy(failure));
            case "57014" -> Optional.of(slow(failure));
            default -> Optional.empty();
        };
    }

    private DatabaseUnavailable busy(SQLException failure) {
        // The pool's own exception: whether it waited for a connection in use or for one that failed, its cause tells.
        if (failure.getCause() instanceof SQLException cause) {
            return classify(cause).orElseGet(() -> away(failure));
        }
        return new DatabaseUnavailable(
                Reason.BUSY, "no connection to the database within " + limits.describe(Limit.DATABASE_CONNECT_MILLISECONDS), failure);
    }

    private DatabaseUnavailable slow(SQLException failure) {
        return new DatabaseUnavailable(
                Reason.SLOW,
                "the database took longer than %s or %s"
                        .formatted(limits.describe(Limit.DATABASE_READ_MILLISECONDS), limits.describe(Limit.DATABASE_WRITE_MILLISECONDS)),
                failure);
    }
}

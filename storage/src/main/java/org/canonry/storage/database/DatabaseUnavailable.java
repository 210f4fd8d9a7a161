package org.canonry.storage.database;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The database did not answer, or not in time. Nothing is wrong with what was asked: it may be asked again later.
///
/// The message is fit for a caller; it holds no address and no password.
public final class DatabaseUnavailable extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    DatabaseUnavailable(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// Why, as a stable code.
    public Reason reason() {
        return reason;
    }

    /// Why the database did not answer.
    public enum Reason {
        /// It cannot be reached, is starting or stopping, or the connection broke.
        AWAY,
        /// It has no connection free.
        BUSY,
        /// It was reached and did not finish in time.
        SLOW
    }
}

package org.canonry.api.query.language;

import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// A search text that clearly means to be a query but is none, or that goes beyond a limit. The message says what to change.
public final class InvalidQuery extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int column;
    private final @Nullable Limit limit;

    private InvalidQuery(String detail, int column, @Nullable Limit limit) {
        super(detail);
        this.column = column;
        this.limit = limit;
    }

    /// The query breaks the grammar at `column`.
    public static InvalidQuery at(int column, String detail) {
        return new InvalidQuery(detail, column, null);
    }

    /// The query goes beyond `limit` at `column`.
    public static InvalidQuery beyond(Limits limits, Limit limit, int column) {
        return new InvalidQuery("the query goes beyond %s: make it smaller".formatted(limits.describe(limit)), column, limit);
    }

    /// A prefix is shorter than its limit.
    public static InvalidQuery tooShort(Limits limits, int column) {
        var detail = "letters and digits before the asterisk must be at least %s".formatted(limits.describe(Limit.QUERY_PREFIX_CHARACTERS));
        return new InvalidQuery(detail, column, Limit.QUERY_PREFIX_CHARACTERS);
    }

    /// What is wrong and what to do, in words.
    public String detail() {
        return String.valueOf(getMessage());
    }

    /// Character of the text at which it is wrong, from 1.
    public int column() {
        return column;
    }

    /// The limit that it goes beyond, where it does.
    public Optional<Limit> limit() {
        return Optional.ofNullable(limit);
    }
}

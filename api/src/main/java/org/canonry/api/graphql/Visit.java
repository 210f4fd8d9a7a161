package org.canonry.api.graphql;

import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.canonry.api.snapshot.Snapshots;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlRequest;

/// One request on its way through the engine: by which door it came, who pays, the snapshot that it borrows, what it costs, and whether its answer
/// may be kept. Thread-safe.
final class Visit {
    private static final String KEY = Visit.class.getName();
    private static final long UNKNOWN = -1;

    private final Snapshots snapshots;
    private final Allowance allowance;
    private final boolean onlyQueries;
    private volatile Loan loan;
    private volatile long points = UNKNOWN;
    private volatile boolean isLasting = true;
    private volatile @Nullable Refused refused;

    /// @param allowance what the client may ask for
    /// @param onlyQueries whether it came by a door for queries alone
    Visit(Snapshots snapshots, Allowance allowance, boolean onlyQueries) {
        this.snapshots = snapshots;
        this.allowance = allowance;
        this.onlyQueries = onlyQueries;
        this.loan = new Loan(snapshots);
    }

    /// As attributes of a request; [#of(WebGraphQlRequest)] reads them.
    Map<String, Object> attributes() {
        return Map.of(KEY, this);
    }

    static Visit of(WebGraphQlRequest request) {
        return (Visit) Objects.requireNonNull(request.getAttributes().get(KEY));
    }

    static Visit of(GraphQLContext context) {
        return Objects.requireNonNull(context.<Visit>get(Visit.class));
    }

    Loan loan() {
        return loan;
    }

    /// A snapshot for the next event of a subscription, in place of that for the event before.
    Loan another() {
        loan = new Loan(snapshots);
        return loan;
    }

    Allowance allowance() {
        return allowance;
    }

    boolean takesOnlyQueries() {
        return onlyQueries;
    }

    /// Why a request by such a door is refused that asks for anything else.
    static Refused onlyQueries() {
        return new Refused(ErrorCode.BAD_USER_INPUT, "by GET only a query can be asked: ask by POST");
    }

    /// What the document costs, as the guard has found; 0 while it does not know.
    long points() {
        return Math.max(points, 0);
    }

    /// Whether the guard has looked at the document.
    boolean isWeighed() {
        return points != UNKNOWN;
    }

    void weighed(long cost) {
        points = cost;
    }

    /// The answer is not told by the state of the index alone: nobody may keep it.
    void fleeting() {
        isLasting = false;
    }

    boolean isLasting() {
        return isLasting;
    }

    /// Ends the request before anything of it is answered.
    AbortExecutionException abort(Refused reason) {
        return new AbortExecutionException(List.of(refuse(reason)));
    }

    /// Notes why the request is not answered.
    GraphQLError refuse(Refused reason) {
        refused = reason;
        return Errors.error(reason);
    }

    /// Why it was ended; null when it was not.
    @Nullable Refused refused() {
        return refused;
    }
}

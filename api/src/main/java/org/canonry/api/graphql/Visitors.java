package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Receives requests: who sends them, and what they carry. Thread-safe.
///
/// @param snapshots lends the state of the index
/// @param allowances what each client may ask for
/// @param limits bounds in force
record Visitors(Snapshots snapshots, Allowances allowances, Limits limits) {

    /// One request on its way.
    ///
    /// @param onlyQueries whether it came by a door for queries alone
    Visit of(HttpServletRequest request, boolean onlyQueries) {
        return new Visit(snapshots, allowance(request), onlyQueries);
    }

    /// One message of a client that is known.
    Visit of(Allowance client) {
        return new Visit(snapshots, client, false);
    }

    /// What the sender of a request may ask for.
    Allowance allowance(HttpServletRequest request) {
        return allowances.of(request);
    }

    /// The body of a request.
    ///
    /// @throws Refused when it is too long
    byte[] body(HttpServletRequest request) throws IOException {
        var most = limits.intOf(Limit.GRAPHQL_BODY_BYTES);
        var body = request.getContentLengthLong() > most ? null : request.getInputStream().readNBytes(most + 1);
        if (body == null || body.length > most) {
            throw new Refused(ErrorCode.REQUEST_TOO_LARGE, "the request is longer than " + limits.describe(Limit.GRAPHQL_BODY_BYTES));
        }
        return body;
    }
}

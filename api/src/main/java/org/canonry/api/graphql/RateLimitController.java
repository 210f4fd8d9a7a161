package org.canonry.api.graphql;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/// What the client that asks may ask for.
@Controller
class RateLimitController {
    @QueryMapping
    RateLimit rateLimit(Visit visit) {
        visit.fleeting();
        var now = System.nanoTime();
        var allowance = visit.allowance();
        return new RateLimit(allowance.limit(), visit.points(), allowance.remaining(now), allowance.resetAt(now));
    }

    /// @param limit points in a minute; this and what follows from it is null where any number is allowed
    /// @param cost points of the document that asks
    /// @param remaining points that are left
    /// @param resetAt when all points are back
    record RateLimit(@Nullable Long limit, long cost, @Nullable Long remaining, @Nullable Instant resetAt) {}
}

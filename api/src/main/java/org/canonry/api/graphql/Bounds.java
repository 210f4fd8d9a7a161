package org.canonry.api.graphql;

import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// How much of something an argument may ask for.
final class Bounds {
    private Bounds() {}

    /// @throws Refused when a list has more items than a limit allows
    static void refuseMore(String argument, int items, Limit limit, Limits limits) {
        if (items > limits.of(limit)) {
            throw Refused.input("`%s` has %d items; at most %s".formatted(argument, items, limits.describe(limit)));
        }
    }

    /// @throws Refused when a list has no item, or more than a limit allows
    static void refuseNoneOrMore(String argument, int items, Limit limit, Limits limits) {
        if (items == 0) {
            throw Refused.input("`%s` names at least one".formatted(argument));
        }
        refuseMore(argument, items, limit, limits);
    }

    /// @throws Refused when a number of items is not from 1 to a limit
    static int atMost(String argument, int items, Limit limit, Limits limits) {
        if (items < 1 || items > limits.of(limit)) {
            throw Refused.input("`%s` is from 1 to %s, not %d".formatted(argument, limits.describe(limit), items));
        }
        return items;
    }

    /// @throws Refused when a number of items is not from 1 to the longest page
    static int page(String argument, int items, Limits limits) {
        return atMost(argument, items, Limit.GRAPHQL_PAGE_ITEMS, limits);
    }
}

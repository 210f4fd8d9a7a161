package org.canonry.api.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// How a field is asked to be paged, and how its cursors are written.
///
/// @param window the part that is asked for
/// @param cursors writes the cursors
/// @param list tells this list from all others: the field, what it is a field of, and its other arguments
record Paging(Window window, Cursors cursors, String list) {
    private static final int SIZE = 20;
    private static final Set<String> ARGUMENTS = Set.of("first", "after", "last", "before");

    /// Reads the arguments `first`, `after`, `last` and `before` of a field.
    ///
    /// @throws Refused when they cannot be met
    static Paging of(DataFetchingEnvironment environment, Cursors cursors, Limits limits) {
        var list = list(environment);
        Integer first = environment.getArgument("first");
        Integer last = environment.getArgument("last");
        if (first != null && last != null) {
            throw Refused.input("`first` and `last` cannot be given together: ask for the one or the other");
        }
        var window = new Window(
                size(first, last, limits), last == null,
                position(environment, "after", cursors, list), position(environment, "before", cursors, list));
        return new Paging(window, cursors, list);
    }

    private static int size(@Nullable Integer first, @Nullable Integer last, Limits limits) {
        return first != null
                ? Bounds.page("first", first, limits)
                : last != null ? Bounds.page("last", last, limits) : SIZE;
    }

    private static Optional<Position> position(DataFetchingEnvironment environment, String argument, Cursors cursors, String list) {
        String cursor = environment.getArgument(argument);
        if (cursor == null) {
            return Optional.empty();
        }
        return Optional.of(cursors.read(cursor, list).orElseThrow(() -> Refused.input(
                "`%s` is no cursor of this list: a cursor is good for the same field with the same other arguments".formatted(argument))));
    }

    private static String list(DataFetchingEnvironment environment) {
        var others = new TreeMap<String, Object>(environment.getArguments());
        others.keySet().removeAll(ARGUMENTS);
        others.values().removeIf(Objects::isNull);
        var type = ((GraphQLNamedType) environment.getParentType()).getName();
        return type + '.' + environment.getFieldDefinition().getName() + ' ' + NodeId.name(environment.getSource()) + ' ' + others;
    }

    /// The connection of a page.
    <T> Connection<T> connection(Page<T> page) {
        return Connection.of(page, this);
    }

    /// The cursor of a place in the list.
    String cursor(Position position) {
        return cursors.write(position, list);
    }
}

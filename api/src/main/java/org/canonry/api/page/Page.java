package org.canonry.api.page;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// A part of an ordered list.
///
/// @param items in the order of the list, whichever way it was asked for
/// @param hasPrevious whether the list has items ahead of these
/// @param hasNext whether the list has items behind these
/// @param total length of the whole list
public record Page<T>(List<Item<T>> items, boolean hasPrevious, boolean hasNext, int total) {

    /// @param node what is listed
    /// @param position where it stands
    public record Item<T>(T node, Position position) {}

    /// The part of a list in memory that a window asks for.
    ///
    /// @param list all of it, in order
    /// @param position where an item stands
    /// @param order of positions, the same as the list's
    public static <T> Page<T> of(List<T> list, Function<T, Position> position, Comparator<Position> order, Window window) {
        var from = window.after().map(after -> firstBehind(list, position, order, after, true)).orElse(0);
        var to = window.before().map(before -> firstBehind(list, position, order, before, false)).orElse(list.size());
        var start = window.forward() ? from : Math.max(from, to - window.size());
        var end = window.forward() ? Math.min(to, from + window.size()) : to;
        var items = list.subList(Math.min(start, end), end).stream().map(node -> new Item<>(node, position.apply(node))).toList();
        return new Page<>(items, start > 0, end < list.size(), list.size());
    }

    private static <T> int firstBehind(
            List<T> list, Function<T, Position> position, Comparator<Position> order, Position place, boolean strictly) {
        var low = 0;
        var high = list.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            var compared = order.compare(position.apply(list.get(middle)), place);
            if (compared < 0 || strictly && compared == 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

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
        return between(from, to, list.size(), window, (start, end) -> list.subList(start, end).stream()
                .map(node -> new Item<>(node, position.apply(node)))
                .toList());
    }

    /// The part of a list that a window asks for, where only that part is ever made.
    ///
    /// @param from index of the first item behind the window's `after`; 0 when it has none
    /// @param to index behind the last item ahead of the window's `before`; `total` when it has none
    /// @param total length of the list
    /// @param part makes the items of a range of the list
    public static <T> Page<T> between(int from, int to, int total, Window window, Part<T> part) {
        var start = window.forward() ? from : Math.max(from, to - window.size());
        var end = window.forward() ? Math.min(to, from + window.size()) : to;
        return new Page<>(part.items(Math.min(start, end), end), start > 0, end < total, total);
    }

    /// Makes a part of a list.
    public interface Part<T> {
        /// The items from index `start` on and ahead of index `end`, in the order of the list.
        List<Item<T>> items(int start, int end);
    }

    private static <T> int firstBehind(
            List<T> list, Function<T, Position> position, Comparator<Position> order, Position place, boolean strictly) {
        var low = 0;
        var high = list.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            var compared = order.compare(position.apply(list.get(middle)), place);
            if (compared < 0 || (strictly && compared == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

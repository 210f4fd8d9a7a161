package org.canonry.api.history;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.storage.database.DatabaseUnavailable;
import org.canonry.storage.database.History;
import org.canonry.storage.registry.Quarantined;

/// Pages through log and quarantine. Thread-safe.
///
/// @param history where they are
public record HistoryPages(History history) {
    private static final String QUARANTINE = "quarantine";

    /// Events after one, oldest first. Its total is only that of the page: the log grows, and is to be followed.
    ///
    /// @param afterLsn -1 for all
    /// @param size at most so many
    /// @param untilLsn none behind this
    public Page<History.Event> feed(long afterLsn, int size, long untilLsn) throws DatabaseUnavailable {
        var found = history.events(afterLsn, untilLsn, size + 1);
        var items = found.stream().limit(size).map(event -> new Page.Item<>(event, position(event.lsn()))).toList();
        return new Page<>(items, afterLsn >= 0, found.size() > size, items.size());
    }

    /// What was refused, in the order in which it was met.
    ///
    /// @param packageName only of this package
    /// @param untilLsn nothing that came with an event behind this
    public Page<Quarantined> quarantine(Optional<String> packageName, Window window, long untilLsn) throws DatabaseUnavailable {
        var part = new History.Part(packageName, untilLsn, id(window.after()), id(window.before()), window.forward());
        var found = history.quarantine(part, window.size() + 1);
        var more = found.size() > window.size();
        var walked = found.stream().limit(window.size()).toList();
        var items = (window.forward() ? walked : walked.reversed()).stream()
                .map(entry -> new Page.Item<>(entry.item(), position(entry.id())))
                .toList();
        return new Page<>(
                items, window.forward() ? window.after().isPresent() : more, window.forward() ? more : window.before().isPresent(),
                history.quarantined(part));
    }

    private static Position position(long number) {
        return new Position(QUARANTINE, List.of(Long.toString(number)));
    }

    private static OptionalLong id(Optional<Position> position) {
        return position.map(place -> OptionalLong.of(Long.parseLong(place.values().getFirst()))).orElse(OptionalLong.empty());
    }
}

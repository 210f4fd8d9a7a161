package org.canonry.storage.packages;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What happened to a package version after it came: all of it, so that it can be told how the version stood at any lsn. Immutable.
///
/// @param turns in the order of the log
public record Standing(List<Turn> turns) {
    /// Nothing happened to it.
    public static final Standing UNTOUCHED = new Standing(List.of());

    /// What can happen to a version that is there.
    public enum Kind {
        /// It is gone from search, tags and resolution; who knows its exact version still has it.
        WITHDRAWN,
        /// Its withdrawal is undone.
        RESTORED,
        /// Whoever takes it is warned, in the words of the message; without a message no longer.
        DEPRECATED
    }

    /// One thing that happened.
    ///
    /// @param lsn the event of the log
    /// @param at when; null when it cannot be read
    /// @param message why, in the words of whoever did it; null when nothing was said
    public record Turn(long lsn, Kind kind, @Nullable Instant at, @Nullable String message) {
        /// The same at another place in the log.
        public Turn withLsn(long lsn) {
            return new Turn(lsn, kind, at, message);
        }
    }

    /// Copies the list.
    public Standing {
        turns = List.copyOf(turns);
    }

    /// The withdrawal that holds now; empty while the version stands.
    public Optional<Turn> withdrawal() {
        return withdrawal(Long.MAX_VALUE);
    }

    /// The withdrawal that held after an event of the log.
    public Optional<Turn> withdrawal(long asOf) {
        return turns.stream()
                .filter(turn -> turn.lsn <= asOf && turn.kind != Kind.DEPRECATED)
                .reduce((earlier, later) -> later)
                .filter(turn -> turn.kind == Kind.WITHDRAWN);
    }

    /// The words by which whoever takes the version is warned; empty when it is not deprecated.
    public Optional<String> deprecation() {
        return turns.stream()
                .filter(turn -> turn.kind == Kind.DEPRECATED)
                .reduce((earlier, later) -> later)
                .flatMap(turn -> Optional.ofNullable(turn.message));
    }

    /// The last event that changed anything; 0 when none did.
    public long lsn() {
        return turns.isEmpty() ? 0 : turns.getLast().lsn;
    }

    /// How it stood after an event of the log.
    public Standing until(long lsn) {
        return lsn() <= lsn ? this : new Standing(turns.stream().filter(turn -> turn.lsn <= lsn).toList());
    }

    /// The same with more that happened. What is known of both is told once, by its lsn.
    public Standing and(Collection<Turn> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new TreeMap<Long, Turn>();
        turns.forEach(turn -> all.put(turn.lsn, turn));
        more.forEach(turn -> all.put(turn.lsn, turn));
        return new Standing(List.copyOf(all.values()));
    }

    /// As lists of package versions keep it.
    public ArrayNode toJson() {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var turn : turns) {
            var one = array.addObject().put("lsn", turn.lsn).put("event", turn.kind.name());
            if (turn.at != null) {
                one.put("at", turn.at.toString());
            }
            if (turn.message != null) {
                one.put("message", turn.message);
            }
        }
        return array;
    }

    /// Reads what [#toJson] wrote. Anything else, such as a member of that name in somebody's package.json, tells nothing.
    public static Standing read(JsonNode json) {
        var turns = new ArrayList<Turn>();
        for (var one : json.isArray() ? json : JsonNodeFactory.instance.arrayNode()) {
            readTurn(one, "at").ifPresent(turns::add);
        }
        return turns.isEmpty() ? UNTOUCHED : new Standing(turns);
    }

    /// What a line of a feed tells of a version; empty for one that tells that the version came.
    static Optional<Turn> readTurn(JsonNode line) {
        return readTurn(line, "timestamp");
    }

    private static Optional<Turn> readTurn(JsonNode json, String at) {
        return kind(json.path("event").asString(""))
                .filter(kind -> json.path("lsn").isIntegralNumber())
                .map(kind -> new Turn(json.path("lsn").asLong(), kind, instant(json.path(at)), text(json.path("message"))));
    }

    private static Optional<Kind> kind(String name) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    private static @Nullable Instant instant(JsonNode json) {
        try {
            return json.isString() ? Instant.parse(json.stringValue()) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode json) {
        return json.isString() ? json.stringValue() : null;
    }
}

package org.canonry.storage.registry;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.packages.Standing.Turn;
import org.jspecify.annotations.Nullable;

/// What became of an attempt to withdraw, restore or deprecate a package version ([Registry#turn]).
public sealed interface Turned {
    /// It is in the log now.
    record Done(LogEvent.Turned event) implements Turned {}

    /// It stood so before; nothing was changed.
    record AlreadySo(PackageId id) implements Turned {}

    /// There is no such version.
    record Unknown(PackageId id) implements Turned {}

    /// Nothing was changed.
    ///
    /// @param detail why, in words
    record Refused(String detail) implements Turned {}

    /// What is said of a version is printed on terminals: one line, without anything that steers one. Null when nothing is left.
    static @Nullable String words(@Nullable String message) {
        var words = message == null ? "" : Steering.CHARACTERS.matcher(message).replaceAll(" ").strip();
        return words.isEmpty() ? null : words;
    }

    /// The turn, unless the version stands so already.
    static Optional<Turn> next(Standing standing, Turn turn) {
        return changes(standing, turn) ? Optional.of(turn) : Optional.empty();
    }

    private static boolean changes(Standing standing, Turn turn) {
        return switch (turn.kind()) {
            case WITHDRAWN -> standing.withdrawal().isEmpty();
            case RESTORED -> standing.withdrawal().isPresent();
            case DEPRECATED -> !Objects.equals(standing.deprecation().orElse(null), turn.message());
        };
    }

    /// Holds the pattern, which an interface cannot hide.
    final class Steering {
        private static final Pattern CHARACTERS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}]+");

        private Steering() {}
    }
}

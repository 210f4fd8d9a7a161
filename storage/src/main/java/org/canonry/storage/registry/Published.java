package org.canonry.storage.registry;

import java.util.List;
import org.canonry.storage.packages.PackageId;
import org.jspecify.annotations.Nullable;

/// What became of a tarball that a publisher offered ([Registry#publish]).
public sealed interface Published {
    /// It is in the log now.
    ///
    /// @param warnings what the publisher should look at, in words
    record Loaded(LogEvent.Loaded event, List<String> warnings) implements Published {}

    /// The same bytes are there; nothing was changed.
    ///
    /// @param warnings what the publisher should know, in words
    record AlreadyThere(PackageId id, List<String> warnings) implements Published {}

    /// Other bytes are there, and stay.
    ///
    /// @param there `sha512-…` of what is there; null when another program's bucket does not tell
    /// @param offered `sha512-…` of what was offered
    record Different(PackageId id, @Nullable String there, String offered) implements Published {}

    /// It is no package, or breaks a rule; nothing was changed.
    ///
    /// @param reason stable code
    /// @param detail in words, with what to do next
    record Refused(String reason, String detail) implements Published {}
}

package org.canonry.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.Parsed;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.registry.Registry;
import org.canonry.storage.registry.Turned;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `canonry withdraw`, `restore` and `deprecate`: what becomes of versions that are there.
///
/// Written into the log of the bucket, whoever else writes there; a server that runs on it sees it at its next look.
abstract class StandingCommand implements Callable<Integer> {
    private static final String NAME = "NAME@VERSION";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = NAME, arity = "1..*", description = "Package versions, such as acme.fhir@1.0.0.")
    private List<String> versions = List.of();

    @Mixin
    private Places places = new Places();

    /// What is to become of them.
    abstract Standing.Kind kind();

    /// Why; null when nothing is said.
    abstract @Nullable String message();

    @Override
    public Integer call() throws IOException {
        var ids = ids();
        if (!places.hasBucket()) {
            throw new IOException("there is no bucket in %s (--data or --bucket name another place)".formatted(places.location()));
        }
        try (var bucket = places.openBucket()) {
            var registry = Registry.open(bucket, Limits.defaults(), Clock.systemUTC());
            for (var id : ids) {
                say(words(registry.turn(id, kind(), message())));
            }
            registry.publishViews((written, total) -> {});
        }
        return 0;
    }

    /// All are read before the first is touched.
    private List<PackageId> ids() throws IOException {
        var ids = new ArrayList<PackageId>();
        for (var version : versions) {
            switch (PackageId.parse(version)) {
                case Parsed.Valid<PackageId>(var id) -> ids.add(id);
                case Parsed.Refused<PackageId>(var refusal) -> throw new IOException("%s names no package version: %s".formatted(version, refusal.detail()));
            }
        }
        return ids;
    }

    private static String words(Turned turned) throws IOException {
        return switch (turned) {
            case Turned.Done(var event) -> "%s is %s (lsn %d).".formatted(event.id(), switch (event.event()) {
                case WITHDRAWN -> "withdrawn";
                case RESTORED -> "restored";
                case DEPRECATED -> event.message() == null ? "no longer deprecated" : "deprecated";
                case LOADED -> throw new IllegalStateException("a version that is there does not come");
            }, event.lsn());
            case Turned.AlreadySo(var id) -> "%s stood so already; nothing was changed.".formatted(id);
            case Turned.Unknown(var id) -> throw new IOException("there is no %s in this bucket's log".formatted(id));
            case Turned.Refused(var detail) -> throw new IOException(detail);
        };
    }

    private void say(String line) {
        if (spec != null) {
            spec.commandLine().getOut().println(line);
        }
    }

    /// `canonry withdraw`.
    @Command(
            name = "withdraw",
            header = "Takes versions out of search, tags and resolution.",
            description = {
                "Takes versions out of search, tags and resolution; an earlier one is the latest again.",
                "Who names the exact version still gets it, and is told why it was withdrawn. canonry restore undoes it."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Withdraw extends StandingCommand {
        @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "Why: whoever still takes the version is told.")
        private String reason = "";

        @Override
        Standing.Kind kind() {
            return Standing.Kind.WITHDRAWN;
        }

        @Override
        String message() {
            return reason;
        }
    }

    /// `canonry restore`.
    @Command(name = "restore", description = "Undoes the withdrawal of versions.", mixinStandardHelpOptions = true, sortOptions = false)
    static final class Restore extends StandingCommand {
        @Option(names = "--reason", paramLabel = "WORDS", description = "Why, for the log.")
        private @Nullable String reason;

        @Override
        Standing.Kind kind() {
            return Standing.Kind.RESTORED;
        }

        @Override
        @Nullable String message() {
            return reason;
        }
    }

    /// `canonry deprecate`.
    @Command(name = "deprecate", description = "Warns whoever takes versions, or stops warning.", mixinStandardHelpOptions = true, sortOptions = false)
    static final class Deprecate extends StandingCommand {
        @Option(names = "--message", paramLabel = "WORDS", required = true, description = "The warning; \"\" ends one.")
        private String message = "";

        @Override
        Standing.Kind kind() {
            return Standing.Kind.DEPRECATED;
        }

        @Override
        String message() {
            return message;
        }
    }
}

package org.canonry.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `canonry`: search and resolution for FHIR packages.
@Command(
        name = "canonry",
        description = "Search and resolution for FHIR packages.",
        subcommands = {UpCommand.class, DiffCommand.class, DoctorCommand.class, LockCommand.class, RelevanceCommand.class, TrainCommand.class, TokenCommand.class, StandingCommand.Withdraw.class,
            StandingCommand.Restore.class, StandingCommand.Deprecate.class, HelpCommand.class},
        footer = {
            "",
            "Three more commands are the launcher's own:",
            "  test       Runs all tests.",
            "  bench      Measures, and prints ratios.",
            "  agreement  Compares what references mean with what HL7's library says."
        })
public final class Canonry {
    private Canonry() {}

    /// Runs a command, and ends the process with its exit code: 0 when it did what was asked, 1 when it could not, 2 when it was asked wrongly.
    /// Commands that examine something have 1 for what they found, and 2 for when they could not.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// All commands.
    static CommandLine commandLine() {
        return new CommandLine(new Canonry()).setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(Canonry::explain);
    }

    /// One line for people; the whole story only where it is asked for.
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult asked) {
        var words = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("canonry: " + words);
        if (System.getenv("CANONRY_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        } else {
            command.getErr().println("         (CANONRY_DEBUG=1 prints where it happened)");
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}

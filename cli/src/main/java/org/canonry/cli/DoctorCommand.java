package org.canonry.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.canonry.api.doctor.Diagnosis;
import org.canonry.api.doctor.Doctor;
import org.canonry.api.doctor.Level;
import org.canonry.api.doctor.Subject;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.registry.Quarantined;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `canonry doctor`: says what is wrong with a package's references and dependencies, and what would mend it.
@Command(
        name = "doctor",
        header = "Says what is wrong with a package, published or not, and what would mend it.",
        description = {
            "Says what is wrong with the references and dependencies of a package, and what would mend it. The package need not be published: it is",
            "examined against the index of --data or --bucket.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:healthy", "1:something as grave as --fail-on was found", "2:could not be examined"},
        exitCodeOnExecutionException = 2,
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
    private static final Limits LIMITS = Limits.defaults();

    @Parameters(
            paramLabel = "PACKAGE",
            description = "name@version, name#version or a name, from the index; or a tarball, the folder of a package, or the IG Publisher's "
                    + "output folder.")
    private String named = "";

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            defaultValue = "warning",
            description = "The mildest level that makes the exit code 1: error, warning or note (default: ${DEFAULT-VALUE}).")
    private Level failOn = Level.WARNING;

    @Option(names = "--all", description = "List everything; otherwise long lists are cut and notes are only counted.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON: everything, for programs.")
    private boolean json;

    @Mixin
    private Places places = new Places();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (var index = IndexAtHand.open(places, LIMITS)) {
            var examined = examined(index.snapshot());
            var diagnosis = new Doctor(index.snapshot(), LIMITS).examine(examined.subject());
            print(diagnosis, examined.unread());
            return diagnosis.isHealthy(failOn) && examined.unread().isEmpty() ? 0 : 1;
        }
    }

    /// @param unread its files that are no JSON: always grave
    private record Examined(Subject subject, List<Quarantined> unread) {}

    private Examined examined(Snapshot snapshot) throws IOException {
        var path = path();
        if (path.isPresent()) {
            var read = PackageOnDisk.read(path.get(), LIMITS);
            return new Examined(Subject.of(read.manifest(), read.canonicals()), read.refused());
        }
        var version = PackageSpec.parse(named).valid().flatMap(snapshot.packages()::version).orElseThrow(() -> new IOException(
                "%s is no file or folder, and the index has no such package: name a tarball, a folder, or name@version".formatted(named)));
        return new Examined(Subject.of(snapshot, version), List.of());
    }

    private Optional<Path> path() {
        try {
            return Optional.of(Path.of(named)).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void print(Diagnosis diagnosis, List<Quarantined> unread) {
        PrintWriter out = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        if (json) {
            out.println(DiagnosisJson.of(diagnosis, unread));
        } else {
            new DiagnosisPage(out, all).print(diagnosis, unread);
        }
        out.flush();
    }
}

package org.canonry.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.canonry.api.lock.Addresses;
import org.canonry.api.lock.Lock;
import org.canonry.api.lock.LockFormat;
import org.canonry.api.lock.NotLocked;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `canonry lock`: writes what packages need, fixed to versions, to standard output. What is missing is told on standard error.
@Command(
        name = "lock",
        header = "Fixes what packages need to versions, in a file.",
        description = "Writes what packages need, fixed to versions: the same packages as at the same lsn give the same bytes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LockCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "NAME@VERSION", description = "What to lock together; a wildcard or a tag means what it meant as at the lsn.")
    private List<String> packages = List.of();

    @Option(names = "--as-of", paramLabel = "LSN", description = "The log sequence number as at which to lock (default: that of the index).")
    private @Nullable Long asOf;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "fhirpkg",
            converter = FormatName.class,
            description = "fhirpkg (fhirpkg.lock.json), crmi (a manifest of pinned canonicals) or cyclonedx (a bill of materials). Default: fhirpkg.")
    private LockFormat format = LockFormat.FHIRPKG;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Where the packages are served, for the addresses in a bill of materials (default: ${DEFAULT-VALUE}).")
    private String publicUrl = "http://localhost:8080";

    @Mixin
    private Places places = new Places();

    private final PrintStream out;
    private final PrintStream errors;

    LockCommand() {
        this(System.out, System.err);
    }

    LockCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    @Override
    public Integer call() throws IOException {
        try (var index = IndexAtHand.open(places, Limits.defaults())) {
            return switch (Lock.of(index.snapshot(), packages, asOf, Limits.defaults())) {
                case Lock lock -> write(lock);
                case NotLocked(var reason, var detail) -> throw new IOException(detail);
            };
        }
    }

    /// Bytes, since the terminal's own character set would make other ones.
    private int write(Lock lock) throws IOException {
        out.writeBytes(lock.write(format, Addresses.below(publicUrl)).getBytes(StandardCharsets.UTF_8));
        out.flush();
        for (var missing : lock.unresolved()) {
            errors.println("canonry: %s needs %s@%s, which leads nowhere: %s"
                    .formatted(missing.from().id(), missing.name(), missing.requirement(), missing.problem()));
        }
        return 0;
    }

    /// The formats by their names in lower case.
    private static final class FormatName implements ITypeConverter<LockFormat> {
        @Override
        public LockFormat convert(String text) {
            try {
                return LockFormat.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("`%s` is none: fhirpkg, crmi or cyclonedx".formatted(text));
            }
        }
    }
}

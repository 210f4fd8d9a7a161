package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@ExtendWith(RealInstallation.Shared.class)
class LockCommandTest {
    private static final String CARIN_BB = "hl7.fhir.us.carin-bb@1.1.0";
    private static final String MISSING = "ans.fhir.fr.annuaire@1.2.0-snapshot-2";

    private final RealInstallation real;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    LockCommandTest(RealInstallation real) {
        this.real = real;
    }

    @ParameterizedTest
    @CsvSource({"fhirpkg, fhirpkgLock", "crmi, manifest", "CycloneDX, sbom"})
    void writesWhatTheServerAnswers(String format, String field) throws Exception {
        var answer = real.client().ask(
                "query ($packages: [PackageSpec!]!) { lock(packages: $packages) { lsn %s } }".formatted(field), Map.of("packages", List.of(CARIN_BB)));
        var server = real.client().server().toString();
        assertThat(lock("--format", format, "--public-url", server, CARIN_BB)).isZero();
        assertThat(text(out)).isEqualTo(answer.at("/lock/" + field).asString());
        assertThat(text(errors)).isEmpty();
        out.reset();
        assertThat(lock("--format", format, "--public-url", server, "--as-of", answer.at("/lock/lsn").asString(), CARIN_BB)).isZero();
        assertThat(text(out)).isEqualTo(answer.at("/lock/" + field).asString());
    }

    @Test
    void tellsWhatIsMissingBesideTheFile() {
        assertThat(lock(MISSING)).isZero();
        assertThat(text(out)).startsWith("{").endsWith("}\n");
        assertThat(text(errors)).contains("canonry: " + MISSING + " needs", "which leads nowhere: ");
    }

    @Test
    void saysWhichPackageIsNotThere(@TempDir Path nothing) {
        assertThat(lock("never.was@1.0.0")).isEqualTo(1);
        assertThat(lock("--as-of", "999999", CARIN_BB)).isEqualTo(1);
        assertThat(lock("--format", "yaml", CARIN_BB)).isEqualTo(2);
        assertThat(lock()).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        var elsewhere = new CommandLine(new LockCommand(new PrintStream(out), new PrintStream(errors))).execute("--data", nothing.resolve("none").toString(), CARIN_BB);
        assertThat(elsewhere).isEqualTo(1);
    }

    private int lock(String... arguments) {
        var all = new ArrayList<>(List.of("--data", real.data().toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(new LockCommand(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(errors, true, StandardCharsets.UTF_8)))
                .execute(all.toArray(String[]::new));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}

package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.canonry.api.resolve.Resolver;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(RealInstallation.Shared.class)
class IndexAtHandTest {
    private static final String PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient|4.0.1";

    @TempDir
    private Path folder;

    @Test
    void opensTheIndexBesideTheServerThatBuiltIt(RealInstallation real) throws Exception {
        try (var index = IndexAtHand.open(new Places(real.data()), Limits.defaults());
                var another = IndexAtHand.open(new Places(real.data()), Limits.defaults())) {
            assertThat(index.snapshot().packages().versions()).hasSameSizeAs(another.snapshot().packages().versions());
            assertThat(index.snapshot().lsn()).isEqualTo(real.client().ask("{ index { lsn } }").at("/index/lsn").asLong());
            assertThat(new Resolver(index.snapshot(), Limits.defaults()).find(PATIENT)).isPresent();
        }
        assertThat(real.client().ask("{ canonical(reference: \"%s\") { version } }".formatted(PATIENT)).at("/canonical/version").asString())
                .isEqualTo("4.0.1");
    }

    @Test
    void opensABucketThatIsElsewhere(RealInstallation real) throws Exception {
        var places = CommandLine.populateCommand(
                new Places(), "--data", folder.resolve("mine").toString(), "--bucket", real.data().resolve("bucket").toString());
        try (var index = IndexAtHand.open(places, Limits.defaults())) {
            assertThat(index.snapshot().packages().named("hl7.fhir.us.core")).isPresent();
        }
    }

    @Test
    void saysWhatToDoWhenThereIsNoIndexYetAndMakesNothing() {
        var data = folder.resolve("none");
        assertThatThrownBy(() -> IndexAtHand.open(new Places(data), Limits.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(data.toString(), "./canonry up --packages");
        assertThat(data).doesNotExist();
    }

    @Test
    void saysTheSameOfABucketThatNothingWasBuiltFrom() throws Exception {
        Files.createDirectories(folder.resolve("bucket"));
        assertThatThrownBy(() -> IndexAtHand.open(new Places(folder), Limits.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("./canonry up --packages");
    }
}

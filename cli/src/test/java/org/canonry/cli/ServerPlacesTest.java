package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServerPlacesTest {
    @Test
    void takesAnAddressForWhereTheWorldFindsTheFiles() {
        assertThat(places("--public-url", "https://packages.example.org/fhir/").publicUrl()).contains(URI.create("https://packages.example.org/fhir/"));
        assertThat(places("--public-url", "").publicUrl()).isEmpty();
    }

    @Test
    void refusesWhatIsNoAddressWithWordsThatSayWhatIs() {
        for (var text : List.of("packages.example.org", "ftp://packages.example.org", "https://", "https://a b", "https://a.example?x=y")) {
            assertThatThrownBy(() -> places("--public-url", text).publicUrl()).as(text).hasMessageContaining("write https://");
        }
    }

    private static ServerPlaces places(String... arguments) {
        return CommandLine.populateCommand(new ServerPlaces(), arguments);
    }
}

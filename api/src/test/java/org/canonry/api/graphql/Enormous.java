package org.canonry.api.graphql;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;

/// Events of 20 MB each, which fit into no buffers between a server and its client: who stops to read holds up the server, whatever the machine.
final class Enormous {
    /// What to ask of each.
    static final String EVENT = IntStream.range(0, 100)
            .mapToObj(number -> "d%d: description".formatted(number))
            .collect(Collectors.joining(" ", "lsn packageVersion { ", " }"));

    private Enormous() {}

    /// Three, behind what the index holds already.
    static void publish(SmallIndex index) throws IOException {
        for (var number = 0; number < 3; number++) {
            index.with(SmallPackage.of("long.fhir", number + ".0.0").put("description", "long ".repeat(40_000)));
        }
        index.publish();
    }
}

package org.canonry.cli;

import java.util.Optional;
import java.util.ServiceLoader;
import org.canonry.storage.index.Embedding;

/// The model by which search knows what texts mean: on where Canonry was built with it, unless the environment says `CANONRY_MEANING=off`.
final class MeaningModel {
    private static final String SWITCH = "CANONRY_MEANING";
    private static final String OFF = "off";

    private MeaningModel() {}

    /// The model; empty for search by words alone.
    static Optional<Embedding> find() {
        return OFF.equals(System.getenv(SWITCH)) ? Optional.empty() : ServiceLoader.load(Embedding.class).findFirst();
    }
}

package org.canonry.storage.archive;

import java.io.IOException;

/// Carries a refusal up through the streams that met it. Never leaves this package.
final class Refusal extends IOException {
    private final transient TarballRefused refused;

    Refusal(TarballProblem problem, String detail) {
        super(problem + ": " + detail);
        this.refused = new TarballRefused(problem, detail);
    }

    TarballRefused refused() {
        return refused;
    }
}

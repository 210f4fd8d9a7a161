package org.canonry.api.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What package managers ask after an install: which known weaknesses the installed versions have. FHIR packages are data: none.
///
/// Source: npm's registry API; the first is what npm asks, the others Yarn and pnpm.
final class Audit {
    private static final Map<String, Integer> NO_WEAKNESSES = Map.of("info", 0, "low", 0, "moderate", 0, "high", 0, "critical", 0);
    private static final Map<String, Object> REPORT = Map.of(
            "actions", List.of(),
            "advisories", Map.of(),
            "muted", List.of(),
            "metadata", Map.of(
                    "vulnerabilities", NO_WEAKNESSES,
                    "dependencies", 0,
                    "devDependencies", 0,
                    "optionalDependencies", 0,
                    "totalDependencies", 0));

    private Audit() {}

    /// The answer to an audit; empty when the path is none.
    static Optional<Map<String, Object>> answer(String path) {
        return switch (path) {
            case "/pkgs/-/npm/v1/security/advisories/bulk" -> Optional.of(Map.of());
            case "/pkgs/-/npm/v1/security/audits", "/pkgs/-/npm/v1/security/audits/quick" -> Optional.of(REPORT);
            default -> Optional.empty();
        };
    }
}

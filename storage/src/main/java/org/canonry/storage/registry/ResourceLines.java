package org.canonry.storage.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.canonry.storage.archive.Tarball;
import org.canonry.storage.canonical.RsWriter;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.Manifest;

/// Writes the rs file of a package from its tarball: one line for each resource that has a url. One file of the tarball is in memory at a time.
///
/// @param files what became of the JSON files
/// @param refused those that could not be read; no more of them than the limit `refused_files` and one
record ResourceLines(LogEvent.Files files, List<Quarantined> refused) {
    private static final Set<FhirRelease> URLLESS_NAMING_SYSTEMS = EnumSet.of(FhirRelease.R4, FhirRelease.R4B);

    /// Fills `target`, which is overwritten.
    static ResourceLines write(Tarball tarball, Manifest manifest, Path target, Limits limits) throws IOException {
        var first = new Pass(manifest, limits, Map.of());
        first.run(tarball, target);
        if (!first.metTwice()) {
            return first.result(tarball);
        }
        // Which of several files with one path is the last is known only now. Nearly no tarball has any.
        var second = new Pass(manifest, limits, first.met);
        second.run(tarball, target);
        return second.result(tarball);
    }

    /// The package's FHIR release decides whether NamingSystems without url are wanted.
    private static boolean namingSystemsNeedNoUrl(Manifest manifest) {
        return manifest.fhirVersions().stream()
                .flatMap(number -> FhirRelease.of(number).stream())
                .anyMatch(URLLESS_NAMING_SYSTEMS::contains);
    }

    private static final class Pass {
        private final Manifest manifest;
        private final int mostRefused;
        private final Limits limits;
        private final ResourceFile reader;
        private final Map<String, Integer> expected;
        private final Map<String, Integer> met = new HashMap<>();
        private final List<Quarantined> refused = new ArrayList<>();
        private int lineCount;
        private int otherCount;
        private int refusedCount;

        /// @param expected how often each path occurs; empty when nobody counted yet, and then none is taken for a duplicate
        Pass(Manifest manifest, Limits limits, Map<String, Integer> expected) {
            this.manifest = manifest;
            this.limits = limits;
            this.mostRefused = limits.intOf(Limit.REFUSED_FILES);
            this.reader = new ResourceFile(limits, namingSystemsNeedNoUrl(manifest));
            this.expected = expected;
        }

        void run(Tarball tarball, Path target) throws IOException {
            try (var lines = new RsWriter(Files.newOutputStream(target), limits)) {
                tarball.forEachJsonFile((path, bytes) -> file(path, bytes, lines));
            }
        }

        boolean metTwice() {
            return met.values().stream().anyMatch(count -> count > 1);
        }

        ResourceLines result(Tarball tarball) {
            var files = new LogEvent.Files(lineCount, otherCount, refusedCount, tarball.summary().appleDoubles());
            return new ResourceLines(files, List.copyOf(refused));
        }

        private void file(String path, byte[] bytes, RsWriter lines) throws IOException {
            int occurrence = met.merge(path, 1, Integer::sum);
            int occurrences = expected.getOrDefault(path, 1);
            if (occurrence < occurrences) {
                refuse("%s (%d of %d)".formatted(path, occurrence, occurrences), RegistryProblem.DUPLICATE_FILE,
                        "a later file of the tarball has the same path: remove one of them");
                return;
            }
            switch (reader.read(path, bytes)) {
                case ResourceFile.Line(var json) -> {
                    lines.line(json);
                    lineCount++;
                }
                case ResourceFile.Other() -> otherCount++;
                case ResourceFile.Unreadable(var problem, var detail) -> refuse(path, problem, detail);
            }
        }

        private void refuse(String file, RegistryProblem problem, String detail) {
            refusedCount++;
            if (refused.size() <= mostRefused) {
                var id = manifest.id();
                refused.add(new Quarantined(
                        "%s.tgz!/%s".formatted(id.stem(), file), id.name().text(), id.version().text(), null, problem.name(), detail));
            }
        }
    }
}

package org.canonry.bench.agreement;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.Use;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.PackageVersion;

/// A package whose references are compared.
///
/// @param references every reference of every canonical resource in it, with how often it stands there; what points into its own resource is none
record Subject(PackageVersion version, Map<Question, Integer> references) {
    static Subject of(Snapshot snapshot, PackageVersion version) throws IOException {
        var references = new LinkedHashMap<Question, Integer>();
        for (var document : snapshot.documents(Fields.PACKAGE_VERSION, version.id().toString())) {
            snapshot.resource(document).references().stream()
                    .filter(use -> !use.targetUrl().isEmpty())
                    .map(Subject::question)
                    .forEach(question -> references.merge(question, 1, Integer::sum));
        }
        return new Subject(version, references);
    }

    private static Question question(Use use) {
        return new Question(use.kind(), use.target());
    }

    /// As HL7's library names a package.
    String name() {
        return hash(version);
    }

    /// `name#version`.
    static String hash(PackageVersion version) {
        return version.id().name() + "#" + version.id().version();
    }
}

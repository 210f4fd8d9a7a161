package org.canonry.api.lock;

import java.io.IOException;
import java.nio.file.Path;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;

/// A few packages with everything that a lock has to tell: a wildcard, a correction, two versions of one package, dependencies that lead nowhere, odd
/// names, versions and licenses, a package of another program's bucket, and references with and without versions.
final class LockedPackages {
    /// The lsn of the last of them.
    static final long LSN = 7;

    private LockedPackages() {}

    static SmallIndex in(Path folder) throws IOException {
        return SmallIndex.in(folder)
                .with(known("base.fhir", "1.0.0", "").holding("ValueSet", "http://base/vs", "1.0.0"))
                .with(known("base.fhir", "1.0.1", "'license': 'CC0-1.0',")
                        .holding("ValueSet", "http://base/vs", "1.0.1")
                        .holding("StructureDefinition", "http://base/sd", "1.0.1")
                        .holding("StructureDefinition", "http://base/never-used", "1.0.1"))
                .with(known("terms.fhir", "5.0.0", "'license': 'not-open-source', 'author': 'HL7 \\u00dcber', 'description': 'Codes',")
                        .holding("CodeSystem-a.json", "{'resourceType': 'CodeSystem', 'url': 'http://terms/cs', 'version': '3.0', 'content': 'complete'}")
                        .holding("CodeSystem-b.json", "{'resourceType': 'CodeSystem', 'url': 'http://terms/stub', 'version': '2.0', 'content': 'not-present'}")
                        .holding("ValueSet", "http://terms/no-version", null))
                .with(SmallPackage.of("tools.fhir", "2.0.0"))
                .with(known("middle.fhir", "0.1.0", "'dependencies': {'base.fhir': '1.0.0', 'Tools.fhir': '2.x.x'},"))
                .with(known("@odd/name", "v.1", "'url': 'C:\\\\guide', 'dependencies': {'base.fhir': '1.0.x'},"))
                .with(known("guide.fhir", "1.0.0", """
                        'license': 'MIT', 'url': 'https://guide.example.org/', 'fhirVersions': ['4.0.1'], 'dependencies': {
                          'base.fhir': '1.0.x', 'middle.fhir': '0.1.0', 'terms.fhir': 'latest', 'gone.fhir': '1.0.0', 'base.fhir.x': 'current'},""")
                        .profile("http://guide/p", "http://base/sd", "http://guide/q|1.0.0", "http://nowhere")
                        .profile("http://guide/q", "http://guide/p")
                        .holding("ValueSet-v.json", """
                                {'resourceType': 'ValueSet', 'url': 'http://guide/vs', 'version': '1', 'compose': {'include': [
                                  {'system': 'http://terms/cs'}, {'system': 'http://terms/stub'}, {'system': 'http://terms/cs', 'version': '3.0'},
                                  {'valueSet': ['http://base/vs', 'http://terms/no-version']}]}}"""))
                .publish();
    }

    /// What changes every answer that is of now.
    static void addLater(SmallIndex index) throws IOException {
        index.with(known("base.fhir", "1.0.2", "")
                        .holding("ValueSet", "http://base/vs", "1.0.2")
                        .holding("StructureDefinition", "http://base/sd", "1.0.2"))
                .with(known("gone.fhir", "1.0.0", ""))
                .with(known("terms.fhir", "6.0.0", ""))
                .publish();
    }

    /// A package as this program takes it in: with hashes and a moment.
    ///
    /// @param members of package.json, each with a comma behind it
    private static SmallPackage known(String name, String version, String members) {
        return SmallPackage.ofJson("""
                {'name': '%s', 'version': '%s', %s 'timestamp': '2026-01-0%dT10:00:00Z', 'size': 1000,
                 'shasum': 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
                 'integrity': 'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=='}"""
                .formatted(name, version, members, 1 + name.length() % 9));
    }
}

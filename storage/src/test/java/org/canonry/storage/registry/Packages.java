package org.canonry.storage.registry;

import java.io.IOException;
import org.canonry.storage.archive.TarballBuilder;
import org.canonry.storage.bucket.Content;

/// Small packages for tests.
final class Packages {
    private Packages() {}

    /// A package with one value set, whose title tells two contents of one version apart.
    static Content content(String name, String version, String title) throws IOException {
        return content("""
                {"name":"%s","version":"%s","fhirVersions":["4.0.1"],"title":"%s"}""".formatted(name, version, title));
    }

    static Content content(String manifest) throws IOException {
        return TarballBuilder.withManifest(manifest)
                .file("package/ValueSet-v.json", """
                        {"resourceType": "ValueSet", "url": "http://example.org/ValueSet/v", "text": {"status": "generated"}}""")
                .file("package/.index.json", "{}")
                .tgz();
    }
}

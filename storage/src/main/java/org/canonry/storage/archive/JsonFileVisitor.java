package org.canonry.storage.archive;

import java.io.IOException;

/// Takes a tarball's JSON files, one after the other.
@FunctionalInterface
public interface JsonFileVisitor {
    /// @param path within the package, as [Tarball#pathInPackage] gives it
    /// @param bytes the file as it is, a byte order mark included; the visitor's to keep
    void visit(String path, byte[] bytes) throws IOException;
}

package org.canonry.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// The class path of the tests with every folder of classes packed into a jar: from jars alone the JVM can keep an archive of loaded classes, which
/// halves what each of a hundred starts costs.
final class Jars {
    private Jars() {}

    /// Packs what has to be packed into `folder`.
    static String of(String classPath, Path folder) throws IOException {
        var jars = new ArrayList<String>();
        for (var element : classPath.split(File.pathSeparator)) {
            var path = Path.of(element);
            jars.add(Files.isDirectory(path) ? pack(path, folder.resolve(jars.size() + ".jar")).toString() : element);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}

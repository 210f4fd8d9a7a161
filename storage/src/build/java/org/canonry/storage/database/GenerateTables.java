package org.canonry.storage.database;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Generates the tables' classes from the migrations, as a step of the build; does nothing when nothing has changed.
///
/// Run as a source file, `java GenerateTables.java <module folder> <jOOQ version>`: it needs the project's Java, while
/// Maven itself may run on an older one, and it comes before the module is compiled. The server it needs is the module's
/// own [LocalPostgres]; that and the generator are compiled here, into a folder of their own.
public final class GenerateTables {
    private static final String GENERATOR = "org/canonry/storage/database/TableGenerator";

    private final Path module;
    private final Path work;

    private GenerateTables(Path module) {
        this.module = module;
        this.work = module.resolve("target/generate-tables");
    }

    /// @param arguments the module's folder, and the version of the generator
    public static void main(String[] arguments) throws Exception {
        new GenerateTables(Path.of(arguments[0]).toAbsolutePath()).run(arguments[1]);
    }

    private void run(String generatorVersion) throws Exception {
        var stamp = work.resolve("stamp");
        var digest = digest(generatorVersion);
        var current = Files.exists(stamp) && Files.isDirectory(target()) && Files.readString(stamp).equals(digest);
        if (!current) {
            generate();
            Files.writeString(stamp, digest);
        }
    }

    private void generate() throws Exception {
        compile();
        try (var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass(GENERATOR.replace('/', '.'))
                    .getMethod("generate", Path.class, Path.class, Path.class)
                    .invoke(null, migrations(), target(), work);
        }
    }

    private void compile() throws IOException {
        Files.createDirectories(classes());
        var status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null,
                        "-proc:none",
                        "-d", classes().toString(),
                        "-cp", libraries().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        "-sourcepath", module.resolve("src/main/java").toString(),
                        module.resolve("src/build/java").resolve(GENERATOR + ".java").toString());
        if (status != 0) {
            throw new IOException("the generator does not compile");
        }
    }

    private URL[] classPath() throws IOException {
        var urls = new ArrayList<URL>();
        urls.add(classes().toUri().toURL());
        for (var library : libraries().toList()) {
            urls.add(library.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /// All but the module's own classes, which may be of an earlier build and miss what the sources have.
    private Stream<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.equals(module.resolve("target/classes")));
    }

    /// Of all that decides what is generated.
    private String digest(String generatorVersion) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(generatorVersion.getBytes());
        try (var sources = Stream.concat(Files.walk(module.resolve("src/build")), Files.walk(migrations()))) {
            for (var file : sources.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path classes() {
        return work.resolve("classes");
    }

    private Path target() {
        return module.resolve("target/generated-sources/jooq");
    }

    private Path migrations() {
        return module.resolve("src/main/resources/db/migration");
    }
}

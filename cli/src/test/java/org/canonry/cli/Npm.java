package org.canonry.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The real npm, in a project folder of its own, with a cache and settings of its own.
///
/// @param home where cache, settings and project are
/// @param registry whom it asks
record Npm(Path home, URI registry) {
    /// In an empty project.
    static Npm in(Path home, URI registry) throws IOException {
        var npm = new Npm(home, registry);
        Files.createDirectories(npm.project());
        Files.writeString(npm.project().resolve("package.json"), "{\"name\":\"scratch\",\"version\":\"1.0.0\",\"private\":true}");
        return npm;
    }

    Path project() {
        return home.resolve("project");
    }

    /// Runs `npm` with these words.
    Finished run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(words));
        var program = new ProcessBuilder(command).directory(project().toFile());
        var environment = program.environment();
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("npm_"));
        environment.put("HOME", home.toString());
        environment.put("npm_config_registry", registry.toString());
        environment.put("npm_config_cache", home.resolve("cache").toString());
        environment.put("npm_config_userconfig", home.resolve("user.npmrc").toString());
        environment.put("npm_config_globalconfig", home.resolve("global.npmrc").toString());
        environment.put("npm_config_noproxy", "localhost");
        environment.put("npm_config_fetch_retries", "0");
        for (var quiet : List.of("audit", "fund", "update_notifier")) {
            environment.put("npm_config_" + quiet, "false");
        }
        try {
            return Finished.run(program, home);
        } catch (IOException e) {
            throw new IOException("the tests of the registry need npm on the PATH: " + e.getMessage(), e);
        }
    }
}

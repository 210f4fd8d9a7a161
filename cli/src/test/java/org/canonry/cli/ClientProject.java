package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.TestReporter;

/// An empty project and a home of its own, in which a client knows one registry.
///
/// @param home where caches and settings go
/// @param registry the only registry that the client knows
/// @param clients what can be run
/// @param reporter is told what was run and what it said
record ClientProject(Path home, URI registry, NodeClients clients, TestReporter reporter) {
    private static final int SHOWN_LINES = 40;

    static ClientProject in(Path home, URI registry, TestReporter reporter) throws IOException, InterruptedException {
        var project = new ClientProject(home, registry, NodeClients.installed(), reporter);
        Files.createDirectories(project.folder());
        project.write("package.json", "{\"name\":\"scratch\",\"version\":\"1.0.0\",\"private\":true}");
        project.write(".npmrc", "registry=%s/%n".formatted(registry));
        return project;
    }

    Path folder() {
        return home.resolve("project");
    }

    void write(String file, String content) throws IOException {
        var path = folder().resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, content);
    }

    String read(String file) throws IOException {
        return Files.readString(folder().resolve(file));
    }

    /// Runs a script of a client on Node.js, and fails when it does.
    Finished node(String script, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(clients.node().resolve("node").toString(), clients.file(script)));
        command.addAll(Arrays.asList(words));
        return succeeds(command);
    }

    /// Runs a script of these tests, which gets the folder of the clients and the registry's address before the words.
    Finished script(String name, String... words) throws IOException, InterruptedException {
        var file = home.resolve(name);
        try (var script = Objects.requireNonNull(ClientProject.class.getResourceAsStream("clients/" + name), name)) {
            Files.write(file, script.readAllBytes());
        }
        var command = new ArrayList<>(List.of(
                clients.node().resolve("node").toString(), file.toString(), clients.modules().toString(), registry.toString()));
        command.addAll(Arrays.asList(words));
        return succeeds(command);
    }

    /// Runs a program, and fails when it does.
    Finished program(Path program, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(words));
        return succeeds(command);
    }

    private Finished succeeds(List<String> command) throws IOException, InterruptedException {
        var program = new ProcessBuilder(command).directory(folder().toFile());
        environment(program.environment());
        var finished = Finished.run(program, home);
        reporter.publishEntry(String.join(" ", command.subList(1, command.size())), end(finished.out() + finished.err()));
        assertThat(finished.exit()).as(finished.out() + finished.err()).isZero();
        return finished;
    }

    private static String end(String text) {
        var lines = text.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    /// Nothing of the machine's own settings.
    private void environment(Map<String, String> environment) throws IOException {
        var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", "%s:%s:%s".formatted(clients.node(), clients.program("@oven", "bun-*", "bin"), path));
        environment.put("HOME", home.toString());
        environment.put("NO_PROXY", "localhost");
        environment.put("no_proxy", "localhost");
        environment.put("npm_config_registry", registry.toString());
        environment.put("npm_config_update_notifier", "false");
        environment.put("YARN_NPM_REGISTRY_SERVER", registry.toString());
        environment.put("YARN_UNSAFE_HTTP_WHITELIST", "localhost");
        environment.put("YARN_NODE_LINKER", "node-modules");
        environment.put("YARN_ENABLE_TELEMETRY", "0");
        environment.put("FPL_REGISTRY", registry.toString());
    }
}

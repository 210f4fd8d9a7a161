package org.canonry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM of its own with everything that the tests have.
final class JavaProgram {
    private JavaProgram() {}

    /// A program that is not started yet.
    ///
    /// @param settings for the JVM, such as `-Xmx256m`
    static ProcessBuilder of(Class<?> main, List<String> settings, List<String> arguments) {
        return of(main, classPath(), settings, arguments);
    }

    /// The class path of the tests.
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /// A program with a class path of its own.
    static ProcessBuilder of(Class<?> main, String classPath, List<String> settings, List<String> arguments) {
        return of(main.getName(), classPath, settings, arguments);
    }

    /// A program that these tests do not know, with a class path of its own.
    static ProcessBuilder of(String main, String classPath, List<String> settings, List<String> arguments) {
        var command = new ArrayList<String>();
        command.addAll(withInterruptsAsUsual());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath));
        command.add(main);
        command.addAll(arguments);
        var program = new ProcessBuilder(command);
        program.environment().keySet().removeIf(name -> name.startsWith("CANONRY_"));
        return program;
    }

    /// Tests that run in the background of a script have SIGINT ignored, and hand that on: Ctrl-C would not be noticed.
    private static List<String> withInterruptsAsUsual() {
        try {
            var env = new ProcessBuilder("env", "--default-signal=INT", "true").redirectErrorStream(true).start();
            return env.waitFor() == 0 ? List.of("env", "--default-signal=INT") : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}

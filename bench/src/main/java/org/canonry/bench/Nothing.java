package org.canonry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A process that does nothing, with Canonry's class path and options: what any Java costs, however little it does.
final class Nothing {
    private static final double NANOS = 1e9;

    private Nothing() {}

    /// Says what it is in mebibytes, and ends.
    public static void main(String[] arguments) throws IOException {
        System.out.println(Machine.peakMebibytes(ProcessHandle.current().pid()));
    }

    /// How much of the machine's memory it takes.
    static double residentMebibytes(String heap) throws IOException {
        var process = Child.java(heap, Nothing.class).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        return Double.parseDouble(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    /// How long it takes, from its start to its end.
    static double seconds(String heap) throws IOException {
        var start = System.nanoTime();
        Child.run(Child.java(heap, Nothing.class));
        return (System.nanoTime() - start) / NANOS;
    }
}

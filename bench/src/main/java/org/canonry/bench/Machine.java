package org.canonry.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// On what a run was measured, and what the system says of a process.
final class Machine {
    private static final int KIBIBYTES_A_MEBIBYTE = 1024;

    private Machine() {}

    /// Processes that were running or waited to, over the last minute; negative where it cannot be told.
    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /// How long cores have worked for this process, its kernel's part too, in nanoseconds; 0 where it cannot be told.
    static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system ? system.getProcessCpuTime() : 0;
    }

    /// What every result file says of where it comes from.
    static Map<String, Object> fields(Path home, String heap) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("commit", commit(home));
        fields.put("jvm", Runtime.version().toString() + ", " + System.getProperty("java.vm.name"));
        fields.put("cores", Runtime.getRuntime().availableProcessors());
        fields.put("heap", heap);
        fields.put("loadAverage", loadAverage());
        return fields;
    }

    /// The commit of a working copy, marked when it was changed since; `unknown` where git does not say.
    static String commit(Path home) {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    /// How much memory of the machine a process has now, in mebibytes; not a number where `/proc` is not there to tell.
    static double residentMebibytes(long pid) throws IOException {
        return status(pid, "VmRSS:");
    }

    /// How much memory of the machine a process ever had at once, in mebibytes; not a number where `/proc` is not there to tell.
    static double peakMebibytes(long pid) throws IOException {
        return status(pid, "VmHWM:");
    }

    private static double status(long pid, String name) throws IOException {
        var file = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(file)) {
            return Double.NaN;
        }
        var line = Files.readAllLines(file).stream().filter(text -> text.startsWith(name)).findFirst();
        return line.map(text -> Double.parseDouble(text.replaceAll("\\D", "")) / KIBIBYTES_A_MEBIBYTE).orElse(Double.NaN);
    }
}

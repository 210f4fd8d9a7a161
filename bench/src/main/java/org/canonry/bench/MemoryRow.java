package org.canonry.bench;

import java.io.IOException;
import java.util.List;

/// What a build and a server need of the machine's memory, against a Java that does nothing. PostgreSQL's processes are not counted.
record MemoryRow(String heap) {
    private static final String LIVE_BOUND = "the canonicals of the package versions that are read ahead, Lucene's buffers, and what decides memberships";
    private static final String RESIDENT_BOUND = "the heap that the collector lets grow before it collects; more heap is more memory, not more need";
    private static final String SERVER_BOUND = "Spring and its classes; the index is mapped, and its pages count while they are in the machine's cache";

    List<Measurement> ofBuild(BuildTrial.Found found) throws IOException {
        return List.of(
                new Measurement(Row.MEMORY, "build: heap left after collecting, at most", "MiB", Samples.of(found.liveMebibytes()),
                        "the heap allowed", Samples.of(mebibytes(heap)), null, LIVE_BOUND),
                new Measurement(Row.MEMORY, "build: process, at most", "MiB", Samples.of(found.residentMebibytes()),
                        "an empty Java", Samples.of(Nothing.residentMebibytes(heap)), null, RESIDENT_BOUND));
    }

    Measurement ofServer(double residentMebibytes) throws IOException {
        return new Measurement(Row.MEMORY, "server: process, ready and idle", "MiB", Samples.of(residentMebibytes),
                "an empty Java", Samples.of(Nothing.residentMebibytes(heap)), null, SERVER_BOUND);
    }

    /// What `-Xmx` means by a text such as `1g`.
    static double mebibytes(String heap) {
        var number = Double.parseDouble(heap.substring(0, heap.length() - 1));
        return switch (Character.toLowerCase(heap.charAt(heap.length() - 1))) {
            case 'g' -> number * 1024;
            case 'm' -> number;
            case 'k' -> number / 1024;
            default -> Double.parseDouble(heap) / (1 << 20);
        };
    }
}

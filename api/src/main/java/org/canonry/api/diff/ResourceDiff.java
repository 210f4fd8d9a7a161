package org.canonry.api.diff;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads resources from the bucket and compares them. Thread-safe.
///
/// Memory is bounded, however many ask: a resource of more than `diff_resource_bytes` is not read, and of all that are compared at one time no more
/// than `diff_bytes_at_once` are; whoever comes too much waits.
public final class ResourceDiff {
    private static final int UNIT_BITS = 10;

    /// Decimals as written: in FHIR 1.10 is not 1.1.
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Limits limits;
    private final int units;
    private final Semaphore room;

    /// Keeps the limits `diff_bytes_at_once`, `diff_elements`, `diff_resource_bytes` and `diff_value_characters`.
    public ResourceDiff(Limits limits) {
        this.limits = limits;
        this.units = units(limits.of(Limit.DIFF_BYTES_AT_ONCE));
        this.room = new Semaphore(units, true);
    }

    /// What differs between two resources that are taken for the same. Two range reads of the bucket.
    ///
    /// @throws IOException when the bucket cannot be read
    public Differences between(CanonicalResource from, CanonicalResource to) throws IOException {
        var longer = Math.max(from.jsonBytes(), to.jsonBytes());
        if (longer > limits.of(Limit.DIFF_RESOURCE_BYTES)) {
            return new Differences(List.of(), Map.of(), Optional.of("not compared: the resource has %,d bytes, more than %s"
                    .formatted(longer, limits.describe(Limit.DIFF_RESOURCE_BYTES))));
        }
        var needed = Math.min(units, units((long) from.jsonBytes() + to.jsonBytes()));
        room.acquireUninterruptibly(needed);
        try {
            return Resources.compare(read(from), read(to), limits);
        } finally {
            room.release(needed);
        }
    }

    private static int units(long bytes) {
        return Math.toIntExact((bytes >> UNIT_BITS) + 1);
    }

    private static JsonNode read(CanonicalResource resource) throws IOException {
        return OwnReferences.unpinned(JSON.readTree(resource.json()), resource.url(), resource.version());
    }
}

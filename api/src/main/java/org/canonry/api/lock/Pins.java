package org.canonry.api.lock;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.canonical.Reference;
import org.canonry.storage.index.Fields;

/// Which version each reference without version means among the packages of a lock: those of the packages that were asked for, and those of
/// what they refer to in turn.
///
/// Left out are resources that have no version, and code systems without content: the version of such a stub is not that of the code system.
/// Source: CRMI, Version Manifest, manifest parameters. For one walk.
final class Pins {
    private static final Comparator<Pin> IN_ORDER = Comparator.comparing(Pin::parameter).thenComparing(Pin::url);

    private final Lock lock;
    private final Resolver resolver;
    private final Set<Pin> pins = new TreeSet<>(IN_ORDER);
    private final Set<String> asked = new HashSet<>();
    private final BitSet met = new BitSet();
    private final Queue<CanonicalResource> next = new ArrayDeque<>();

    private Pins(Lock lock) {
        this.lock = lock;
        this.resolver = lock.resolver();
    }

    /// What a reference to a kind of resource is pinned by; in the order of a manifest.
    enum Parameter {
        CODE_SYSTEM("system-version"),
        VALUE_SET("default-valueset-version"),
        OTHER("default-canonical-version");

        private final String text;

        Parameter(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Parameter of(CanonicalResource resource) {
            return switch (resource.resourceType()) {
                case "CodeSystem" -> CODE_SYSTEM;
                case "ValueSet" -> VALUE_SET;
                default -> OTHER;
            };
        }
    }

    /// A url and the version that it means.
    record Pin(Parameter parameter, String url, String version) {}

    /// In the order of a manifest, each url once.
    static List<Pin> of(Lock lock) throws IOException {
        var walk = new Pins(lock);
        walk.start();
        for (var resource = walk.next.poll(); resource != null; resource = walk.next.poll()) {
            resource.references().forEach(use -> walk.follow(use.target()));
        }
        return List.copyOf(walk.pins);
    }

    private void start() throws IOException {
        for (var root : lock.roots()) {
            IntStream.of(lock.snapshot().documents(Fields.PACKAGE_VERSION, root.id().toString()))
                    .mapToObj(lock.snapshot()::resource)
                    .filter(resource -> !resource.example())
                    .forEach(this::meet);
        }
    }

    private void meet(CanonicalResource resource) {
        if (!met.get(resource.document())) {
            met.set(resource.document());
            next.add(resource);
        }
    }

    private void follow(String target) {
        if (asked.add(target)) {
            resolver.find(target).ifPresent(resource -> {
                pin(target, resource);
                meet(resource);
            });
        }
    }

    /// A url that stands for another one, such as that of a core definition with a FHIR version in it, has its version already.
    private void pin(String target, CanonicalResource resource) {
        var version = resource.version();
        if (version != null && Reference.version(target).isEmpty() && Reference.url(target).equals(resource.url()) && !isStub(resource)) {
            pins.add(new Pin(Parameter.of(resource), resource.url(), version));
        }
    }

    private static boolean isStub(CanonicalResource resource) {
        return "not-present".equals(resource.content());
    }
}

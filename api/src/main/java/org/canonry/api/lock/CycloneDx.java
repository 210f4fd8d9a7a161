package org.canonry.api.lock;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.canonry.api.graph.DependencyGraph.Edge;
import org.canonry.api.graph.Requirement;
import org.canonry.storage.packages.PackageVersion;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A software bill of materials: each package version with its address, hashes and license, and how they depend on each other.
///
/// One package that was asked for is what the bill is of; several are what an unnamed whole consists of. What leads nowhere is told twice: in
/// words, as a property of the package that declares it, and by calling that package's dependencies incomplete. The serial number is made from
/// the content. Source: CycloneDX 1.6 (ECMA-424).
final class CycloneDx {
    private static final String WHOLE = "lock";
    private static final Comparator<PackageVersion> BY_ID = Comparator.comparing(PackageVersion::id);

    private final Lock lock;
    private final PackageComponent components;
    private final List<PackageVersion> packages;

    CycloneDx(Lock lock, Addresses addresses) {
        this.lock = lock;
        this.components = new PackageComponent(lock, addresses);
        this.packages = lock.packages().stream().sorted(BY_ID).toList();
    }

    String write() {
        var bom = JsonText.object()
                .put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.6")
                .put("serialNumber", "urn:uuid:" + serialNumber())
                .put("version", 1);
        metadata(bom.putObject("metadata"));
        var listed = bom.putArray("components");
        packages.stream().filter(Predicate.not(this::isSubject)).forEach(version -> components.write(version, listed.addObject()));
        dependencies(bom.putArray("dependencies"));
        compositions(bom.putArray("compositions"));
        return JsonText.of(bom);
    }

    private UUID serialNumber() {
        var content = packages.stream().map(version -> version.id() + " " + version.tarball().integrity()).collect(Collectors.joining("\n"));
        var asked = lock.roots().stream().map(PackageVersion::id).toList();
        return UUID.nameUUIDFromBytes("%s %d %s\n%s".formatted(asked, lock.lsn(), components.addresses().of(""), content)
                .getBytes(StandardCharsets.UTF_8));
    }

    private boolean isSubject(PackageVersion version) {
        return lock.roots().equals(List.of(version));
    }

    private void metadata(ObjectNode metadata) {
        lock.updated().ifPresent(moment -> metadata.put("timestamp", moment.toString()));
        metadata.putObject("tools").putArray("components").addObject().put("type", "application").put("name", "canonry");
        var subject = metadata.putObject("component");
        if (lock.roots().size() == 1) {
            components.write(lock.roots().getFirst(), subject);
        } else {
            subject.put("type", "application").put("bom-ref", WHOLE).put("name", WHOLE);
        }
        metadata.putArray("properties").addObject().put("name", "canonry:lsn").put("value", Long.toString(lock.lsn()));
    }

    private void dependencies(ArrayNode dependencies) {
        if (lock.roots().size() > 1) {
            var whole = dependencies.addObject().put("ref", WHOLE).putArray("dependsOn");
            lock.roots().stream().sorted(BY_ID).forEach(root -> whole.add(PackageComponent.ref(root)));
        }
        var targets = lock.graph().edges().stream()
                .collect(Collectors.groupingBy(Edge::from, Collectors.mapping(Edge::to, Collectors.toSet())));
        for (var version : packages) {
            var dependsOn = dependencies.addObject().put("ref", PackageComponent.ref(version)).putArray("dependsOn");
            targets.getOrDefault(version, Set.of()).stream().sorted(BY_ID).forEach(to -> dependsOn.add(PackageComponent.ref(to)));
        }
    }

    private void compositions(ArrayNode compositions) {
        var lacking = lock.unresolved().stream().map(Requirement::from).collect(Collectors.toSet());
        composition("complete", Predicate.not(lacking::contains), compositions);
        composition("incomplete", lacking::contains, compositions);
    }

    private void composition(String aggregate, Predicate<PackageVersion> which, ArrayNode compositions) {
        var refs = packages.stream().filter(which).map(PackageComponent::ref).toList();
        if (!refs.isEmpty()) {
            refs.forEach(compositions.addObject().put("aggregate", aggregate).putArray("dependencies")::add);
        }
    }
}

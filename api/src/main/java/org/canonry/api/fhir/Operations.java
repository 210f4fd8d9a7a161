package org.canonry.api.fhir;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.canonry.api.resolve.Range;
import org.canonry.api.resolve.Resolution;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.canonical.ContentHash;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// The operations that are answered: `$current-canonical` and `$resolve`; every other one is refused with the reason.
///
/// Sources: FHIR R5, CanonicalResource, operation current-canonical; HL7's Canonical Resource Management Infrastructure, operation crmi-resolve.
final class Operations {
    private static final Set<String> OF_TERMINOLOGY =
            Set.of("$closure", "$expand", "$find-matches", "$lookup", "$subsumes", "$translate", "$validate-code", "$batch-validate-code");

    private final FhirBase base;
    private final Range range;
    private final Resolver resolver;
    private final Limits limits;

    Operations(FhirBase base, Range range, Limits limits) {
        this.base = base;
        this.range = range;
        this.resolver = new Resolver(range, limits);
        this.limits = limits;
    }

    /// Runs an operation.
    ///
    /// @param manifest the header `X-Manifest`; null when it is not there
    /// @throws Refused when it is none of these, or its parameters cannot be met
    Answer run(Route.Operation asked, Given given, @Nullable String manifest) throws IOException {
        return switch (asked.name()) {
            case "$current-canonical" -> currentCanonical(asked.type(), given);
            case "$resolve" -> resolve(asked.type(), given, manifest);
            case String name when OF_TERMINOLOGY.contains(name) -> throw Refused.notSupported(
                    501, "`%s` needs a terminology server, which this is not: it has the definitions, and searches and resolves them".formatted(name));
            case String name -> throw Refused.notSupported(501, "`%s` is not supported here; metadata lists the operations that are".formatted(name));
        };
    }

    private Answer currentCanonical(@Nullable String type, Given given) {
        var url = required(given, "url");
        var statuses = given.values("status", limits);
        var all = resolver.matches(url).resources().stream()
                .filter(resource -> type == null || resource.resourceType().equals(type))
                .filter(resource -> statuses.isEmpty() || (resource.status() != null && statuses.contains(resource.status())))
                .toList();
        if (all.size() > 1 && all.stream().allMatch(resource -> resource.version() == null) && contents(all).size() > 1) {
            throw new Refused(409, Refused.Issue.CONFLICT, "%s has %d contents and no version to tell which is the latest; name packages in `_package`"
                    .formatted(url, contents(all).size()));
        }
        return new Answer.Result(all.stream().findFirst());
    }

    private static Set<ContentHash> contents(List<CanonicalResource> resources) {
        var contents = new HashSet<ContentHash>();
        resources.forEach(resource -> contents.add(resource.contentHash()));
        return contents;
    }

    private Answer resolve(@Nullable String typeOfAddress, Given given, @Nullable String manifest) throws IOException {
        if (manifest != null || given.last("manifest").isPresent() || given.last("manifestParameters").isPresent()) {
            throw Refused.notSupported(400, "Manifests are not read here: name the packages that count in `_package`, and versions in force-canonical-version");
        }
        var type = Optional.ofNullable(typeOfAddress).or(() -> given.last("resourceType"));
        var pins = new Pinned(given, limits);
        var canonical = pins.reference(required(given, "canonical"));
        var source = source(given);
        var asked = source.isPresent() ? new Resolver(source.get(), limits) : resolver;
        return switch (given.last("duplicateBehavior").orElse("most-recent")) {
            case "most-recent" -> new Answer.One(pins.checked(found(asked.resolve(canonical), type)));
            case "error" -> new Answer.One(pins.checked(found(unambiguous(asked.resolve(canonical)), type)));
            case "all" -> new Answer.All(all(asked, canonical, type));
            default -> throw Refused.invalid("`duplicateBehavior` is error, most-recent or all");
        };
    }

    private static boolean isOf(Optional<String> type, CanonicalResource resource) {
        return type.isEmpty() || type.get().equals(resource.resourceType());
    }

    private static List<CanonicalResource> all(Resolver asked, String canonical, Optional<String> type) {
        var seen = new HashSet<ContentHash>();
        return asked.matches(canonical).resources().stream()
                .filter(resource -> isOf(type, resource) && seen.add(resource.contentHash()))
                .toList();
    }

    private static CanonicalResource found(Resolution resolution, Optional<String> type) {
        return Optional.ofNullable(resolution.resource())
                .filter(resource -> isOf(type, resource))
                .orElseThrow(() -> Refused.notFound("%s: %s".formatted(resolution.reference(), resolution.explanation())));
    }

    private static Resolution unambiguous(Resolution resolution) {
        if (resolution.ambiguous()) {
            throw new Refused(409, Refused.Issue.CONFLICT, "%s: %s".formatted(resolution.reference(), resolution.explanation()));
        }
        return resolution;
    }

    /// A reference is meant as the package means it that carries the resource in which it stands.
    private Optional<Range> source(Given given) throws IOException {
        var canonical = given.last("sourceCanonical");
        if (canonical.isPresent()) {
            return Optional.of(closure(resolver.find(canonical.get())
                    .orElseThrow(() -> Refused.notFound("`sourceCanonical` %s is not here".formatted(canonical.get())))));
        }
        var reference = given.last("sourceReference");
        return reference.isEmpty() ? Optional.empty() : Optional.of(closure(read(reference.get())));
    }

    private CanonicalResource read(String reference) throws IOException {
        var path = reference.split("/");
        if (path.length < 2) {
            throw Refused.invalid("`sourceReference` is a type and an id, such as StructureDefinition/123");
        }
        return new Reading(resolver.snapshot(), range).of(path[path.length - 2], path[path.length - 1]);
    }

    private Range closure(CanonicalResource resource) {
        return Range.of(resolver.snapshot(), base.scope(List.of(resource.packageVersion().id().toString())));
    }

    private static String required(Given given, String name) {
        return given.last(name).orElseThrow(() -> new Refused(400, Refused.Issue.REQUIRED, "`%s` is needed: add it to the address, as ?%s=…, or to the Parameters that are posted".formatted(name, name)));
    }
}

package org.canonry.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.Version;

/// What holds for packages that are published here, beside what holds for all that are taken in.
///
/// A name that is new is one that FHIR's tools and npm both take; a version is one that npm installs by its exact text. Names and versions that others
/// published long ago are as they are.
///
/// Sources: HL7's NPM Package Specification (names of two or more parts, in lower case), npm's rules for new packages, Semantic Versioning 2.0.0.
final class PublishRules {
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");
    private static final Pattern SCOPED = Pattern.compile("@[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*");

    private final EventLog log;
    private final PackageName name;
    private final Optional<Version> version;

    /// @param name that a package is offered under
    /// @param version that it is offered under; empty where only package.json tells
    PublishRules(EventLog log, PackageName name, Optional<Version> version) {
        this.log = log;
        this.name = name;
        this.version = version;
    }

    /// Why a package is not published; empty when it may be.
    ///
    /// @param id by its package.json
    Optional<Published.Refused> refusal(PackageId id) {
        return Stream.of(nameRefusal(id), versionRefusal(id.version()), mismatch(id)).flatMap(Optional::stream).findFirst();
    }

    private Optional<Published.Refused> mismatch(PackageId id) {
        return id.name().equals(name) && version.map(id.version()::equals).orElse(true)
                ? Optional.empty()
                : Optional.of(refused(PublishProblem.OFFERED_UNDER_ANOTHER_NAME, "the tarball is of %s, and it is offered as %s: its package.json decides"
                        .formatted(id, version.map(offered -> name + "@" + offered).orElse(name.text()))));
    }

    private Optional<Published.Refused> nameRefusal(PackageId id) {
        var text = id.name().text();
        return log.names().containsKey(id.name()) || PLAIN.matcher(text).matches() || SCOPED.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(refused(PublishProblem.NAME_NOT_ALLOWED,
                        "%s is no name for a new package: two or more parts of a-z, 0-9 and dashes, with dots between them, the first beginning with a letter, such as acme.fhir.base; or @scope/name"
                                .formatted(text)));
    }

    private static Optional<Published.Refused> versionRefusal(Version version) {
        return version.isSemver() && version.text().indexOf('+') < 0
                ? Optional.empty()
                : Optional.of(refused(PublishProblem.VERSION_NOT_ALLOWED,
                        "%s is no version to publish: three numbers without leading zeros and up to 9007199254740991, and perhaps a label, such as 1.0.0 or 2.0.0-ballot".formatted(version)));
    }

    private static Published.Refused refused(PublishProblem problem, String detail) {
        return new Published.Refused(problem.name(), detail);
    }

    /// What the publisher of a new name should look at. To be asked before the package is in the log.
    List<String> warnings() {
        return log.names().containsKey(name) ? List.of() : LookAlikes.of(name, log.names()).stream().map(this::warning).toList();
    }

    private String warning(PackageName other) {
        return "%s looks much like %s, which is there already: if that was meant, withdraw this one".formatted(name, other);
    }

    /// The answer for bytes that are known.
    Published known(PackageId there) {
        return mismatch(there).<Published>map(refused -> refused).orElseGet(() -> new Published.AlreadyThere(there, withdrawn(there)));
    }

    private List<String> withdrawn(PackageId there) {
        return log.held(there).flatMap(held -> held.standing().withdrawal()).isPresent()
                ? List.of("%s is withdrawn, and stays so: restore it, or publish another version".formatted(there))
                : List.of();
    }

    /// The answer for what the registry made of it.
    Published published(TakenIn outcome, Hashes offered, List<String> warnings) {
        return switch (outcome) {
            case TakenIn.Loaded(var event) -> new Published.Loaded(event, warnings);
            case TakenIn.AlreadyThere(var id) -> known(id);
            case TakenIn.Refused(var quarantined) when quarantined.reason().equals(RegistryProblem.DIFFERENT_CONTENT.name()) ->
                different(PackageId.of(requireNonNull(quarantined.packageName()), requireNonNull(quarantined.version())), offered);
            case TakenIn.Refused(var quarantined) -> new Published.Refused(quarantined.reason(), quarantined.detail());
        };
    }

    private Published different(PackageId id, Hashes offered) {
        return mismatch(id).<Published>map(refused -> refused)
                .orElseGet(() -> new Published.Different(id, log.held(id).map(EventLog.Held::integrity).orElse(null), offered.integrity()));
    }
}

package org.canonry.api.registry;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Dependency;
import org.canonry.storage.packages.FhirVersion;
import org.canonry.storage.packages.PackageVersion;
import org.canonry.storage.packages.Parsed;
import org.canonry.storage.packages.Version;
import org.canonry.storage.packages.VersionSelector;

/// Which packages a list is to hold, by the parameters of FHIR's package registries; what is not known is passed over.
///
/// Of each package one version is listed: the latest when it meets all parameters, else the highest that does. `name=NAME#VERSION` lists every
/// version that is meant. What is withdrawn is not listed.
final class CatalogueQuery {
    private static final String NOT_IN_NAMES = "#";

    private final Parameters parameters;
    private final Optional<String> name;
    private final Optional<String> ofVersion;

    CatalogueQuery(Parameters parameters) {
        this.parameters = parameters;
        var asked = parameters.text("name");
        this.name = asked.map(text -> text.split(NOT_IN_NAMES, 2)[0].toLowerCase(Locale.ROOT));
        this.ofVersion = asked.filter(text -> text.contains(NOT_IN_NAMES)).map(text -> text.split(NOT_IN_NAMES, 2)[1]).or(() -> parameters.text("version"));
    }

    /// The versions to list, in their order.
    ///
    /// @throws IOException when the index cannot be read
    List<PackageVersion> run(Snapshot snapshot, Limits limits) throws IOException {
        var wanted = wanted(snapshot, limits);
        return snapshot.packages().all().stream()
                .filter(history -> name.isEmpty() || history.name().text().toLowerCase(Locale.ROOT).contains(name.get()))
                .flatMap(history -> listed(history, wanted))
                .sorted(PackageEntry.order(parameters.text("sort")))
                .toList();
    }

    private Stream<PackageVersion> listed(PackageHistory history, Predicate<PackageVersion> wanted) {
        var all = history.standing().stream().filter(wanted);
        return ofVersion.isPresent() ? all : Stream.concat(Stream.of(Latest.of(history)).filter(wanted), all).limit(1);
    }

    private Predicate<PackageVersion> wanted(Snapshot snapshot, Limits limits) throws IOException {
        Predicate<PackageVersion> carries =
                parameters.text("canonical").isEmpty() ? version -> true : Carriers.of(parameters.text("canonical").get(), snapshot, limits);
        return carries.and(this::isWanted);
    }

    private boolean isWanted(PackageVersion version) {
        return ofVersion.map(text -> isMeant(text, version)).orElse(true)
                && parameters.text("pkgcanonical").map(text -> isCanonical(text, version)).orElse(true)
                && parameters.text("fhirversion").map(text -> isFor(text, version)).orElse(true)
                && parameters.text("dependency").map(text -> dependsOn(text, version)).orElse(true)
                && parameters.text("dependson").map(text -> dependsOn(text, version)).orElse(true)
                && parameters.text("lastupdated").flatMap(CatalogueQuery::day).map(day -> isSince(day, version)).orElse(true)
                && (!parameters.text("prerelease").map(text -> text.equalsIgnoreCase("false")).orElse(false) || version.id().version().isRelease());
    }

    private static boolean isMeant(String text, PackageVersion version) {
        return version.id().version().text().startsWith(text) || VersionSelector.parse(text).matches(version.id().version());
    }

    /// Exactly, or the beginning when it ends in a percent sign.
    private static boolean isCanonical(String text, PackageVersion version) {
        var canonical = version.canonical();
        return canonical != null && (text.endsWith("%") ? canonical.startsWith(text.substring(0, text.length() - 1)) : canonical.equals(text));
    }

    private static boolean isFor(String text, PackageVersion version) {
        return Stream.of(text.split(",")).map(FhirVersion::of).anyMatch(asked -> version.fhirVersions().stream().anyMatch(asked::matches));
    }

    private static boolean dependsOn(String text, PackageVersion version) {
        var parts = text.split("[#|@]", 2);
        // A scope begins with the sign that separates a version.
        var scoped = text.startsWith("@") ? ("@" + text.substring(1).split("[#|@]", 2)[0]) : parts[0];
        var asked = text.length() > scoped.length() ? text.substring(scoped.length() + 1) : "";
        return version.dependencies().stream().anyMatch(dependency -> isOn(dependency, scoped, asked));
    }

    private static boolean isOn(Dependency dependency, String name, String version) {
        return switch (dependency.meaning()) {
            case Dependency.On on -> on.target().text().equals(name) && (version.isEmpty() || asksFor(on.selector(), version));
            case Dependency.Unclear unclear -> false;
        };
    }

    /// By what is written, or by what that stands for: `4.0.x` asks for `4.0.1`.
    private static boolean asksFor(VersionSelector selector, String version) {
        return selector.text().startsWith(version)
                || switch (Version.parse(version)) {
                    case Parsed.Valid<Version>(var exact) -> selector.matches(exact);
                    case Parsed.Refused<Version> refused -> false;
                };
    }

    /// A date, or a number of days ago: `2024-01-31`, `-30`.
    static Optional<Instant> day(String text) {
        try {
            return Optional.of(text.matches("-\\d{1,6}")
                    ? Instant.now().minus(Long.parseLong(text.substring(1)), ChronoUnit.DAYS)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isSince(Instant day, PackageVersion version) {
        return version.publishedAt() != null && !version.publishedAt().isBefore(day);
    }
}

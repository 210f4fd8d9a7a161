package org.canonry.api.registry;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.canonry.storage.packages.FhirRelease;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// One line of a list of packages. What a package does not tell is left out, so that none breaks the list.
final class PackageEntry {
    private static final Map<String, Function<PackageVersion, String>> TEXTS = Map.of(
            "fhirversion", PackageEntry::fhirVersions,
            "kind", version -> Objects.requireNonNullElse(kind(version), ""),
            "canonical", version -> Objects.requireNonNullElse(version.canonical(), ""),
            "date", version -> Optional.ofNullable(version.publishedAt()).map(Object::toString).orElse(""));

    private PackageEntry() {}

    /// As a dialect writes it.
    static Map<String, Object> of(PackageVersion version, Dialect dialect, PublicUrl publicUrl) {
        return switch (dialect) {
            case LOWER_CASE -> lowerCase(version, publicUrl);
            case CAPITALISED -> capitalised(version);
        };
    }

    private static Map<String, Object> lowerCase(PackageVersion version, PublicUrl publicUrl) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", version.id().name().text());
        entry.put("version", version.id().version().text());
        put(entry, "fhirVersion", version.fhirVersions().isEmpty() ? null : fhirVersions(version));
        put(entry, "canonical", version.canonical());
        put(entry, "kind", kind(version));
        entry.put("url", publicUrl.of("pkgs/%s/%s".formatted(version.id().name(), version.id().version())));
        put(entry, "date", version.publishedAt() == null ? null : version.publishedAt().toString());
        put(entry, "description", version.description());
        return entry;
    }

    private static Map<String, Object> capitalised(PackageVersion version) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("Name", version.id().name().text());
        put(entry, "Description", version.description());
        put(entry, "FhirVersion", version.fhirVersions().stream().flatMap(number -> FhirRelease.of(number).stream()).findFirst().map(PackageEntry::word).orElse(null));
        return entry;
    }

    /// packages.fhir.org says STU3 where others say R3.
    private static String word(FhirRelease release) {
        return release == FhirRelease.R3 ? "STU3" : release.name();
    }

    private static String fhirVersions(PackageVersion version) {
        return String.join(", ", version.fhirVersions());
    }

    /// Packages say `IG` and `Core` or `fhir.ig` and `fhir.core` for the same.
    private static @Nullable String kind(PackageVersion version) {
        var type = version.type() == null ? null : version.type().toLowerCase(Locale.ROOT);
        return type == null || type.startsWith("fhir.") ? type : "fhir." + type;
    }

    private static void put(Map<String, Object> entry, String member, @Nullable Object value) {
        if (value != null) {
            entry.put(member, value);
        }
    }

    /// The order that a parameter `sort` means, such as `name` or `-date`; that of publication where it means none.
    static Comparator<PackageVersion> order(Optional<String> sort) {
        var field = sort.map(text -> text.startsWith("-") ? text.substring(1) : text).orElse("").toLowerCase(Locale.ROOT);
        var order = ascending(field);
        return sort.filter(text -> text.startsWith("-")).isPresent() ? order.reversed() : order;
    }

    private static Comparator<PackageVersion> ascending(String field) {
        return switch (field) {
            case "name" -> Comparator.comparing(PackageVersion::id);
            case "version" -> Comparator.comparing((PackageVersion version) -> version.id().version()).thenComparing(PackageVersion::id);
            default -> TEXTS.containsKey(field)
                    ? Comparator.comparing(Objects.requireNonNull(TEXTS.get(field))).thenComparing(PackageVersion::id)
                    : Comparator.comparingLong(PackageVersion::lsn);
        };
    }
}
